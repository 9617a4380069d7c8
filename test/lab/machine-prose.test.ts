import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { joinsByHand, namesPlaced, placeIn } from '../../src/lab/machine-prose.ts';

/** Each word by which prose turns the reader to a machine has a sentence here that only it makes do so. */

const isName = (word: string): boolean =>
  /^(?:shed|node|host|machine|manager|worker|server|vm|instance)\d+$/.test(word);

function turns(text: string, kind: 'paragraph' | 'heading' = 'paragraph'): string {
  const place = { kind, text, line: 1, endLine: 1, marked: [], ...(kind === 'heading' && { depth: 2 }) };
  const found = placeIn(place as Parameters<typeof placeIn>[0], isName);
  if (!found) return 'none';
  return [
    found.by,
    ...('name' in found ? [found.name, ...(found.also ?? [])] : []),
    ...('number' in found ? [found.number] : []),
    ...('role' in found ? [found.role, ...(found.every ? ['every'] : [])] : []),
  ].join(' ');
}

const words = (text: string): readonly string[] => text.split(/,\s*/);

const VERBS = words(
  `on, in, from, at, run, execute, enter, issue, type, paste, copy, switch, ssh, log, login, open, go, return,
   use, create, check, verify, start, stop, list, inspect, join, perform, do, try, remove, deploy, install,
   initialise, initialize, init, connect, ping, look, see, view, show, make, add, exit, leave, drain, promote,
   demote, repeat, move, follow, scale, test, confirm, get, obtain, find, pull, build, launch, notice what,
   access, set up, setup, configure, note down, edit, set, let, ensure, head, invoke, attach, bring, spin, exec`,
);
test('a sentence that begins with what is to be done turns to its machine', () => {
  for (const verb of VERBS) {
    assert.is(turns(`${verb} pears on shed2.`), 'name shed2', verb);
    assert.is(turns(`${verb.toUpperCase()} pears on shed2.`), 'name shed2', verb);
  }
  for (const other of ['pears', 'stopped', 'creates', 'unlist', 'notice'])
    assert.is(turns(`${other} pears on shed2.`), 'none', other);
  assert.is(turns('Pears are what we create on shed2.'), 'none');
});

const LEADS = words(
  `now, next, then, finally, first, second, again, also, afterward, afterwards, still, please, let's, let’s,
   lets, you can, you should, you will, you need to, you must, you have to, and, so, okay, ok, back`,
);
test('words may lead to what is to be done', () => {
  for (const lead of [...LEADS, 'to see pears,', 'once pears grow,', 'after all this,']) {
    assert.is(turns(`${lead} create pears on shed2.`), 'name shed2', lead);
    assert.is(turns(`pears ${lead} create pears on shed2.`), 'none', lead);
  }
  for (const sign of [', ', ': ', ' ']) assert.is(turns(`Now${sign}create pears on shed2.`), 'name shed2');
  assert.is(turns('So now then create pears on shed2.'), 'name shed2');
  assert.is(turns('So now then also create pears on shed2.'), 'none');
  assert.is(turns('to, create pears on shed2.'), 'none');
  for (const item of ['2) ', '- ', '1.', '* ', '  '])
    assert.is(turns(`${item}create pears on shed2.`), 'name shed2', item);
});

test('some verbs bid wherever they stand', () => {
  const verbs = words(
    `run, execute, enter, issue, type, paste, switch, switch back, ssh, log in, login, go back, return, repeat,
     do this, do the same, do that`,
  );
  for (const verb of verbs) assert.is(turns(`Pears want to ${verb} things on shed2.`), 'name shed2', verb);
  for (const verb of ['rerun', 'runs', 'go', 'do', 'run as', 'run in the same', 'do things'])
    assert.is(turns(`Pears want to ${verb} things on shed2.`), 'none', verb);
});

test('what only tells how things are turns to no machine', () => {
  const states = words(
    'running, scheduled, started, deployed, placed, created, visible, shown, listed, available, stored, located',
  );
  for (const state of states) assert.is(turns(`Create pears that are ${state} on shed2.`), 'none', state);
  for (const be of words('is, are, was, were, be, been, being, now, still, already'))
    assert.is(turns(`Create pears ${be} placed on shed2.`), 'none', be);
  for (const adverb of words('now, still, only, also, not, currently, already'))
    assert.is(turns(`Create pears that are ${adverb} placed on shed2.`), 'none', adverb);
  for (const where of ['on', 'in', 'from'])
    assert.is(turns(`Create pears that are placed ${where} shed2.`), 'none', where);
  for (const verb of words('run, execute, type, enter, paste'))
    assert.is(turns(`Create pears that are placed on shed2 and ${verb} them.`), 'name shed2', verb);
  for (const told of ['this placed', 'are replaced', 'are placeds', 'are ripe'])
    assert.is(turns(`Create pears that ${told} on shed2.`), 'name shed2', told);
});

