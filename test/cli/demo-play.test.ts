import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../support/cli.ts';
import { withPerson } from '../support/terminal.ts';

const LAB = '# A show\n\n```console\n$ echo here\n```\n';

test('a terminal that is too small for a show is told before anything is begun', () =>
  withFolder({ 'show.md': LAB }, (folder) =>
    withPerson(
      ['demo', 'play', join(folder, 'show.md')],
      async ({ sees, exited }) => {
        await sees(/12\s+columns/);
        assert.is(await exited, 2);
      },
      { cols: 12 },
    ),
  ));

test.run();
