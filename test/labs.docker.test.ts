import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, ROOT, withFolder } from './support/cli.ts';
import { type TestEngine, withEngine } from './support/engine.ts';
import { LABS_OF_SEVERAL_MACHINES, ownLabs } from './support/own-labs.ts';

interface LabReport {
  readonly file: string;
  readonly verdict: string;
  readonly cleanup: { readonly left: readonly object[] };
  readonly commands: readonly { readonly line: number; readonly verdict: string; readonly reason: string }[];
}

/** What a lab may skip: what a kernel or a machine lacks, and what builds on that. */
const isExcused = ({ file, commands }: LabReport, reason: string): boolean =>
  LACKS.test(reason) ||
  (reason.startsWith('blocked: ') && commands.some((other) => LACKS.test(other.reason))) ||
  (LABS_OF_SEVERAL_MACHINES.includes(file) && reason.startsWith('multi-node: '));
const LACKS = /^platform: /;

async function runAll(
  engine: TestEngine,
  files: readonly string[],
  folder: string,
): Promise<readonly LabReport[]> {
  const args = ['run', ...files, '--engine', 'host', '--workers', '2', '--reporter', 'json'];
  const { stdout, stderr, exitCode, signal } = await labproof(args, {
    env: { ...engine.env, XDG_STATE_HOME: folder },
    enter: engine.enter,
  });
  assert.is(stderr, '');
  assert.ok(stdout !== '', `it ended with ${signal ?? exitCode} and printed nothing`);
  return (JSON.parse(stdout) as { readonly labs: readonly LabReport[] }).labs;
}

for (const version of ['20', '26', '28'] as const) {
  test(`every lab of ours passes on engine ${version}, or says what the machine lacks`, async () => {
    const files = await ownLabs();
    await withEngine(
      async (engine) => {
        await withFolder({}, async (folder) => {
          const labs = await runAll(engine, files, folder);
          assert.equal(
            labs.map(({ file }) => file),
            files,
          );
          const wrong = labs.flatMap((lab) =>
            lab.commands
              .filter(
                ({ verdict, reason }) =>
                  verdict !== 'passed' && !(verdict === 'skipped' && isExcused(lab, reason)),
              )
              .map(({ line, verdict, reason }) => `${lab.file}:${line} ${verdict}: ${reason}`),
          );
          assert.equal(wrong, []);
          // One engine is one machine: such a lab is left out as a whole, and nothing waits for the others.
          for (const { file, verdict } of labs)
            if (LABS_OF_SEVERAL_MACHINES.includes(file)) assert.is(verdict, 'skipped', file);
          assert.equal(
            labs.flatMap(({ cleanup }) => cleanup.left),
            [],
          );
          assert.is(await docker(engine, 'ps', '-aq'), '');
          assert.is(await docker(engine, 'network', 'ls', '-q', '--filter', 'type=custom'), '');
        });
      },
      // Where the engine has no image the lab's own is made for it, and has to go with it.
      { version, images: version === '20' ? [] : ['alpine'] },
    );
  });
}

test('a lab tells in words what each of its commands is for', async () => {
  const folder = join(ROOT, 'labs');
  for (const file of await readdir(folder)) {
    const text = await readFile(join(folder, file), 'utf8');
    const steps = text.split(/^\d+\. /m).slice(1);
    assert.ok(steps.length >= 3, `${file}: a lab has steps`);
    for (const step of steps)
      assert.ok(/^[^\n]{20,}/.test(step) || /^Clean up:/.test(step), `${file}: ${step.split('\n', 1)[0]}`);
  }
});

test.run();