test('a machine stands behind words of place', () => {
  for (const where of words('on, in, into, from, to, at, onto, via, ssh, of, switch to'))
    assert.is(turns(`Create pears ${where} shed2.`), 'name shed2', where);
  for (const where of ['by', 'upon', 'into a', 'sofas'])
    assert.is(turns(`Create pears ${where} shed2.`), 'none', where);
  for (const article of ['both', 'the', 'your', 'either'])
    assert.is(turns(`Create pears on ${article} shed2.`), 'name shed2', article);
  const kinds = words(
    'first, second, third, manager, worker, leader, master, swarm, docker, linux, other, new, remote',
  );
  for (const kind of kinds) assert.is(turns(`Create pears on the ${kind} shed2.`), 'name shed2', kind);
  assert.is(turns('Create pears on the first remote shed2.'), 'name shed2');
  assert.is(turns('Create pears on the new linux swarm shed2.'), 'none');
  const nouns = words(
    `node, host, machine, server, vm, instance, terminal, shell, console, virtual machine, terminal of, shell of,
     terminal for`,
  );
  for (const noun of nouns) assert.is(turns(`Create pears on the ${noun} shed2.`), 'name shed2', noun);
  for (const called of ['named', 'called'])
    assert.is(turns(`Create pears on the node ${called} shed2.`), 'name shed2', called);
  for (const [open, close] of ['""', "''", '``', '**', '()', '[]'])
    assert.is(turns(`Create pears on ${open}shed2${close}.`), 'name shed2', open);
});

test('a machine may be called by what it is and its number', () => {
  for (const noun of words('node, host, machine, manager, worker, server, vm, instance')) {
    assert.is(turns(`Create pears on ${noun} 12.`), `name ${noun}12`, noun);
    assert.is(turns(`Create pears on the ${noun} #2.`), `name ${noun}2`, noun);
    assert.is(turns(`Create pears on your ${noun.toUpperCase()} 2.`), `name ${noun}2`, noun);
    assert.is(turns(`Create pears by ${noun} 2.`), 'none', noun);
    assert.is(turns(`Create pears on my${noun} 2.`), 'none', noun);
  }
  for (const where of words('on, in, into, from, to, at, of, ssh'))
    assert.is(turns(`Create pears ${where} node 2.`), 'name node2', where);
  for (const where of ['upon', 'salon']) assert.is(turns(`Create pears ${where} node 2.`), 'none', where);
  assert.is(turns('Create pears on `node 2`.'), 'name node2');
  assert.is(turns('Create pears on shed 2.'), 'none');
  assert.is(turns('Create pears on node 123.'), 'none');
});

test('names go on a list by a comma and by "and", not by "or"', () => {
  for (const sign of [' and ', ', and ', ', ', ' & ', '** and **', '`, `'])
    assert.is(turns(`Create pears on shed1${sign}node7.`), 'name shed1 node7', sign);
  for (const sign of [' or ', '; ', ' ', ' then '])
    assert.is(turns(`Create pears on shed1${sign}node7.`), 'name shed1', sign);
  assert.is(turns('Create pears on shed1, shed2, pear and shed3.'), 'name shed1 shed2');
});

test('machines are told by their order', () => {
  for (const [at, names] of ['first 1st', 'second 2nd', 'third 3rd', 'fourth 4th', 'fifth 5th'].entries())
    for (const name of names.split(' '))
      assert.is(turns(`Create pears on the ${name} machine.`), `number ${at + 1}`, name);
  for (const name of words('other, another, new, remaining'))
    assert.is(turns(`Create pears on the ${name} machine.`), 'other', name);
  for (const name of ['sixth', 'firsts', 'last', 'brother'])
    assert.is(turns(`Create pears on the ${name} machine.`), 'none', name);
  const before = words(
    'on, in, into, from, to, at, onto, open, open up, ssh, ssh into, log in, login, log into, login to',
  );
  for (const where of before) assert.is(turns(`Create pears ${where} the third host.`), 'number 3', where);
  for (const where of ['by', 'reopen', 'moon'])
    assert.is(turns(`Create pears ${where} the third host.`), 'none', where);
  for (const article of ['the ', 'your ', 'a ', 'an ', ''])
    assert.is(turns(`Create pears on ${article}third host.`), 'number 3', article);
  for (const kind of words(
    'docker, linux, swarm, cluster, virtual, worker, manager, remote, physical, ubuntu',
  ))
    assert.is(turns(`Create pears on the third ${kind} computer.`), 'number 3', kind);
  for (const noun of words('host, machine, node, server, vm, instance, computer')) {
    assert.is(turns(`Create pears on the third ${noun}.`), 'number 3', noun);
    assert.is(turns(`Create pears on the third ${noun}s.`), 'number 3', noun);
  }
  assert.is(turns('Create pears on the third nodester.'), 'none');
  assert.is(turns('Create pears on the third pear.'), 'none');
});

