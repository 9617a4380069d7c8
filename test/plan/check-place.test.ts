import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { ofMachine, withMachine } from '../../src/plan/check-place.ts';
import { planLab } from '../../src/plan/plan.ts';

const isMachine = (name: string): boolean => name === 'shed2';

test('a check may name the machine that it is about', () => {
  assert.equal(ofMachine('container web on shed2 is running', isMachine), {
    plain: 'container web is running',
    machine: 'shed2',
  });
  assert.equal(ofMachine('network wire on shed2 exists, driver macvlan', isMachine), {
    plain: 'network wire exists, driver macvlan',
    machine: 'shed2',
  });
});

test('what is no machine stays what it is', () => {
  for (const sentence of ['container web is on network shed2', 'container web on shed3 is running'])
    assert.equal(ofMachine(sentence, isMachine), { plain: sentence, machine: '' });
});

test('the sentences of a lab with several machines name theirs', () => {
  assert.is(
    withMachine('container web is on network wire', 'shed2'),
    'container web on shed2 is on network wire',
  );
  assert.is(withMachine('container web is running', ''), 'container web is running');
});

test('a check is known by its sentence without the machine, if the lab has that machine', () => {
  const problems = (machine: string): readonly string[] => {
    const text = `---\nmachines: [shed1, shed2]\n---\n<!-- labproof: machine=shed2 -->\n\n\`\`\`\n$ docker run -d --name web alpine sleep 60\n\`\`\`\n\n<!-- labproof: check="container web on ${machine} is running" -->\n`;
    return planLab(parseLab('lab.md', text)).problems.map(({ code }) => code);
  };
  assert.equal(problems('shed2'), []);
  assert.equal(problems('shed3'), ['unknown-check']);
});

test.run();
