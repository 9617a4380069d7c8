import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { joinsSwarm, uniqueNames } from '../../src/lab/machine-clues.ts';
import { byNumber, isNodeName, roleInName, sameName, siblings, stemOf } from '../../src/lab/machine-names.ts';
import { listedMachines, listedNodes } from '../../src/lab/machine-outputs.ts';
import { joinsByHand, namesPlaced, placeIn } from '../../src/lab/machine-prose.ts';
import { commandsOf, labOfBlock, labOfText } from './reading.ts';

/** What names, sentences and outputs tell of machines. */

const prose = (text: string, kind: 'paragraph' | 'heading' = 'paragraph', marked: readonly string[] = []) =>
  kind === 'paragraph'
    ? ({ kind, text, line: 1, endLine: 1, marked } as const)
    : ({ kind, text, line: 1, endLine: 1, marked, depth: 2 } as const);
const isName = (word: string): boolean => /^(?:shed|node)\d$/.test(word);

for (const [one, other, same] of [
  ['Node 2', 'node2', true],
  ['swarm-node-1', 'node-1', true],
  ['shed1.example.org', 'shed1', true],
  ['shed1', 'shed2', false],
  ['a-pear', 'pear', false],
  ['xa1', 'a1', false],
] as const)
  test(`"${one}" and "${other}" are ${same ? 'one name' : 'two names'}`, () => {
    assert.equal([sameName(one, other), sameName(other, one)], [same, same]);
  });

test('names of a set have one stem and differ in what follows', () => {
  assert.equal(['worker-1', 'worker2', 'shed-b', 'pear', 'a.1'].map(stemOf), [
    'worker',
    'worker',
    'shed',
    '',
    'a',
  ]);
  assert.equal(siblings(['shed1', 'shed2', 'pear', 'barn1']), ['shed1', 'shed2']);
  assert.equal(siblings(['shed1', 'shed-1']), []);
  assert.equal(uniqueNames(['shed1', 'Shed-1', 'shed2']), ['shed1', 'shed2']);
  assert.equal(['shed10', 'shed2'].sort(byNumber), ['shed2', 'shed10']);
});

test('machines of a cluster are called after what they are', () => {
  const names =
    'node1 manager mgr2 worker-3 master leader slave1 swarm docker host2 vm7 machine server client ip-10-0-0-7 docker-host my-node1';
  for (const name of names.split(' ')) assert.ok(isNodeName(name), name);
  for (const name of ['pear', 'anns-macbook', 'nodes_of_the_cluster']) assert.not.ok(isNodeName(name), name);
  assert.equal(
    ['manager1', 'master', 'leader2', 'mgr-1', 'xmgr', 'worker1', 'slave2', 'node1'].map(roleInName),
    ['manager', 'manager', 'manager', 'manager', undefined, 'worker', 'worker', undefined],
  );
});

for (const [text, place] of [
  ['Run this on shed2:', 'name shed2'],
  ['Now ssh shed2.', 'name shed2'],
  ['On the shed1 and shed2, run it.', 'name shed1 shed2'],
  ['Switch to shed2.', 'name shed2'],
  ['Run it on node 2.', 'name node2'],
  ['Run it on the second machine.', 'number 2'],
  ['Go to the third VM.', 'number 3'],
  ['On your 1st host run it.', 'number 1'],
  ['Log in to the fifth server.', 'number 5'],
  ['Run it on another node.', 'other'],
  ['Run it on the other hosts.', 'other'],
  ['Run it on the manager.', 'role manager'],
  ["On the leader's terminal, run it.", 'role manager'],
  ['Run it on a worker node.', 'role worker'],
  ['Run it on each worker.', 'role worker every'],
  ['Run it on the worker node shed2.', 'name shed2'],
  ['Run it on all the nodes.', 'every'],
  ['Run it on every machine.', 'every'],
  ['On all of your hosts, run:', 'every'],
  ['Run it on the nodes.', undefined],
  ['It is running on shed2.', undefined],
  ['The service was started on the second machine.', undefined],
  ['There are pears on shed2.', undefined],
  ['Run it on your desk.', undefined],
  ['Run it on shed1. Then go back to shed2.', 'name shed2'],
] as const)
  test(`"${text}" turns to ${place ?? 'no machine'}`, () => {
    const found = placeIn(prose(text), isName);
    const told = found && [
      found.by,
      ...('name' in found ? [found.name, ...(found.also ?? [])] : []),
      ...('number' in found ? [found.number] : []),
      ...('role' in found ? [found.role, ...(found.every ? ['every'] : [])] : []),
    ];
    assert.is(told?.join(' '), place);
  });

