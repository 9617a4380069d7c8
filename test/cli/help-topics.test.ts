import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { referenceText, TOPICS, type Topic, topicText } from '../../src/cli/help-topics.ts';
import { readDirectives } from '../../src/lab/directives.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { labproof, ROOT } from '../support/cli.ts';

const REFERENCE = join(ROOT, 'docs/reference.md');
const span = { file: 'a.md', line: 1, column: 1, endLine: 1 };

test('the reference holds what the program prints; UPDATE=1 writes it', async () => {
  const text = referenceText();
  if (process.env.UPDATE === '1' && !process.env.CI) await writeFile(REFERENCE, text);
  assert.is(await readFile(REFERENCE, 'utf8'), text);
});

test('every directive that is read is explained, and every one that is explained is read', () => {
  const { problems } = readDirectives({ text: 'labproof: nosuch', line: 1 } as never, span)!;
  const known = problems[0]!.expected!.replace('one of ', '').split(', ').sort();
  const explained = TOPICS.directives.rows.map(([form]) => /^[\w-]+/.exec(form)![0]).sort();
  assert.equal(explained, known);
  for (const [form] of TOPICS.directives.rows) {
    const text = `labproof: ${form.replace(/\|.*$/, '').replace('"…"', '"why"')}`;
    assert.equal(readDirectives({ text, line: 1 } as never, span)!.problems, [], form);
  }
});

test('every key of the front matter that is explained is read', () => {
  for (const [key] of TOPICS['front-matter'].rows) {
    const { problems } = parseLab('a.md', `---\nlabproof:\n  ${key}: [[1]]\n---\n\n# A\n`);
    assert.ok(
      problems.some(({ message }) => message.includes(`"labproof.${key}"`)),
      key,
    );
  }
});

test('a topic fits the terminal', () => {
  for (const topic of Object.values<Topic>(TOPICS)) {
    for (const line of topicText(topic, 80).split('\n'))
      assert.ok(line.length <= 80 || !/ \S+ /.test(line.trim()), line);
  }
});

test('help explains topics and verbs, and names the nearest of what it does not know', async () => {
  const topic = await labproof(['help', 'skips']);
  assert.match(topic.stdout, /image +the engine has no such image/);
  assert.is(topic.exitCode, 0);
  assert.match((await labproof(['help', 'run'])).stdout, 'Usage: labproof run');
  const unknown = await labproof(['help', 'directive']);
  assert.match(unknown.stderr, "no topic 'directive'; did you mean 'directives'?");
  assert.is(unknown.exitCode, 2);
});

test.run();
