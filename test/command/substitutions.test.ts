import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { substitutionsIn } from '../../src/command/substitutions.ts';
import { planLab } from '../../src/plan/plan.ts';
import { labOf } from '../support/labs.ts';

test('scripts whose output is a word, those within them first', () => {
  assert.equal(substitutionsIn('curl $(docker inspect $(cat id))/a `hostname`'), [
    'cat id',
    'docker inspect $(cat id)',
    'hostname',
  ]);
  assert.equal(substitutionsIn('echo \'$(no)\' $((1 + 2)) "$HOME"'), []);
});

test('a command needs what is asked for one of its words', () => {
  const plan = planLab(labOf(['docker run -d --name stall pear', 'curl $(docker inspect -f {{.Id}} stall)']));
  assert.is(plan.commands[1]?.needs[0]?.what, 'container stall');
});

test.run();
