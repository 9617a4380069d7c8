import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eventStream } from '../../src/api/event-stream.ts';
import { defineConfig, lint, plan, run, update } from '../../src/api/labproof.ts';
import { withFolder } from '../support/cli.ts';

const LAB =
  '# A lab\n\n```console\n$ docker network create network-one\n$ docker network rm network-oen\n```\n';

test('plan tells what would run, and what cannot be read', async () => {
  await withFolder({ 'lab.md': LAB }, async (folder) => {
    const { labs, problems } = await plan([join(folder, 'lab.md'), join(folder, 'none.md')], {
      config: false,
    });
    assert.equal(
      labs.map(({ title }) => title),
      ['A lab'],
    );
    assert.equal(
      problems.map(({ code }) => code),
      ['no-file'],
    );
  });
});

test('lint tells findings at the levels that are asked for', async () => {
  await withFolder({ 'lab.md': LAB }, async (folder) => {
    const options = { config: false, rule: ['name-typo=info', 'never-removed=off'] } as const;
    const { findings, fixed, problems } = await lint(join(folder, 'lab.md'), options);
    assert.equal(
      findings.map(({ rule, level, line }) => ({ rule, level, line })),
      [{ rule: 'name-typo', level: 'info', line: 5 }],
    );
    assert.is(fixed, 0);
    assert.equal(problems, []);
  });
});

test('update tells of each document what a run would make of it and what is left, and writes when asked', async () => {
  const text = '# Words\n\n```console\n$ echo two\none\n$ false\n```\n';
  await withFolder({ 'lab.md': text }, async (folder) => {
    const file = join(folder, 'lab.md');
    const { LABPROOF_ENGINE_ROOT, DOCKER_HOST } = process.env;
    Object.assign(process.env, { LABPROOF_ENGINE_ROOT: '/nonexistent', DOCKER_HOST: '' });
    try {
      const shown = await update(file, { config: false });
      assert.equal(shown.problems, []);
      const [document] = shown.documents;
      assert.is(document!.before, text);
      assert.is(document!.after, text.replace('one', 'two'));
      assert.is(document!.updated, 1);
      assert.equal([document!.drifted, document!.skipped], [0, 0]);
      assert.equal(
        document!.left.map(({ line }) => line),
        [6],
      );
      assert.is(await readFile(file, 'utf8'), text);
      await update(file, { config: false, write: true });
      assert.is(await readFile(file, 'utf8'), document!.after);
    } finally {
      for (const [name, value] of Object.entries({ LABPROOF_ENGINE_ROOT, DOCKER_HOST }))
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
  });
});

test('options that there are not are told with the nearest, and nothing is thrown', async () => {
  const options = { config: false, retreis: 2 } as object;
  const { status, problems } = await run('labs', options).result;
  assert.is(status, 2);
  assert.match(problems[0]?.message ?? '', "run(): unknown option 'retreis' of run; did you mean 'retries'?");
  const nowhere = await run('no/such/file.md', { config: false }).result;
  assert.is(nowhere.status, 2);
  assert.is(nowhere.problems[0]?.code, 'no-file');
});

test('a config file given by name counts, and options go before it', async () => {
  await withFolder({ 'lab.md': LAB }, async (folder) => {
    const config = join(folder, 'own.json');
    await writeFile(config, JSON.stringify({ lint: { files: ['lab.md'], rule: ['name-typo=off'] } }));
    const rules = async (options: object): Promise<readonly string[]> =>
      (await lint(undefined, { config, ...options })).findings.map(({ rule }) => rule);
    assert.equal(await rules({}), ['never-removed']);
    assert.equal(await rules({ rule: ['never-removed=off'] }), ['name-typo']);
  });
});

test('defineConfig gives back what it was given', () => {
  const config = { run: { strict: true, retries: 1 } };
  assert.is(defineConfig(config), config);
});

test('events can be read from the first on, before and after they end', async () => {
  const { stream, push, end } = eventStream<number>();
  const read = async (): Promise<readonly number[]> => {
    const seen: number[] = [];
    for await (const value of { [Symbol.asyncIterator]: stream }) seen.push(value);
    return seen;
  };
  push(1);
  const early = read();
  push(2);
  end();
  assert.equal(await early, [1, 2]);
  assert.equal(await read(), [1, 2]);
});

test('what breaks a run breaks the reading of its events', async () => {
  const { stream, push, end } = eventStream<number>();
  push(1);
  end(new Error('it broke'));
  const events = stream();
  assert.is((await events.next()).value, 1);
  const error = await events.next().then(
    () => undefined,
    (reason: Error) => reason.message,
  );
  assert.is(error, 'it broke');
});

test.run();
