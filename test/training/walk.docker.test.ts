import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT, withFolder } from '../support/cli.ts';
import { walk } from '../support/walk.ts';

for (const name of ['macvlan', 'lifecycle', 'volumes']) {
  test(`every step of ${name} is reached by typing what its text says`, () =>
    withFolder({}, async (stateDirectory) => {
      const file = join(ROOT, 'labs', `${name}.md`);
      const typed: string[] = [];
      const way = await walk(
        { file, text: await readFile(file, 'utf8') },
        {
          place: {
            ...{ engine: 'private', env: process.env, stateDirectory, images: undefined },
            ...{ workdir: undefined, online: false, privileged: 'allow', timeoutMs: 30_000 },
            signal: new AbortController().signal,
          },
          trace: (text) => typed.push(text),
        },
      );
      if (!('missed' in way)) throw new Error(way.map(({ message }) => message).join('; '));
      assert.equal(way.missed, [], typed.slice(-30).join('\n'));
      assert.is(way.finished, true);
      assert.equal(way.faults, []);
    }));
}

test.run();
