import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planLab } from '../../src/plan/plan.ts';
import { dynamicTexts, valuesNeeded, variablesUsed } from '../../src/plan/variable-needs.ts';
import { applyVariables } from '../../src/plan/variables.ts';
import { labOf } from '../support/labs.ts';
import { changed, planned, required } from './support.ts';

for (const [script, ...set] of [
  ['typeset A=1', 'A'],
  ['local A=1 B', 'A'],
  ['set A=1', 'A'],
  ['for A B', 'A'],
  ['read 1A B', 'B'],
  ['read A.x B', 'B'],
  ['x-A=1'],
  ['A=1 B'],
] as const)
  test(`"${script}" sets ${set.join(' and ') || 'nothing'}`, () => {
    assert.equal(
      ['A', 'B', 'C'].filter((name) => planned(script, `cat $${name}`)[1]!.needs.length > 0),
      set,
    );
  });

test('what is printed into a variable may be any', () => {
  assert.equal(required(planned('printf -v X 1', 'cat $THERE')[1]), []);
  assert.equal(required(planned('date', 'cat $THERE')[1]), ['variable THERE']);
});

test('a variable is not asked for where none stands, or where a word only looks like one', () => {
  const [set, plain, quoted] = planned('A=1', 'cat A', "cat '$A'");
  assert.equal([set?.needs, plain?.needs, quoted?.needs], [[], [], []]);
  assert.equal([required(plain), required(quoted)], [[], []]);
  assert.equal(variablesUsed("cat '$A' A"), []);
});

test('a here-document is the shell’s, and single quotes count in substitutions only', () => {
  assert.equal(dynamicTexts('cat > $A <<B'), ['$A']);
  assert.equal(dynamicTexts("cat $(awk '$1' a) \"it's $B or '$C'\""), ['$(awk  a)', "it's $B or '$C'"]);
  assert.equal(dynamicTexts("cat `awk '$1' a`"), ['`awk  a`']);
  assert.equal(dynamicTexts('cat a'), []);
});

for (const name of [
  'OLDPWD',
  'LOGNAME',
  'EUID',
  'TMPDIR',
  'SECONDS',
  'LINENO',
  'PPID',
  'OSTYPE',
  'HOSTTYPE',
  'DISPLAY',
  '_',
])
  test(`every shell has $${name}`, () => {
    assert.equal(required(planned(`cat $${name}`)[0]), []);
    assert.equal(required(planned(`cat $${name}X $X${name}`)[0]).length, 2);
  });

for (const [script, needed] of [
  ['echo $A > $B', ['A', 'B']],
  ['echo $A > b', []],
  ['echo $A && cat $B', ['A', 'B']],
  ['for X in 1; do cat $A $X; done', ['A']],
  ['select A in 1; do cat $A; done', []],
  ['read -r -s A; cat $A', []],
  ['read A B; cat $A $B $C', ['C']],
  ['docker run -e A=1 pear sh -c "cat $A"', []],
  ['docker run -e AA=1 pear sh -c "cat $A"', ['A']],
] as const)
  test(`"${script}" needs a value for ${needed.join(' and ') || 'nothing'}`, () => {
    assert.equal(valuesNeeded(planned(script)[0]!.command), needed);
  });

test('--var tells which value it put in the place of which', () => {
  const lab = labOf(['docker network create -o parent=eth.1 a', 'cat eth.1 ethx1']);
  const { lab: given, replaced } = applyVariables(lab, new Map([['parent', 'ens3']]));
  assert.equal([...replaced], [['ens3', 'eth.1']]);
  assert.is(planLab(given).commands[1]!.command.script, 'cat ens3 ethx1');
  assert.is(applyVariables(lab, new Map([['parent', 'a$&b']])).lab.steps[0]!.actions.length, 2);
});

test('--var replaces in what a command prints, and leaves one without output so', () => {
  const lab = changed(labOf(['run --name pear', 'cat']), ({ id, span }) =>
    id === 0 ? { expected: { span, lines: [{ line: 2, text: 'a pear' }] } } : {},
  );
  const { lab: given } = applyVariables(lab, new Map([['name', 'plum']]));
  const [run, cat] = planLab(given).commands.map(({ command }) => command);
  assert.equal([run?.expected?.lines[0]?.text, cat?.expected], ['a plum', undefined]);
});

test('--var with an unknown name is an error; of two values the first counts; a dot in a name is a dot', () => {
  const [problem] = applyVariables(labOf(['ls']), new Map([['parent', 'x']])).problems;
  assert.equal([problem?.severity, problem?.code, problem?.found], ['error', 'unknown-variable', 'parent']);
  const of = (line: string, name: string) =>
    [
      ...applyVariables(labOf([{ check: 'x' }, line, 'run --a=later']), new Map([[name, 'v']])).replaced,
    ][0]?.[1];
  assert.is(of('run --a=first', 'a'), 'first');
  assert.is(of('run b', 'a'), 'later');
  assert.is(of('run --axb=1', 'a.b'), undefined);
  assert.is(of('run --a.b=1', 'a.b'), '1');
});

test.run();
