import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, ROOT, startLabproof, withFolder } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';

const host = (engine: TestEngine) => ({ env: engine.env, enter: engine.enter });
const stale = (): Promise<string> => readFile(join(ROOT, 'fixtures/labs/stale.md'), 'utf8');

/** `labproof update --engine host` in an engine. */
const update = (engine: TestEngine, ...args: readonly string[]) =>
  labproof(['update', '--engine', 'host', ...args], host(engine));

test('update repairs what has gone stale, byte by byte, and says why it leaves the rest', async () => {
  const text = (await stale()).replaceAll('\n', '\r\n');
  await withEngine(async (engine) => {
    await withFolder({ 'stale.md': text }, async (folder) => {
      const file = join(folder, 'stale.md');
      const shown = await update(engine, file);
      assert.is(shown.exitCode, 1, shown.stderr);
      assert.is(await readFile(file, 'utf8'), text, 'nothing is written without --write');
      assert.match(shown.stdout, '-  "my-wire": {\n+  "wire": {');
      assert.match(shown.stdout, '+198.51.100.0/24 dev eth0 scope link  src 198.51.100.2');
      assert.match(
        shown.stdout,
        /stale\.md:32 {2}docker container ls\n.*friend2: no earlier command creates it/,
      );
      assert.is(
        shown.stdout.split('\n').at(-1),
        '2 outputs in 1 document to update, 1 left to you; --write writes',
      );

      const written = await update(engine, '--write', file);
      assert.is(written.exitCode, 1);
      const after = await readFile(file, 'utf8');
      assert.is(
        after,
        text
          .replace('"my-wire"', '"wire"')
          .replace('203.0.113.0/24', '198.51.100.0/24')
          .replace('203.0.113.2', '198.51.100.2'),
      );

      const { mtimeMs } = await stat(file);
      const again = await update(engine, '--write', file);
      assert.is(again.stdout.split('\n').at(-1), 'nothing to update in 1 document, 1 left to you');
      assert.is((await stat(file)).mtimeMs, mtimeMs, 'it is not written again');

      const { stdout } = await labproof(
        ['run', '--engine', 'host', '--reporter', 'json', file],
        host(engine),
      );
      const [lab] = JSON.parse(stdout).labs as { commands: { line: number; verdict: string }[] }[];
      assert.equal(
        lab!.commands.filter(({ verdict }) => verdict === 'failed').map(({ line }) => line),
        [32],
      );
    });
  });
});

test('a document that holds is left alone, exit 0', async () => {
  await withEngine(
    async (engine) => {
      const { stdout, exitCode } = await update(engine, '--write', join(ROOT, 'labs/dns.md'));
      assert.is(stdout, 'nothing to update in 1 document');
      assert.is(exitCode, 0);
    },
    { images: ['alpine'] },
  );
});

test('a value that is new in one output is the same in those after it', async () => {
  const text = [
    '```',
    '$ docker run -d --name web alpine sleep 60',
    '$ docker ps --no-trunc --format "{{.ID}} {{.Names}} {{.Image}}"',
    `${'a'.repeat(64)} web busybox`,
    '$ docker inspect --format "{{.Id}} is {{.Name}}" web',
    `${'b'.repeat(64)} is /website`,
    '```',
    '',
  ].join('\n');
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': text }, async (folder) => {
        const { stdout, exitCode } = await update(engine, '--write', join(folder, 'a.md'));
        assert.is(exitCode, 0, stdout);
        assert.is(
          await readFile(join(folder, 'a.md'), 'utf8'),
          text
            .replace('web busybox', 'web alpine')
            .replace('/website', '/web')
            .replace('b'.repeat(64), 'a'.repeat(64)),
        );
      });
    },
    { images: ['alpine'] },
  );
});

test('what a command prints when it fails is not written for what it should print', async () => {
  const text = '```\n$ sh -c "echo oops; false"\nfine\n$ echo two\nthree\n```\n';
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': text }, async (folder) => {
        const { stdout, exitCode } = await update(engine, '--write', join(folder, 'a.md'));
        assert.is(exitCode, 1);
        assert.match(stdout, /a\.md:2 .*\n.*not updated: exit status 1/);
        assert.is(await readFile(join(folder, 'a.md'), 'utf8'), text.replace('three', 'two'));
      });
    },
    { images: [] },
  );
});