test('a heading that is nothing but a name turns to it', () => {
  for (const text of ['shed2', 'On shed2:', '`shed2`', 'shed2 (the second)'])
    assert.equal(placeIn(prose(text, 'heading'), isName), { by: 'name', name: 'shed2', marked: true }, text);
  assert.is(placeIn(prose('shed2 and the rest', 'heading'), isName), undefined);
  assert.equal(namesPlaced(prose('barn7', 'heading')), [{ name: 'barn7', marked: true }]);
  assert.equal(namesPlaced(prose('Run it on barn7.', 'paragraph', ['barn7'])), [
    { name: 'barn7', marked: true },
  ]);
  assert.equal(namesPlaced(prose('It is running on barn7.')), []);
});

for (const [text, joins] of [
  ['Copy the join command and paste it at the second machine.', true],
  ['Paste the join command in another terminal.', true],
  ['Copy the command to each worker to join.', true],
  ['Copy the join command.', false],
  ['Paste it at the second machine.', false],
  ['Join the second machine.', false],
] as const)
  test(`"${text}" ${joins ? 'has the reader join another machine' : 'joins none'}`, () => {
    assert.is(joinsByHand(text), joins);
  });

test('nodes are read from their list, with the role and the mark of the own one', () => {
  const lines = [
    'ID                           HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS',
    'q1q1q1q1q1q1 *   shed1      Ready    Active         Leader',
    'w2w2w2w2w2w2     shed2      Ready    Active         Reachable',
    'e3e3e3e3e3e3     shed3      Down     Drain          ',
    'something else',
  ].map((text) => ({ text }));
  assert.equal(listedNodes(lines), [
    { name: 'shed1', self: true, role: 'manager' },
    { name: 'shed2', self: false, role: 'manager' },
    { name: 'shed3', self: false, role: 'worker' },
  ]);
  assert.equal(listedNodes(lines.slice(1)), []);
  assert.equal(
    listedMachines([
      { text: 'shed1   *   virtualbox   Running   tcp://192.0.2.7:2376' },
      { text: 'shed2 -' },
    ]),
    [{ name: 'shed1', address: '192.0.2.7' }],
  );
});

test('a join has a token', () => {
  assert.ok(joinsSwarm('docker swarm join --token a 10.0.0.7:2377'));
  assert.ok(joinsSwarm('ssh shed2 docker swarm join --token a 10.0.0.7:2377'));
  for (const script of ['docker swarm join', 'docker swarm init', 'echo docker swarm join --token a b'])
    assert.not.ok(joinsSwarm(script), script);
});

test('a container that a later command gives its name to was left', () => {
  const leave = (...lines: readonly string[]) =>
    commandsOf(labOfBlock('$ docker run -it --name pear ubuntu bash', ...lines))[0]?.leave;
  assert.is(leave('$ docker run -d --name pear nginx'), 'exit');
  assert.is(leave('$ docker run -d --name plum nginx'), undefined);
  assert.is(leave('root@0123456789ab:/# ls', 'bin', '$ docker run -d --name pear nginx'), undefined);
});

test('front matter that is a list or a text has no keys', () => {
  for (const yaml of ['[a]', 'a', '7'])
    assert.equal(labOfText(`---\n${yaml}\n---\n# T\n`).problems, [], yaml);
});

test.run();
