import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { plainYaml } from '../../src/text/plain-yaml.ts';

const READ = [
  'title: Give a container a place\nimages:\n  alpine: ../fixtures/images/alpine',
  'title: "One: two"\n# a remark\n\ntags: [net, swarm]\nswarm: true\nfresh: 2',
  "tabs:\n  - Linux\n  - 'Mac OS'\nlabproof:\n  machines:\n  - node1\n  - node2\n  title: x",
  'empty:\nlast:',
  'a: /path/to/it # not a remark'.replace(' # not a remark', '#not-a-remark'),
  'date: May 2020, for all',
];

for (const text of READ)
  test(`${JSON.stringify(text.slice(0, 40))} is read like the whole parser does`, () => {
    assert.equal(plainYaml(text), parse(text));
  });

const LEFT = [
  'a: 1.0',
  'a: 012',
  'a: yes: no',
  'a: Null',
  'a: |\n  text',
  'a: text\n  goes on',
  'a: [b, [c]]',
  'a: "b\\n"',
  'a: 1\na: 2',
  'a: b # remark',
  'a: &x b',
  '- a',
  'just text',
  'a:\n\t- b',
  'a: 2020-01-01',
  '  a: b',
  'a:\n    b: c\n  d: e',
];

for (const text of LEFT)
  test(`${JSON.stringify(text)} is left to the whole parser`, () => {
    assert.is(plainYaml(text), undefined);
  });

const PIECES = [
  'a',
  'b: ',
  'c:',
  '- ',
  '  ',
  '    ',
  'x',
  '1',
  'true',
  "'q'",
  '"r"',
  '[s, t]',
  '#',
  ' ',
  ':',
  'null',
];

test('what is read of any lines is read like the whole parser does', () => {
  let state = 3;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const line = (): string =>
    Array.from({ length: 1 + random(4) }, () => PIECES[random(PIECES.length)]!).join('');
  let read = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const text = Array.from({ length: 1 + random(4) }, line).join('\n');
    const plain = plainYaml(text);
    if (plain === undefined) continue;
    read += 1;
    assert.equal(plain, parse(text), JSON.stringify(text));
  }
  assert.ok(read > 100, `only ${read} were read`);
});

test.run();
