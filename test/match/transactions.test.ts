import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { randomOf } from '../../bench/mutation/random.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { Learnt, Transaction } from '../../src/match/journal.ts';
import type { Meeting, Pin } from '../../src/match/meeting.ts';
import type { IdentitySpace } from '../../src/match/values/value-class.ts';

const long = (digits: string): string => digits.repeat(64 / digits.length);
const bind = (c: Correspondence, document: string, live: string, space: IdentitySpace = 'id') =>
  c.bind({ document, live, space, line: 1 });

test('what a transaction that is dropped has learnt is forgotten', () => {
  const c = new Correspondence();
  bind(c, 'a'.repeat(12), 'b'.repeat(12));
  const transaction = c.begin();
  bind(c, long('a'), long('b'));
  bind(c, 'c'.repeat(12), 'd'.repeat(12));
  bind(c, '172.20.0.0/16', '172.18.0.0/16', 'network');
  c.note({ document: 'e'.repeat(12), space: 'id', line: 3 });
  transaction.drop();
  assert.is(c.liveOf('a'.repeat(12)), 'b'.repeat(12));
  assert.is(c.liveOf('c'.repeat(12)), undefined);
  assert.is(c.documentOf('d'.repeat(12)), undefined);
  assert.is(c.unboundOrigin('e'.repeat(12)), undefined);
  assert.is(bind(c, '172.20.0.2', '172.30.0.9', 'address'), 'bound');
});

test('what a transaction that is committed has learnt stays', () => {
  const c = new Correspondence();
  const transaction = c.begin();
  bind(c, 'c'.repeat(12), 'd'.repeat(12));
  transaction.commit();
  assert.is(c.liveOf('c'.repeat(12)), 'd'.repeat(12));
});

test('dropping an outer transaction forgets what an inner one has kept', () => {
  const c = new Correspondence();
  const outer = c.begin();
  bind(c, 'a'.repeat(12), 'b'.repeat(12));
  const inner = c.begin();
  bind(c, 'c'.repeat(12), 'd'.repeat(12));
  inner.commit();
  assert.is(c.liveOf('c'.repeat(12)), 'd'.repeat(12));
  outer.drop();
  assert.is(c.liveOf('a'.repeat(12)), undefined);
  assert.is(c.liveOf('c'.repeat(12)), undefined);
});

test('dropping an inner transaction leaves what the outer one has learnt', () => {
  const c = new Correspondence();
  const outer = c.begin();
  bind(c, 'a'.repeat(12), 'b'.repeat(12));
  const inner = c.begin();
  bind(c, 'c'.repeat(12), 'd'.repeat(12));
  inner.drop();
  outer.commit();
  assert.is(c.liveOf('a'.repeat(12)), 'b'.repeat(12));
  assert.is(c.liveOf('c'.repeat(12)), undefined);
});

test('a transaction that starts again forgets, and can still be kept', () => {
  const c = new Correspondence();
  const transaction = c.begin();
  bind(c, 'a'.repeat(12), 'b'.repeat(12));
  transaction.restart();
  assert.is(c.liveOf('a'.repeat(12)), undefined);
  bind(c, 'a'.repeat(12), 'c'.repeat(12));
  transaction.commit();
  assert.is(c.liveOf('a'.repeat(12)), 'c'.repeat(12));
});

test('with a transaction those end that were begun in it', () => {
  const c = new Correspondence();
  const outer = c.begin();
  const inner = c.begin();
  outer.commit();
  assert.throws(() => inner.commit(), /has ended/);
  assert.throws(() => outer.drop(), /has ended/);
});

test('a look that throws leaves nothing behind', () => {
  const c = new Correspondence();
  assert.throws(() =>
    c.peek(() => {
      bind(c, 'a'.repeat(12), 'b'.repeat(12));
      throw new Error('while looking');
    }),
  );
  assert.is(c.liveOf('a'.repeat(12)), undefined);
});

test('work that waits keeps what it learnt though it fails, and leaves no transaction open', async () => {
  const c = new Correspondence();
  let inner: Transaction | undefined;
  const work = c.within(async () => {
    bind(c, 'a'.repeat(12), 'b'.repeat(12));
    await Promise.resolve();
    inner = c.begin();
    throw new Error('while working');
  });
  let said = '';
  await work.catch((error: unknown) => {
    said = String(error);
  });
  assert.match(said, 'while working');
  assert.is(c.liveOf('a'.repeat(12)), 'b'.repeat(12));
  assert.throws(() => inner!.commit(), /has ended/);
});

test('what was forgotten fits only where all is as it was', () => {
  const c = new Correspondence();
  const transaction = c.begin();
  bind(c, 'a'.repeat(12), 'b'.repeat(12));
  const learnt = transaction.drop();
  bind(c, 'c'.repeat(12), 'd'.repeat(12));
  assert.throws(() => c.learn(learnt), /does not fit/);
});

test('a MAC address bound anew in a dropped transaction stands for its first one again', () => {
  const c = new Correspondence();
  bind(c, '02:42:ac:11:00:02', '9a:00:00:00:00:01', 'MAC address');
  c.peek(() => bind(c, '02:42:ac:11:00:02', '9a:00:00:00:00:02', 'MAC address'));
  assert.is(c.liveOf('02:42:ac:11:00:02'), '9a:00:00:00:00:01');
});

