import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, startLabproof, withFolder } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';

interface Report {
  readonly labs: readonly [
    {
      readonly commands: readonly { readonly verdict: string; readonly reason: string }[];
      readonly cleanup: Readonly<
        Record<
          'removed' | 'left',
          readonly { readonly kind: string; readonly name: string; readonly why?: string }[]
        >
      >;
    },
  ];
}

/** A folder that an engine makes directly below the root, as documents have it. */
const MOUNTED = `/labproof-test-${process.pid}`;

const lab = (folder: string): string => `# Traces

\`\`\`console
$ docker run --rm -v ${MOUNTED}/deep/er:/d --cidfile ${folder}/id alpine touch /d/made
$ mkdir -p ${folder}/new/one && echo x > ${folder}/new/one/file
$ cd ${folder}
$ echo relative > relative.txt
$ cp relative.txt ${folder}/there
$ cd
$ echo inside > inside.txt
$ echo 192.0.2.7 shop >> ${folder}/hosts
$ sed -i s/one/two/ ${folder}/changed
\`\`\`
`;

async function withTraces(
  engine: TestEngine,
  use: (folder: string, env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  await withFolder({ hosts: '127.0.0.1 localhost\n', changed: 'one\n' }, async (folder) => {
    await mkdir(join(folder, 'there'));
    await mkdir(join(folder, 'state'));
    await writeFile(join(folder, 'lab.md'), lab(folder));
    try {
      await use(folder, { ...engine.env, XDG_STATE_HOME: join(folder, 'state') });
    } finally {
      await rm(MOUNTED, { recursive: true, force: true });
    }
  });
}

const run = (folder: string): readonly string[] => ['run', '--engine', 'host', join(folder, 'lab.md')];

test('what a lab makes outside of its folder on a host goes with it; what was there and is changed is told', () =>
  withEngine(
    (engine) =>
      withTraces(engine, async (folder, env) => {
        const { stdout, exitCode } = await labproof([...run(folder), '--reporter', 'json'], { env });
        const [{ commands, cleanup }] = (JSON.parse(stdout) as Report).labs;
        assert.equal(
          commands.filter(({ verdict }) => verdict !== 'passed'),
          [],
        );
        const files = cleanup.removed.filter(({ kind }) => kind === 'file' || kind === 'folder');
        assert.equal(
          files.map(({ kind, name }) => `${kind} ${name.replace(folder, '…')}`).toSorted(),
          [
            `folder ${MOUNTED}`,
            'file …/hosts',
            'file …/id',
            'file …/relative.txt',
            'file …/there/relative.txt',
            'folder …/new',
          ].toSorted(),
        );
        for (const { name } of files) if (!name.endsWith('/hosts')) assert.not(existsSync(name), name);
        assert.is(await readFile(join(folder, 'hosts'), 'utf8'), '127.0.0.1 localhost\n');
        assert.ok(existsSync(join(folder, 'there')));
        assert.equal(
          cleanup.left.map(({ kind, name, why }) => [kind, name, why]),
          [['file', join(folder, 'changed'), 'it was changed, and was there before']],
        );
        assert.is(exitCode, 1);
      }),
    { images: ['alpine'] },
  ));

test('what a killed labproof left of files, clean removes; what is kept on purpose is named', () =>
  withEngine(
    (engine) =>
      withTraces(engine, async (folder, env) => {
        await writeFile(join(folder, 'lab.md'), lab(folder).replace(/\$ sed.*/, '$ sleep 60'));
        const running = startLabproof(run(folder), { env });
        while (!(await readFile(join(folder, 'hosts'), 'utf8')).includes('shop')) await delay(50);
        running.kill('SIGKILL');
        await running;
        assert.ok(existsSync(MOUNTED));
        const cleaned = await labproof(['clean', '--yes'], { env });
        assert.is(cleaned.exitCode, 0, cleaned.stdout);
        for (const path of [MOUNTED, join(folder, 'id'), join(folder, 'new')])
          assert.not(existsSync(path), path);
        assert.is(await readFile(join(folder, 'hosts'), 'utf8'), '127.0.0.1 localhost\n');

        await writeFile(join(folder, 'lab.md'), `\`\`\`\n$ touch ${folder}/kept\n\`\`\`\n`);
        const kept = await labproof([...run(folder), '--keep'], { env });
        assert.match(kept.stdout, new RegExp(`file ${folder}/kept \\(kept; labproof clean removes it\\)`));
        assert.ok(existsSync(join(folder, 'kept')));
        await labproof(['clean', '--yes'], { env });
        assert.not(existsSync(join(folder, 'kept')));
      }),
    { images: ['alpine'] },
  ));

test.run();
