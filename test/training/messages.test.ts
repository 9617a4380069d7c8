import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { GoalView } from '../../src/guide/goal.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { readRich } from '../../src/markdown/rich.ts';
import { planLab } from '../../src/plan/plan.ts';
import { faultsOf, messageOf, stepText, whereAmI } from '../../src/training/messages.ts';
import { placeWords } from '../../src/training/place-words.ts';
import { styleFor } from '../../src/training/style.ts';

/** Clipboard, title, cleared screen and the one-character introducer. */
const HOSTILE = '\u001b]52;c;aGk=\u0007 \u001b]0;title\u0007 \u001b[2J \u009b2J';
const STEERS = /[\u0007\u009b]|\u001b(?!\[[\d;]*m)/;
const MACHINE = placeWords({ kind: 'private' });
const DOCUMENT = `# Wires

## 1. Make one ${HOSTILE}

It is \`made${HOSTILE}\` here. ${HOSTILE}

\`\`\`console
$ docker network create wire${HOSTILE}
\`\`\`
`;

for (const color of [true, false]) {
  const style = styleFor({ color, width: 80 });
  const plan = planLab(parseLab('wires.md', DOCUMENT));

  test(`a document's text does not steer the learner's terminal, ${color ? 'with' : 'without'} colours`, () => {
    const options = { plan, blocks: readRich(DOCUMENT), live: (text: string) => text, style };
    const text = stepText(options, plan.lab.steps[0]!.ordinal);
    assert.match(text, 'docker network create wire');
    assert.not.match(text, STEERS);
  });

  test(`a message about a goal does not steer it either, ${color ? 'with' : 'without'} colours`, () => {
    const text = messageOf({ type: 'note', text: `found ${HOSTILE} there` }, style, MACHINE);
    assert.match(text, 'found');
    assert.not.match(text, STEERS);
  });
}

const PLAIN = styleFor({ color: false, width: 80 });
const goal = (id: string, more: Partial<GoalView>): GoalView => ({
  ...{ id, kind: 'look', status: 'open', found: '', mend: '', fault: '', line: 3, command: 0 },
  sentence: `you have seen ${id}`,
  ...more,
});
const view = (goals: readonly GoalView[]) => ({
  ...{ title: 'A lab', file: 'lab.md', at: 1, finished: false },
  steps: [{ ordinal: 1, number: '1', title: 'Look', line: 1, done: false, current: true, goals }],
});

test('what a step states that is not so is said beside its text, once, and claimed of no learner', () => {
  const fault = 'line 4 says ‘depot2’; no earlier command creates it';
  const wrong = goal('one', { fault });
  assert.is(
    faultsOf(view([wrong, { ...wrong, id: 'two' }, goal('three', {})]), PLAIN),
    `! the document is at fault here: ${fault}\n`,
  );
  const met = messageOf(
    { type: 'goal-met', goal: { ...wrong, status: 'met' }, step: 1, ahead: false },
    PLAIN,
    MACHINE,
  );
  assert.not.match(met, 'you have seen');
  assert.match(met, 'the document is at fault');
});

test('what lacks all that is asked of it is said to be missing once', () => {
  const found = 'there is no container depot';
  const said = whereAmI(view([goal('one', { found }), goal('two', { found })]), PLAIN, MACHINE);
  assert.is(said.split(found).length - 1, 1);
  assert.match(said, 'you have seen two');
});

test('on the learner’s own computer nothing is said to take it away', () => {
  const host = placeWords({ kind: 'host' });
  const done = messageOf({ type: 'lab-done' }, PLAIN, host);
  assert.match(done, '‘lab quit’ removes what the lab made');
  const again = view([]).steps[0]!;
  const open = { ...again, goals: [goal('one', {})] };
  const at2 = { ...view([]), at: 2, steps: [open, { ...again, ordinal: 2, current: true }] };
  assert.match(whereAmI(at2, PLAIN, host), '‘lab reset 1’ removes what the lab made and begins again');
  const said = [done, host.making, host.leaving, host.takesAway, host.anew, host.isMadeAnew(1)].join(' ');
  assert.not.match(said, 'machine');
  assert.match(messageOf({ type: 'lab-done' }, PLAIN, MACHINE), '‘lab quit’ takes the machine away');
});

test.run();