test('an interrupted update writes nothing and leaves nothing, exit 130', async () => {
  const text = '```\n$ docker network create left\n$ echo two\nthree\n$ sleep 60\n```\n';
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': text }, async (folder) => {
        const file = join(folder, 'a.md');
        const networks = () => docker(engine, 'network', 'ls', '-q', '--filter', 'type=custom');
        const run = startLabproof(['update', '--engine', 'host', '--write', file], { env: engine.env });
        while ((await networks()) === '' && run.exitCode === null) await delay(50);
        run.kill('SIGINT');
        assert.is((await run).exitCode, 130);
        assert.is(await networks(), '');
        assert.is(await readFile(file, 'utf8'), text);
      });
    },
    { images: [] },
  );
});

test('a document that can not be written is exit 5, and the change is shown all the same', async () => {
  const bytes = Buffer.concat([Buffer.from('```\n$ echo two\nthree\n```\n'), Buffer.from([0xe9])]);
  await withEngine(
    async (engine) => {
      await withFolder({}, async (folder) => {
        const file = join(folder, 'a.md');
        await writeFile(file, bytes);
        const { stdout, stderr, exitCode } = await update(engine, '--write', file);
        assert.is(exitCode, 5);
        assert.match(stdout, '+two');
        assert.match(stderr, 'not in UTF-8');
        assert.ok((await readFile(file)).equals(bytes));
      });
    },
    { images: [] },
  );
});

test('--fill writes the outputs of a new document, which then holds, and takes nothing that a run alone has', async () => {
  const text = [
    '# New',
    '',
    '```console',
    '$ docker network create --subnet 198.51.100.0/24 wire',
    "$ docker network inspect wire --format '{{.Driver}}'",
    '$ pwd',
    '$ echo lot-$RANDOM-of',
    '```',
    '',
    '```sh',
    "docker network inspect wire --format '{{(index .IPAM.Config 0).Subnet}}'",
    '```',
    '',
  ].join('\n');
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': text }, async (folder) => {
        const file = join(folder, 'a.md');
        const { stdout } = await update(engine, '--fill', '--write', file);
        const after = await readFile(file, 'utf8');
        assert.match(after, "--format '{{.Driver}}'\nbridge\n$ pwd\n$ echo");
        assert.match(after, /wire\n[0-9a-f]{64}\n/);
        assert.match(after, '```\n\n```text\n198.51.100.0/24\n```\n');
        assert.match(stdout, /lot-.*\n.*not updated: it prints something else in every run/);
        assert.match(stdout, /pwd\n.*not updated: .*a folder of this run/);
        const { exitCode } = await labproof(['run', '--engine', 'host', file], host(engine));
        assert.is(exitCode, 0);
      });
    },
    { images: [] },
  );
});

test('rows that nobody makes keep no others from being updated', async () => {
  const text = [
    '# Rows',
    '',
    '```console',
    '$ docker volume create one',
    '$ docker volume ls',
    'DRIVER    VOLUME NAME',
    'remote    one',
    'local     nobodys',
    '```',
    '',
  ].join('\n');
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': text }, async (folder) => {
        const file = join(folder, 'a.md');
        const { stdout, exitCode } = await update(engine, '--write', file);
        assert.is(await readFile(file, 'utf8'), text.replace('remote ', 'local  '));
        assert.match(stdout, /not updated: .*nobodys: no earlier command creates it/);
        assert.is(exitCode, 1);
      });
    },
    { images: [] },
  );
});

test('a block that may be no output of the command above it is left', async () => {
  const text = [
    '# A',
    '',
    '```console',
    '$ docker volume create one',
    '```',
    '',
    '```',
    'first thing to know',
    'second thing to know',
    '```',
    '',
  ].join('\n');
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': text }, async (folder) => {
        const file = join(folder, 'a.md');
        await update(engine, '--write', file);
        assert.is(await readFile(file, 'utf8'), text);
      });
    },
    { images: [] },
  );
});

test('--var is for the run, and what is written has the document’s value', async () => {
  const text = [
    '# A',
    '',
    '```console',
    '$ docker network create --driver macvlan -o parent=ens77 wire',
    "$ docker network inspect wire --format '{{.Driver}} on {{.Options.parent}}'",
    'ipvlan on ens77',
    '```',
    '',
  ].join('\n');
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': text }, async (folder) => {
        const file = join(folder, 'a.md');
        const { stdout } = await update(engine, '--write', '--var', 'parent=eth1', file);
        assert.is(await readFile(file, 'utf8'), text.replace('ipvlan', 'macvlan'), stdout);
      });
    },
    { images: [] },
  );
});

test.run();
