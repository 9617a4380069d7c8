import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from 'vscode-languageserver/node';
import { labproof } from '../support/cli.ts';
import { Editor } from './editor.ts';

const LAB = [
  '# Shelves',
  '',
  '## Fill',
  '',
  '```console',
  '$ echo "jam honey" > shelf',
  '$ cat shelf',
  'jam honey',
  '```',
  '',
  '## Count',
  '',
  '```console',
  '$ wc -w shelf',
  '3 shelf',
  '$ mktemp -u',
  '/tmp/tmp.Q3Xw81kPzR',
  '```',
  '',
].join('\n');

/** `docker run` with an option behind the image, which a container takes for its command. */
const SLIPS = ['# Slips', '', '```console', '$ docker run –d nginx', '```', ''].join('\n');

const from =
  (source: string) =>
  ({ source: its }: Diagnostic): boolean =>
    its === source;
const ran = from('labproof run');

test('lint findings come as the document is typed, and go', async () => {
  await using editor = await Editor.open({});
  await editor.show('slips.md', SLIPS);
  const [found] = await editor.diagnostics('slips.md', (all) => all.some(from('labproof')));
  assert.is(found?.range.start.line, 3);
  await editor.retype('slips.md', 3, '$ docker run -d nginx');
  assert.equal(await editor.diagnostics('slips.md', (all) => all.length === 0), []);
});

test('a quick fix puts one finding right, and another action all of them', async () => {
  await using editor = await Editor.open({});
  await editor.show('slips.md', SLIPS);
  const actions = await editor.actions('slips.md', 3);
  const [fix, all] = actions;
  assert.is(fix?.kind, 'quickfix');
  const [edit] = fix!.edit!.changes![editor.uri('slips.md')]!;
  assert.is(edit?.newText.includes('–'), false);
  assert.is(all?.kind, 'source.fixAll.labproof');
  assert.match(all!.edit!.changes![editor.uri('slips.md')]![0]!.newText, 'docker run -d nginx');
  assert.equal(await editor.actions('slips.md', 0), [all]);
});

test('a lens runs the lab, with progress, and what fails is marked where it stands', async () => {
  await using editor = await Editor.open({ 'shelves.md': LAB });
  await editor.show('shelves.md', LAB);
  const lenses = await editor.lenses('shelves.md');
  assert.equal(
    lenses.map(({ range, command }) => [range.start.line, command?.title]),
    [
      [0, 'Run lab'],
      [2, 'Run step 1'],
      [10, 'Run step 2'],
    ],
  );
  await editor.execute(...lenses[0]!.command!.arguments!);
  const marks = (await editor.diagnostics('shelves.md', (all) => all.some(ran))).filter(ran);
  assert.equal(
    marks.map(({ range, severity }) => [
      range.start.line,
      range.start.character,
      range.end.character,
      severity,
    ]),
    [[14, 0, 7, 1]],
  );
  assert.match(String(marks[0]!.message), 'a run shows: 2 shelf');
  assert.ok(editor.progress.includes('report cat shelf'));
  assert.is(editor.progress.at(-1), 'end');
  const [whole, , count] = await editor.lenses('shelves.md');
  assert.is(whole?.command?.title, 'Run lab (1 failed, 3 passed)');
  assert.is(count?.command?.title, 'Run step 2 (1 failed, 1 passed)');
});

test('hovering tells what came of a command, and why a value was accepted', async () => {
  await using editor = await Editor.open({ 'shelves.md': LAB });
  await editor.show('shelves.md', LAB);
  await editor.execute(editor.uri('shelves.md'));
  const text = async (line: number): Promise<string> => {
    const hover = await editor.hover('shelves.md', line);
    return (hover?.contents as { value: string } | undefined)?.value ?? '';
  };
  assert.match(await text(13), /^\*\*failed\*\*, exit status 0/);
  assert.match(await text(13), '```\n2 shelf\n```');
  assert.match(await text(16), 'stands for');
  assert.is(await text(0), '');
});