/** Few values, so that they meet again, in all forms and contradict each other. */
const VALUES: Readonly<Partial<Record<IdentitySpace, readonly string[]>>> = {
  id: [
    ...['ab', 'cd', 'ef', '01'].flatMap((digits) => [long(digits), long(digits).slice(0, 12)]),
    `${long('ab').slice(0, 63)}0`,
    `sha256:${long('cd')}`,
  ],
  'swarm ID': ['abcdefghijkl1', 'abcdefghijkl', 'zyxwvutsrqponmlkjihgfed01'],
  'git hash': ['a1b2c3d', 'a1b2c3d4e5', 'b1b2c3d'],
  address: ['172.17.0.2', '172.17.0.3', '172.18.0.2', '10.0.0.1', '10.0.0.255', 'ff02::1', 'fe80::1'],
  network: ['172.17.0.0/16', '172.18.0.0/16', '192.168.0.0/20', '10.0.0.0/24', '10.0.0.0/8'],
  'MAC address': ['02:42:ac:11:00:02', '02:42:ac:11:00:03', '9a:00:00:00:00:01', '9A-00-00-00-00-01'],
  'generated name': ['brave_curie', 'happy_turing', 'zen_morse'],
  port: ['32768', '32769', '49153'],
  hostname: ['host-a', 'host-b', 'a1b2c3d4e5f6'],
  folder: ['/home/ada/lab', '/srv/lab', '/tmp/x'],
};
const PINS: readonly (readonly [string, Pin['kind']])[] = [
  ['10.0.0.0/24', 'subnet'],
  ['172.17.0.0/16', 'subnet'],
  ['10.0.0.1', 'gateway'],
  ['brave_curie', 'name'],
  ['MODE=fast', 'other'],
  ['fast', 'other'],
];
const ALL = Object.entries(VALUES) as readonly (readonly [IdentitySpace, readonly string[]])[];

type Operation = (c: Correspondence) => void;

function operationOf(random: () => number): Operation {
  const pick = <T>(elements: readonly T[]): T => elements[Math.floor(random() * elements.length)]!;
  const [space, values] = pick(ALL);
  const line = Math.floor(random() * 100);
  const meeting: Meeting = {
    document: pick(values),
    live: pick(values),
    space,
    line,
    ...(random() < 0.2 ? { shared: true } : {}),
  };
  const kind = random();
  if (kind < 0.7) return (c) => c.bind(meeting);
  if (kind < 0.85) return (c) => c.note(meeting);
  const [value, as] = pick(PINS);
  return (c) =>
    as === 'subnet'
      ? c.pinNetwork(value, { line, what: '', kind: as })
      : c.pin(value, { line, what: '', kind: as });
}

/** All that can be asked. */
function observed(c: Correspondence): unknown {
  return {
    values: ALL.map(([space, values]) =>
      values.map((value) => [
        c.liveOf(value),
        c.documentOf(value),
        c.documented(space, value),
        c.metLive(space, value),
        c.pinOf(value),
        c.resolve(value.slice(0, 3))?.live,
        c.rewrite(`docker rm ${value}; ls ${value}/x`).script,
        c.unboundOrigin(value),
        c.unboundAddressOrigin(value),
        values.map((live) => c.peek(() => bind(c, value, live, space))),
      ]),
    ),
    folders: [...c.folders()].map(({ document, live }) => [document, live]),
    pins: PINS.map(([name]) => c.pinOf(name)),
  };
}

/** What is known after the operations that were kept, and nothing else. */
function after(operations: readonly Operation[]): unknown {
  const c = new Correspondence();
  for (const operate of operations) operate(c);
  return observed(c);
}

test('of transactions in one another only what is kept is known, whatever is done in them', () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const random = randomOf(seed);
    const c = new Correspondence();
    /** The operations that are kept by now, and for each open transaction how many there were. */
    const kept: Operation[] = [];
    const open: { readonly transaction: Transaction; readonly count: number; readonly state: number }[] = [];
    let forgotten: { readonly learnt: Learnt; readonly operations: readonly Operation[] } | undefined;
    for (let step = 0; step < 60; step += 1) {
      const kind = random();
      const last = open.at(-1);
      if (kind < 0.65) {
        const operate = operationOf(random);
        operate(c);
        kept.push(operate);
      } else if (kind < 0.8) open.push({ transaction: c.begin(), count: kept.length, state: c.state });
      else if (kind < 0.85 && forgotten) {
        // What fits elsewhere is told by a test of its own.
        if (c.state !== forgotten.learnt.state) continue;
        c.learn(forgotten.learnt);
        kept.push(...forgotten.operations);
        assert.equal(observed(c), after(kept), `seed ${seed}, learnt again`);
      } else if (last && kind < 0.9) {
        last.transaction.commit();
        open.pop();
      } else if (last) {
        const operations = kept.splice(last.count);
        const learnt = kind < 0.95 ? last.transaction.drop() : last.transaction.restart();
        if (kind < 0.95) open.pop();
        forgotten = { learnt, operations };
        assert.is(c.state, last.state);
        assert.equal(observed(c), after(kept), `seed ${seed}, step ${step}`);
      }
    }
    assert.equal(observed(c), after(kept), `seed ${seed}, at the end`);
  }
});

test.run();