test('machines are told by their role', () => {
  for (const role of words('manager, leader, master')) {
    assert.is(turns(`Create pears on the ${role}.`), 'role manager', role);
    assert.is(turns(`Create pears on the ${role.toUpperCase()}s.`), 'role manager', role);
  }
  for (const role of words('worker, slave'))
    assert.is(turns(`Create pears on the ${role}.`), 'role worker', role);
  for (const every of words('each, every, all, both, all the, each of the, both your, all of your')) {
    assert.is(turns(`Create pears on ${every} workers.`), 'role worker every', every);
    assert.is(turns(`Create pears on ${every} nodes.`), 'every', every);
  }
  for (const one of words('one of the, any of your, either of the, one of'))
    assert.is(turns(`Create pears on ${one} workers.`), 'role worker', one);
  for (const kind of words('swarm, docker, cluster, first, leader')) {
    assert.ok(turns(`Create pears on the ${kind} manager.`).startsWith('role manager'), kind);
    assert.is(turns(`Create pears on all ${kind} nodes.`), 'every', kind);
  }
  for (const noun of words('node, machine, host, server, vm, instance, terminal, shell')) {
    assert.is(turns(`Create pears on every ${noun}.`), 'every', noun);
    assert.is(turns(`Create pears on the manager's ${noun}.`), 'role manager', noun);
    assert.is(turns(`Create pears on the manager-${noun}.`), 'role manager', noun);
  }
  for (const text of ['every pear', 'the managerial pear', 'the pear', 'the wall node'])
    assert.is(turns(`Create pears on ${text}.`), 'none', text);
});

test('of several machines of a sentence or a paragraph the last one counts', () => {
  assert.is(turns('Create pears on shed1. It is fine. Create plums on shed2.'), 'name shed2');
  assert.is(turns('Create pears on the second machine, then on shed1.'), 'name shed1');
  assert.is(turns('Create pears on shed1, then on the second machine.'), 'number 2');
  assert.is(turns('Create pears on shed1! "Pears" are on shed2.'), 'name shed1');
  assert.is(turns('Is it so? Create pears on shed1.'), 'name shed1');
  assert.is(turns('Pears, i.e. create on shed1.'), 'none');
});

test('a heading, an item and what ends in a colon need no verb', () => {
  assert.is(turns('Pears on shed2', 'heading'), 'name shed2');
  assert.is(turns('Pears on shed2:'), 'name shed2');
  assert.is(turns('Pears on shed2: '), 'name shed2');
  assert.is(turns('Pears: on shed2'), 'none');
});

test('a name alone is the machine, with what may stand around it', () => {
  for (const text of words(
    'shed2, on shed2, In shed2, from shed2, `shed2`, **shed2**, _shed2_, (shed2), shed2., shed2:',
  ))
    assert.is(turns(text), 'name shed2', text);
  assert.is(turns('shed2 (of three)'), 'name shed2');
  for (const text of ['to shed2', 'shed2 of', 'the shed2', 'pear', 'shed2 (of', '***shed2***'])
    assert.is(turns(text), 'none', text);
});

test('names are looked for where a machine stands, with a digit, a hyphen or an underscore', () => {
  const names = (text: string, kind: 'paragraph' | 'heading' = 'paragraph', marked: readonly string[] = []) =>
    namesPlaced({ kind, text, line: 1, endLine: 1, marked, depth: 2 } as Parameters<
      typeof namesPlaced
    >[0]).map((one) => `${one.name}${one.marked ? ' marked' : ''}`);
  assert.equal(names('Create pears on barn-a.'), ['barn-a']);
  assert.equal(names('Create pears on barn_a.', 'paragraph', ['barn_a']), ['barn_a marked']);
  assert.equal(names('Create pears on barn.'), []);
  assert.equal(names('Create pears on barn. Pears on barn2.'), []);
  assert.equal(names('Pears on barn2.'), []);
  assert.equal(names('Pears on barn2:'), ['barn2']);
  assert.equal(names('Pears on barn2', 'heading'), ['barn2']);
  assert.equal(names('Pears are running on barn2', 'heading'), []);
  assert.equal(names('barn2'), []);
  assert.equal(names('barn2', 'heading'), ['barn2 marked']);
  assert.equal(names('Create pears on the second machine2.'), ['machine2']);
});

test('the join command is pasted at another machine', () => {
  for (const which of words('second, 2nd, other, another, new, each, every, remaining, worker, third'))
    assert.ok(joinsByHand(`Copy the join command to the ${which} machine.`), which);
  for (const where of words('terminal, tab, instance, node, machine, host, server, vm, worker'))
    assert.ok(joinsByHand(`Paste the join command at every ${where}.`), where);
  assert.ok(joinsByHand('The join command is copied to each worker.'));
  for (const text of [
    'Copy the joining command to the second machine.',
    'Copying the join command to the second machine.',
    'Copy the join command to the brother machine.',
    'Copy the join command. The second. A machine.',
    'Copy the join command to the seconds machine.',
  ])
    assert.not.ok(joinsByHand(text), text);
});

test.run();
