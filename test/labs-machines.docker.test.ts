import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, ROOT, withFolder } from './support/cli.ts';
import { engineRoot, withEngine } from './support/engine.ts';
import { loadMachineImage } from './support/machine-image.ts';
import { LABS_OF_SEVERAL_MACHINES } from './support/own-labs.ts';

interface Lab {
  readonly file: string;
  readonly cleanup: { readonly left: readonly object[] };
  readonly commands: readonly { readonly line: number; readonly verdict: string; readonly reason: string }[];
}

/** What is wrong with the labs when they are run on machines of their own; nothing may be skipped. */
async function wrongIn(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  return withFolder({}, async (folder) => {
    const { stdout, stderr } = await labproof(['run', ...args, '--reporter', 'json'], {
      env: { ...env, XDG_STATE_HOME: folder },
    });
    assert.is(stderr, '');
    const { labs } = JSON.parse(stdout) as { readonly labs: readonly Lab[] };
    return labs.flatMap(({ file, commands, cleanup }) => [
      ...commands
        .filter(({ verdict }) => verdict !== 'passed')
        .map(({ line, verdict, reason }) => `${file}:${line} ${verdict}: ${reason}`),
      ...cleanup.left.map((object) => `${file} left ${JSON.stringify(object)}`),
    ]);
  });
}

for (const version of ['20', '28'] as const) {
  test(`labs on several machines pass in namespaces with engine ${version}`, async () => {
    const root = engineRoot(version);
    const env = root === undefined ? {} : { LABPROOF_ENGINE_ROOT: root };
    assert.equal(
      await wrongIn([...LABS_OF_SEVERAL_MACHINES, '--engine', 'private', '--workers', '2'], env),
      [],
    );
  });
}

test('labs on several machines pass in containers', () =>
  withEngine(
    async (engine) => {
      await loadMachineImage(engine, '28');
      assert.equal(await wrongIn([...LABS_OF_SEVERAL_MACHINES, '--engine', 'container'], engine.env), []);
    },
    { version: '28', images: [] },
  ));

test('the labs with several machines are those that say so', async () => {
  const { stdout } = await labproof(['plan', 'labs', '--json'], { env: {} });
  const { labs } = JSON.parse(stdout) as {
    readonly labs: readonly { readonly file: string; readonly machines: readonly object[] }[];
  };
  assert.equal(
    labs.filter(({ machines }) => machines.length > 1).map(({ file }) => file),
    LABS_OF_SEVERAL_MACHINES.toSorted(),
  );
  assert.is(labs.length, (await readdir(join(ROOT, 'labs'))).filter((file) => file.endsWith('.md')).length);
});

test.run();
