import { join } from 'node:path';
import { test } from 'uvu';
import { withFolder } from '../support/cli.ts';
import { engineRoot } from '../support/engine.ts';
import { withPerson } from '../support/terminal.ts';

const LAB = `---
machines: [north, south]
---

# Two of them

\`\`\`console
north$ docker network create cold
south$ docker network create warm
south$ docker network ls --filter name=warm --format '{{.Driver}}'
overlay
\`\`\`
`;

test('in a lab of several machines the shell is at the one whose command failed', () => {
  const root = engineRoot('28');
  return withFolder({ 'two.md': LAB }, (folder) =>
    withPerson(
      ['run', '--debug', '--engine', 'private', join(folder, 'two.md')],
      async ({ type, sees, exited }) => {
        await sees('debug$');
        type('echo "at $HOSTNAME: $(docker network ls --format \'{{.Name}}\' | grep -x -e warm -e cold)"');
        await sees('at south: warm');
        type('exit');
        await sees(/2 passed, 1 failed/);
        await exited;
      },
      root ? { env: { LABPROOF_ENGINE_ROOT: root } } : {},
    ),
  );
});

test.run();
