import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, MAIN, withFolder } from '../support/cli.ts';
import { withEngine } from '../support/engine.ts';
import { loadMachineImage } from '../support/machine-image.ts';

const LAB = `---
machines: [north, south]
---

# Two

\`\`\`
north$ docker network create shop
south$ docker network create yard
\`\`\`
`;

interface Listed {
  readonly machines: readonly { readonly run: string; readonly name: string; readonly state: string }[];
}

test('machines that were kept are listed, entered and removed, those of a lab together', () =>
  withEngine(
    async (engine) => {
      await loadMachineImage(engine, '28');
      await withFolder({ 'lab.md': LAB }, async (folder) => {
        const env = { ...engine.env, XDG_STATE_HOME: folder };
        const machine = (...args: readonly string[]) => labproof(['machine', ...args], { env });
        await labproof(['run', `${folder}/lab.md`, '--engine', 'container', '--keep'], { env });
        const { machines } = JSON.parse((await machine('ls', '--json')).stdout) as Listed;
        assert.equal(machines.map(({ name, state }) => `${name} ${state}`).toSorted(), [
          'north running',
          'south running',
        ]);
        const { run } = machines[0]!;
        assert.match(
          (await machine('ls')).stdout,
          new RegExp(`^RUN +NAME +STATE +ENGINE\n(?:${run} +\\w+ +running +unix:.*\n?){2}$`),
        );
        // What the lab made is in it: a shell there meets the machine's own engine.
        const list = `docker network ls --quiet --filter name=yard --format '{{.Name}}'; hostname`;
        const names = machines.find(({ name }) => name === 'south')!;
        const said = await docker(engine, 'exec', `labproof-${run}-${names.name}`, 'sh', '-c', list);
        assert.is(said, 'yard\nsouth');
        const entered = await machine('shell', 'south');
        assert.equal([entered.exitCode, entered.stderr], [0, '']);
        const unknown = await machine('shell', 'west');
        assert.is(unknown.exitCode, 2);
        assert.match(unknown.stderr, /no machine west was kept; there are .*\/north/);
        const several = await machine('shell', run);
        assert.match(several.stderr, /is several machines: /);
        const removed = await machine('rm', 'north');
        assert.is(removed.exitCode, 0, removed.stdout);
        assert.match(removed.stdout, new RegExp(`^run ${run}: (?:north, south|south, north) removed$`));
        assert.is((await machine('ls')).stdout, 'no machine was kept');
        assert.is(await docker(engine, 'ps', '-aq'), '');
        assert.is(await docker(engine, 'network', 'ls', '-q', '--filter', 'type=custom'), '');
      });
    },
    { version: '28', images: [] },
  ));

test('machines in namespaces that were kept are entered, and gone when they are removed', () =>
  withFolder({ 'lab.md': LAB }, async (folder) => {
    const env = { XDG_STATE_HOME: folder };
    const machine = (...args: readonly string[]) => labproof(['machine', ...args], { env });
    const ran = await labproof(['run', `${folder}/lab.md`, '--engine', 'private', '--keep'], { env });
    assert.match(
      ran.stdout,
      /network yard \(kept in its machine; labproof machine shell \w+\/south enters that/,
    );
    // The next run takes them for no remains.
    await labproof(['run', `${folder}/lab.md`, '--engine', 'private'], { env });
    const { machines } = JSON.parse((await machine('ls', '--json')).stdout) as Listed;
    assert.equal(machines.map(({ name, state }) => `${name} ${state}`).toSorted(), [
      'north running',
      'south running',
    ]);
    const { stdout } = await execa(process.execPath, [MAIN, 'machine', 'shell', 'south'], {
      env,
      input:
        "docker network ls --quiet --filter name=yard --format '{{.Name}}'; hostname; getent hosts north\n",
    });
    assert.equal(stdout.split('\n').slice(0, 2), ['yard', 'south']);
    assert.match(stdout, /192\.0\.2\.10 +north/);
    const removed = await machine('rm', 'north');
    assert.match(removed.stdout, /^run \w+: (?:north, south|south, north) removed$/);
    assert.is((await machine('ls')).stdout, 'no machine was kept');
    assert.equal(await readdir(join(folder, 'labproof/engines')), []);
    await labproof(['run', `${folder}/lab.md`, '--engine', 'private', '--keep'], { env });
    assert.match((await labproof(['clean', '--yes'], { env })).stdout, /: 2 removed, 0 left/);
    assert.equal(await readdir(join(folder, 'labproof/engines')), []);
  }));

test('a working directory is copied to the machine, and is as it was afterwards', () =>
  withEngine(
    async (engine) => {
      await loadMachineImage(engine, '28');
      const text = '```\n$ cat note; echo more >> note; ls\nhello\nnote\nshop.txt\n```\n';
      await withFolder({ 'lab.md': text }, (state) =>
        withFolder({ note: 'hello\n', 'shop.txt': '' }, async (work) => {
          const args = ['run', `${state}/lab.md`, '--engine', 'container', '--workdir', work];
          const { stdout, exitCode } = await labproof(args, {
            env: { ...engine.env, XDG_STATE_HOME: state },
          });
          assert.is(exitCode, 0, stdout);
          assert.is(await readFile(join(work, 'note'), 'utf8'), 'hello\n');
        }),
      );
    },
    { version: '28', images: [] },
  ));

test('what the verb is not asked well is said', () =>
  withFolder({}, async (folder) => {
    const machine = (...args: readonly string[]) =>
      labproof(['machine', ...args], { env: { XDG_STATE_HOME: folder } });
    for (const [args, said] of [
      [[], 'nothing is asked of it; use ls, shell NAME or rm NAME…'],
      [['list'], "it can't list; use ls, shell NAME or rm NAME…"],
      [['shell'], 'shell takes one machine; labproof machine ls lists them'],
      [['shell', 'north'], 'no machine north was kept; there is none'],
      [['rm'], 'rm takes names of machines or runs, or --all'],
    ] as const) {
      const { stderr, exitCode } = await machine(...args);
      assert.equal([exitCode, stderr], [2, `labproof machine: ${said}`]);
    }
    assert.is((await machine('ls')).stdout, 'no machine was kept');
  }));

test.run();
