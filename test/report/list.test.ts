import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { list } from '../../src/report/list.ts';
import { eventsOf, type LabSketch } from '../support/events.ts';
import { reportOf } from '../support/reports.ts';

const many = (count: number): LabSketch['steps'] =>
  Array.from({ length: count }, (_, index) => ({
    title: `Step ${index + 1}`,
    commands: [{ command: 'true' }],
  }));

const BROKEN: LabSketch['steps'][number] = {
  title: 'It breaks',
  commands: [{ command: 'docker start gone', verdict: 'failed', reason: 'there is no container gone' }],
  checks: [{ sentence: 'container gone is running', verdict: 'failed', found: 'there is none', line: 12 }],
};

const times = (text: string, part: string): number => text.split(part).length - 1;

test('each of several labs is told with its place among them, one alone is not', () => {
  const labs = ['a.md', 'b.md', 'c.md'].map((file): LabSketch => ({ file, steps: many(1) }));
  const text = reportOf(list, eventsOf(labs));
  for (const [index, file] of ['a.md', 'b.md', 'c.md'].entries())
    assert.match(text, ` ${file}  Wire  (${index + 1}/3)`);
  assert.not.match(reportOf(list, eventsOf(labs.slice(0, 1))), '(1/1)');
});

test('what failed out of sight is told again before the summary', () => {
  const text = reportOf(list, eventsOf([{ file: 'a.md', steps: [BROKEN, ...many(60)] }]));
  const end = text.slice(text.indexOf('\n Failed\n'), text.indexOf('\n Steps '));
  assert.match(end, /a\.md:11 {2}\$ docker start gone\n {4}there is no container gone/);
  assert.match(end, /a\.md:12 {2}check: container gone is running\n {4}there is none/);
});

test('images that are missing are listed once, with what would provide them', () => {
  const needs = (image: string) => ({
    command: `docker run ${image}`,
    verdict: 'skipped' as const,
    skip: { reason: 'image' as const, message: `no ${image}`, hint: `docker pull ${image}`, image },
  });
  const commands = ['pear:2', 'fig:latest', 'pear:2'].map(needs);
  const text = reportOf(list, eventsOf([{ file: 'a.md', steps: [{ title: 'Fruit', commands }] }]));
  assert.match(text, ' Images    not here: fig:latest, pear:2; docker pull ');
  assert.not.match(text, 'to run it');
  assert.not.match(reportOf(list, eventsOf([{ file: 'a.md', steps: many(1) }])), ' Images ');
});

test('a command of an included file is told with its place there', () => {
  const command = { ...BROKEN.commands[0]!, from: { file: 'parts/start.md', line: 3 } };
  const text = reportOf(list, eventsOf([{ file: 'a.md', steps: [{ title: 'Start', commands: [command] }] }]));
  assert.match(text, 'parts/start.md:3  (included in a.md:11)  $ docker start gone');
});

test('what is still in sight is told once', () => {
  const text = reportOf(list, eventsOf([{ file: 'a.md', steps: [...many(60), BROKEN, ...many(5)] }]));
  assert.is(times(text, 'there is no container gone'), 1);
  assert.not.match(text, '\n Failed\n');
});

test('of very many failures the rest is counted', () => {
  const text = reportOf(list, eventsOf([{ file: 'a.md', steps: Array.from({ length: 30 }, () => BROKEN) }]));
  assert.match(text, /and 40 more failures, see above\n/);
});

test.run();
