import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

const SSH = '#!/bin/sh\necho "ssh: connect to host nowhere port 22: Connection refused" >&2\nexit 255\n';

test('why ssh made no connection is told, though labproof has begun to write to it', () =>
  withFolder({ ssh: SSH, 'lab.md': '```console\n$ docker ps\n```\n' }, async (folder) => {
    await chmod(join(folder, 'ssh'), 0o755);
    const env = { PATH: `${folder}:${process.env.PATH}`, XDG_STATE_HOME: folder };
    for (let time = 0; time < 3; time += 1) {
      const { stderr, exitCode } = await labproof(
        ['run', join(folder, 'lab.md'), '--engine', 'ssh://ada@nowhere'],
        { env },
      );
      assert.is(exitCode, 3);
      assert.match(
        stderr,
        'at ssh://ada@nowhere: ssh ada@nowhere: ssh: connect to host nowhere port 22: Connection refused',
      );
    }
  }));

test.run();
