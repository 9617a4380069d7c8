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

const CHECK = { sentence: 'network wire exists', verdict: 'passed' as const, found: '', line: 12 };

test('a quiet report tells of what failed and its checks that failed, of nothing that passed or was skipped', () => {
  const broken = {
    ...BROKEN.commands[0]!,
    checks: [
      CHECK,
      { ...CHECK, sentence: 'container gone exists', verdict: 'failed' as const, found: 'there is none' },
    ],
  };
  const labs: readonly LabSketch[] = [
    {
      file: 'a.md',
      steps: [
        { title: 'It goes well', commands: [{ command: 'true', checks: [CHECK] }] },
        {
          title: 'It is left out',
          commands: [
            {
              command: 'vi',
              verdict: 'skipped',
              reason: 'editor',
              skip: { reason: 'editor', message: 'x', hint: 'y' },
            },
          ],
        },
        { title: 'It breaks', commands: [broken] },
      ],
      notices: [
        { severity: 'warning', code: 'x', message: 'a warning' },
        { severity: 'error', code: 'x', message: 'an error', hint: 'do this' },
      ],
    },
  ];
  const quiet = reportOf(list, eventsOf(labs), { verbosity: 'quiet' });
  for (const part of ['It goes well', 'It is left out', 'network wire exists', 'a warning'])
    assert.not.match(quiet, part);
  for (const part of ['It breaks', '✗ container gone exists: there is none', '! an error; do this'])
    assert.match(quiet, part);
  const normal = reportOf(list, eventsOf(labs));
  for (const part of ['It goes well', 'It is left out', '✓ network wire exists', '! a warning'])
    assert.match(normal, part);
});

test('with --explain each value of an output that was accepted is told with its reason, and only then', () => {
  const acceptances = [
    { line: 13, expected: '602dbf1edc81', found: '7085d9cb6a05', reason: 'an ID' },
    { line: 14, expected: 'wire', found: 'wire', reason: 'a fact' },
  ];
  const labs: readonly LabSketch[] = [
    { file: 'a.md', steps: [{ title: 'Look', commands: [{ command: 'docker ps', acceptances }] }] },
  ];
  const told = reportOf(list, eventsOf(labs), { explain: true });
  assert.match(told, 'line 13: 602dbf1edc81 = 7085d9cb6a05: an ID\n');
  assert.match(told, 'line 14: wire: a fact\n');
  assert.not.match(reportOf(list, eventsOf(labs)), 'an ID');
});

test('a verbose report shows the commands that passed and what they printed', () => {
  const labs: readonly LabSketch[] = [
    { file: 'a.md', steps: [{ title: 'Look', commands: [{ command: 'echo hi', output: 'hi\n' }] }] },
  ];
  assert.match(reportOf(list, eventsOf(labs), { verbosity: 'verbose' }), /\$ echo hi\n +hi\n/);
  assert.not.match(reportOf(list, eventsOf(labs)), '$ echo hi');
});

test.run();