test('one step is run up to, and the results of the others stay', async () => {
  await using editor = await Editor.open({ 'shelves.md': LAB });
  await editor.show('shelves.md', LAB);
  await editor.execute(editor.uri('shelves.md'));
  const right = LAB.replace('3 shelf', '2 shelf');
  await writeFile(join(editor.folder, 'shelves.md'), right);
  await editor.retype('shelves.md', 14, '2 shelf');
  await editor.execute(editor.uri('shelves.md'), 2);
  assert.equal((await editor.diagnostics('shelves.md', (all) => !all.some(ran))).filter(ran), []);
  const [, , count] = await editor.lenses('shelves.md');
  assert.is(count?.command?.title, 'Run step 2 (2 passed)');
});

test('what was changed since the run is not judged by it, and what moved is marked where it is now', async () => {
  await using editor = await Editor.open({ 'shelves.md': LAB });
  await editor.show('shelves.md', LAB);
  await editor.execute(editor.uri('shelves.md'));
  await editor.retype('shelves.md', 0, '# Shelves\n\nThat hold.');
  const moved = await editor.diagnostics('shelves.md', (all) =>
    all.some((mark) => ran(mark) && mark.range.start.line === 16),
  );
  assert.is(moved.filter(ran).length, 1);
  await editor.retype('shelves.md', 16, '4 shelf');
  assert.equal((await editor.diagnostics('shelves.md', (all) => !all.some(ran))).filter(ran), []);
});

test('a run from the command line is told of in the editor', async () => {
  await using editor = await Editor.open({ 'shelves.md': LAB });
  await editor.show('shelves.md', LAB);
  await editor.lenses('shelves.md');
  const env = { XDG_STATE_HOME: join(editor.folder, 'state'), LABPROOF_ENGINE_ROOT: '/nonexistent' };
  await labproof(['run', 'shelves.md'], { cwd: editor.folder, env });
  const marks = await editor.diagnostics('shelves.md', (all) => all.some(ran));
  assert.is(marks.find(ran)?.range.start.line, 14);
});

test('a document that is not saved is not run, and the editor says why', async () => {
  await using editor = await Editor.open({ 'shelves.md': LAB });
  await editor.show('shelves.md', LAB);
  await editor.retype('shelves.md', 14, '2 shelf');
  const refusal = await editor.execute(editor.uri('shelves.md')).catch((error: Error) => error.message);
  assert.match(String(refusal), /save .*shelves\.md first/);
  const never = await editor.execute('untitled:one').catch((error: Error) => error.message);
  assert.match(String(never), 'save the document first');
});

test('the rules that the config sets hold in the editor, and those it changes to', async () => {
  const config = (level: string) => JSON.stringify({ lint: { rule: [`smart-punctuation=${level}`] } });
  await using editor = await Editor.open({ 'labproof.config.json': config('info') });
  await editor.show('slips.md', SLIPS);
  const [found] = await editor.diagnostics('slips.md', (all) => all.length > 0);
  assert.is(found?.severity, 3);
  await writeFile(join(editor.folder, 'labproof.config.json'), config('off'));
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
  assert.equal(
    await editor.diagnostics('slips.md', (all) => !all.some(({ code }) => code === found?.code)),
    [],
  );
});

test('it says good-bye with status 0, and ends with the editor', async () => {
  await using polite = await Editor.open({});
  assert.is(polite.initialized.serverInfo?.name, 'labproof');
  assert.is(await polite.leave(), 0);
  await using killed = await Editor.open({});
  killed.server.stdin!.end();
  assert.is(await killed.exited, 1);
});

test('an editor that goes away in the middle of a run leaves nothing of it', async () => {
  await using editor = await Editor.open({});
  const lab = [
    '# Long',
    '',
    '```console',
    `$ sleep 600 & echo $! > ${editor.folder}/pid`,
    '$ wait',
    '```',
    '',
  ];
  await writeFile(join(editor.folder, 'long.md'), lab.join('\n'));
  await editor.show('long.md', lab.join('\n'));
  const began = editor.progressOf('report wait');
  void editor.execute(editor.uri('long.md')).catch(() => {});
  await began;
  const pid = Number(await readFile(join(editor.folder, 'pid'), 'utf8'));
  assert.ok(isAlive(pid));
  editor.server.stdin!.end();
  await editor.exited;
  assert.not(isAlive(pid));
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a person at a terminal is told what it is for', async () => {
  const { exitCode, stderr } = await labproof(['lsp', 'a.md']);
  assert.is(exitCode, 2);
  assert.match(stderr, 'the editor names them');
});

test.run();
