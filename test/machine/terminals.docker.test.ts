import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, ROOT, withFolder } from '../support/cli.ts';

const LAB = `---
images:
  alpine: ${join(ROOT, 'fixtures/images/alpine')}
---

# A program on a terminal

\`\`\`console
$ docker run -it --name den alpine ash
/ # echo $((40 + 2))
42
/ # tty
/dev/pts/0
/ # exit
$ docker ps --all --format '{{.Names}} {{.Status}}'
den Exited (0) Less than a second ago
\`\`\`
`;

test('a program on a machine of the lab’s own has a terminal, and is typed into', () =>
  withFolder({ 'lab.md': LAB }, async (cwd) => {
    const { stdout, exitCode } = await labproof(['run', '--engine', 'private', 'lab.md'], { cwd });
    assert.match(stdout, '5 passed', stdout);
    assert.is(exitCode, 0, stdout);
  }));

test.run();
