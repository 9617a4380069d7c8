import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandsOf, filesOf, labOfDocument, labOfText, problemsIn } from './reading.ts';

test('directives apply to the block behind them, checks to the place where they stand', () => {
  const lab = labOfDocument('directives.md');
  const commands = commandsOf(lab);
  assert.equal(commands[0]?.skip, { reason: 'directive', message: 'needs two hosts' });
  assert.equal(commands[1]?.directives, { expect: 'subset', exit: 1, timeoutMs: 90_000 });
  assert.equal(commands[2]?.directives, { phase: 'setup' });
  assert.equal(commands[3]?.directives, {});
  assert.is(filesOf(lab)[0]?.path, 'conf/app.ini');
  const actions = lab.steps.flatMap((step) => step.actions);
  const check = actions.findIndex(({ kind }) => kind === 'check');
  assert.is(actions[check]?.kind === 'check' && actions[check].sentence, 'container web has a MAC on net1');
  assert.is(actions[check - 1], commands[1]);
});

test('an unknown directive or value is an error at its line with the nearest known name', () => {
  const lab = labOfDocument('directives.md');
  assert.equal(problemsIn(lab), [
    '33 error unknown-directive',
    '34 error directive-value',
    '35 error directive-value',
  ]);
  assert.equal(
    lab.problems.map(({ hint }) => hint),
    ['did you mean "skip"?', 'did you mean "exact"?', undefined],
  );
});

test('marks of commands have their values', () => {
  const text = (marks: string) => `<!-- labproof: ${marks} -->\n\n\`\`\`console\n$ date\n\`\`\`\n`;
  const marked = (marks: string) => commandsOf(labOfText(text(marks)))[0]?.directives;
  assert.equal(marked('retry=3'), { retries: 3 });
  assert.equal(marked('known-bad reason="later" until=2027-01-31'), {
    knownBad: { reason: 'later', until: '2027-01-31' },
  });
  assert.equal(marked('os="linux, macos" tags="slow net"'), {
    platforms: ['linux', 'darwin'],
    tags: ['slow', 'net'],
  });
  for (const wrong of ['retry=0', 'os=dos', 'tags', 'made', 'until=2027-01-31', 'known-bad until=soon'])
    assert.equal(problemsIn(labOfText(text(wrong))), ['1 error directive-value'], wrong);
});

test('a block that shows a file that commands made is what a look at it prints, and no file to write', () => {
  const lab = labOfText('# L\n\n<!-- labproof: made="my report.txt" -->\n\n```\na\nb\n```\n');
  const [command] = commandsOf(lab);
  assert.is(command?.typed, "cat 'my report.txt'");
  assert.is(command?.span.line, 5);
  assert.equal(
    command?.expected?.lines.map(({ line, text }) => `${line} ${text}`),
    ['6 a', '7 b'],
  );
  assert.equal(filesOf(lab), []);
});

test('text that is no directive is an error', () => {
  assert.equal(problemsIn(labOfText('<!-- labproof: =yes -->\n')), ['1 error directive-syntax']);
});

test('a comment that is not for labproof is none of its business', () => {
  assert.equal(problemsIn(labOfText('<!-- skipp -->\n')), []);
});

test('the front matter gives title, variables and images, and other keys are ignored', () => {
  const { title, frontMatter } = labOfDocument('directives.md');
  assert.is(title, 'Directed');
  assert.equal(frontMatter, {
    title: 'Directed',
    variables: { eth1: 'parent' },
    images: { 'app:1': './app' },
  });
});

test('a key of the front matter with the wrong type is an error at its line', () => {
  assert.equal(problemsIn(labOfText('---\nlayout: x\nlabproof:\n  variables: [a]\n  title: {}\n---\n')), [
    '4 error front-matter-type',
    '5 error front-matter-type',
  ]);
});

test('front matter of other tools is none of its business, whatever its types', () => {
  const lab = labOfText('---\nimages: [a.png]\nvariables: 7\ntitle: {}\nmachines: 3\n---\n# T\n');
  assert.equal([lab.title, lab.frontMatter, lab.problems], ['T', { variables: {}, images: {} }, []]);
});

test('the front matter says whether there is to be a swarm', () => {
  assert.is(labOfText('---\nlabproof:\n  swarm: true\n---\n').frontMatter.swarm, true);
  assert.equal(problemsIn(labOfText('---\nlabproof:\n  swarm: soon\n---\n')), ['3 error front-matter-type']);
});

test('what stands under labproof in the front matter goes before what stands at its top', () => {
  const { title, frontMatter } = labOfText('---\ntitle: A\nimages: {x: ./a}\nlabproof:\n  title: B\n---\n');
  assert.equal([title, frontMatter.images], ['B', { x: './a' }]);
});

test('labproof: false in the front matter leaves a document alone, and another word there is an error', () => {
  assert.is(labOfText('---\nlabproof: false\n---\n').frontMatter.ignored, true);
  assert.equal(problemsIn(labOfText('---\nlabproof: never\n---\n')), ['2 error front-matter-type']);
});

test('front matter that is no YAML is a warning', () => {
  assert.equal(problemsIn(labOfText('---\ntitle: "a\n---\n# b\n')), ['2 warning front-matter-yaml']);
});

for (const form of [
  '{/* labproof: skip reason="later" */}',
  '  { /* labproof: skip reason="later" */ }',
  '[//]: # (labproof: skip reason="later")',
  '[comment]: <> (labproof: skip reason="later")',
  '<!-- Labproof: skip reason="later" -->',
]) {
  test(`a directive may be written ${form.trim()}`, () => {
    const lab = labOfText(`Text.\n\n${form}\n\n\`\`\`console\n$ echo hi\n\`\`\`\n`);
    assert.equal([commandsOf(lab)[0]?.skip?.message, lab.problems], ['later', []]);
  });
}

test('what looks like a directive but for its colon is an error; a comment about labproof is not', () => {
  assert.equal(problemsIn(labOfText('<!-- labproof skip -->\n')), ['1 error directive-syntax']);
  assert.equal(problemsIn(labOfText('{/* labproof expect=lines */}\n')), ['1 error directive-syntax']);
  assert.equal(problemsIn(labOfText('<!-- labproof runs this page -->\n')), []);
});

test('a directive that code shows is part of the code', () => {
  const lab = labOfText('```console\n$ cat page\n{/* labproof: skip */}\n```\n');
  assert.equal(
    commandsOf(lab)[0]?.expected?.lines.map(({ text }) => text),
    ['{/* labproof: skip */}'],
  );
});

test.run();
