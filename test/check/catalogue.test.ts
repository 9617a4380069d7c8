import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CATALOGUE, checkOf } from '../../src/check/catalogue.ts';
import type { CheckKind } from '../../src/check/check.ts';
import { isInSubnet } from '../../src/check/subnet.ts';
import type { ContainerState, EngineReader, NetworkState } from '../../src/model/engine.ts';

const NETWORK: NetworkState = {
  id: 'a4a3',
  name: 'n',
  driver: 'macvlan',
  subnets: [{ subnet: '10.1.0.0/24', gateway: '10.1.0.1' }],
  options: { parent: 'eth1' },
  internal: false,
};
const CONTAINER: ContainerState = {
  id: 'c0ff',
  name: 'c',
  image: 'alpine',
  running: true,
  paused: false,
  exitCode: 0,
  health: '',
  networks: { n: { ip: '10.1.0.2', mac: '02:42:0a:01:00:02', gateway: '10.1.0.1', prefixLength: 24 } },
  mounts: [{ type: 'volume', name: 'v', destination: '/d' }],
  ports: [{ container: '80/tcp', hostIp: '0.0.0.0', hostPort: 8080 }],
};

/** An engine's answers, held still, so that every branch of a check can be shown one. */
function reader(
  change: Partial<ContainerState> = {},
  routes = 'default via 10.1.0.1 dev eth0\n',
): EngineReader {
  return {
    network: async (name) => (name === 'n' ? NETWORK : undefined),
    networkNames: async () => ['bridge', 'n'],
    tasks: async () => [],
    container: async (name) => (name === 'c' ? { ...CONTAINER, ...change } : undefined),
    volume: async (name) => (name === 'v' ? { name, driver: 'local', mountpoint: '' } : undefined),
    image: async (name) => (name === 'alpine' ? { id: 'i', tags: ['alpine:latest'] } : undefined),
    runIn: async () => routes,
    logs: async () => 'ready to serve\n',
    swarm: async () => undefined,
  };
}

const verdictOf = async (sentence: string, engine = reader()) =>
  (await checkOf(sentence)!.verify(engine)).verdict;

/** Sentences that hold of the engine, and of which container where that is not the one above. */
const HOLDS: readonly (readonly [sentence: string, change?: Partial<ContainerState>])[] = [
  ['network n exists'],
  ['network n exists, driver macvlan, subnet 10.1.0.0/24, gateway 10.1.0.1, parent eth1'],
  ['network n is listed, driver macvlan'],
  ['container c exists'],
  ['container c is of image alpine:latest'],
  ['container c is running'],
  ['container c has started'],
  ['container c has started', { running: false, exitCode: 0 }],
  ['container c is stopped', { running: false }],
  ['container c exited with code 3', { running: false, exitCode: 3 }],
  ['container c is paused', { paused: true }],
  ['container c is healthy', { health: 'healthy' }],
  ['container c is on network n'],
  ['container c has a MAC on n'],
  ['container c has a MAC 02:42:0A:01:00:02 on n'],
  ["container c has an IP in n's subnet"],
  ['container c has an IP in the subnet of n'],
  ["container c routes via n's gateway"],
  ["container c routes via network n's gateway"],
  ['container c routes via the gateway of n'],
  ['container c routes via the gateway of network n'],
  ['container x is gone'],
  ['network x is gone'],
  ['volume x is gone'],
  ['image nginx is gone'],
  ['volume v exists, driver local'],
  ['volume v is mounted in container c'],
  ['image alpine exists'],
  ["log of container c contains 'ready'"],
  ['port 8080 is published by container c'],
];

const FAILS: typeof HOLDS = [
  ['network x exists'],
  ['network n exists, driver bridge'],
  ['network n exists, subnet 10.2.0.0/24'],
  ['network n exists, gateway 10.1.0.2'],
  ['network n exists, parent eth0'],
  ['network n is listed, driver bridge'],
  ['network x is listed'],
  ['container x exists'],
  ['container c is of image debian'],
  ['container x is running'],
  ['container c is running', { running: false }],
  ['container c has started', { running: false, exitCode: 1 }],
  ['container c is stopped'],
  ['container c is paused'],
  ['container c is healthy'],
  ['container c is healthy', { health: 'unhealthy' }],
  ['container c exited with code 0'],
  ['container c exited with code 0', { running: false, exitCode: 3 }],
  ['container c is on network bridge'],
  ['container c has a MAC on bridge'],
  ['container c has a MAC 02:42:0a:01:00:03 on n'],
  ["container c has an IP in n's subnet", { networks: {} }],
  ["container c routes via n's gateway", { networks: {} }],
  ['network n is gone'],
  ['container c is gone'],
  ['volume v is gone'],
  ['image alpine is gone'],
  ['volume w exists'],
  ['volume w is mounted in container c'],
  ['image nginx exists'],
  ["log of container c contains 'weary'"],
  ['port 80 is published by container c'],
];

const named = (sentence: string, change?: Partial<ContainerState>): string =>
  change ? `${sentence} (${JSON.stringify(change)})` : sentence;

for (const [sentence, change] of HOLDS) {
  test(`'${named(sentence, change)}' holds of an engine where it is so`, async () => {
    assert.is(await verdictOf(sentence, reader(change)), 'passed');
  });
}

for (const [sentence, change] of FAILS) {
  test(`'${named(sentence, change)}' fails of an engine where it is not so, with what is so`, async () => {
    const outcome = await checkOf(sentence)!.verify(reader(change));
    assert.is(outcome.verdict, 'failed');
    assert.ok(outcome.verdict === 'failed' && outcome.found !== '');
  });
}

test('every kind of check is shown an engine where it holds and one where it does not', () => {
  for (const [name, kind] of Object.entries<CheckKind>(CATALOGUE)) {
    for (const sentences of [HOLDS, FAILS])
      assert.ok(
        sentences.some(([sentence]) => kind.pattern.test(sentence)),
        name,
      );
  }
});

test('an address outside the subnet and a route via another gateway fail', async () => {
  const networks = { n: { ...CONTAINER.networks.n!, ip: '10.2.0.2' } };
  assert.is(await verdictOf("container c has an IP in n's subnet", reader({ networks })), 'failed');
  assert.is(
    await verdictOf("container c routes via n's gateway", reader({}, 'default via 10.1.0.254 dev eth0')),
    'failed',
  );
});

test("a route can be read from the kernel's table where the image has no ip", async () => {
  const table = 'Iface\tDestination\tGateway\neth0\t00000000\t0100010A\t0003\n';
  const engine: EngineReader = {
    ...reader(),
    runIn: async (_, [program]) => (program === 'cat' ? table : undefined),
  };
  assert.is(await verdictOf("container c routes via n's gateway", engine), 'passed');
});

test('a route that nothing can tell is undecided, never passed', async () => {
  const engine: EngineReader = { ...reader(), runIn: async () => undefined };
  assert.is(await verdictOf("container c routes via n's gateway", engine), 'skipped');
});

test('a sentence may end with a full stop and have other blanks and letter case', () => {
  assert.is(checkOf('Container  c is Running.')?.sentence, 'Container c is Running');
});

test('a sentence that no kind has is no check', () => {
  assert.is(checkOf('container c is happy'), undefined);
});

test('every form in the catalogue is read by its own kind', () => {
  for (const kind of Object.values<CheckKind>(CATALOGUE)) {
    const sentence = kind.form
      .replace(/\[.*\]/g, '')
      .replace('container|network|volume|image', 'volume')
      .replace(/\b(?:PORT|N)\b/g, '80')
      .replace(/\b[A-Z]{4,}\b/g, 'x');
    assert.ok(kind.pattern.test(sentence), `${kind.form}: ${sentence}`);
  }
});

test('subnets hold of both families and of nothing malformed', () => {
  assert.ok(isInSubnet('10.1.0.2', '10.1.0.0/24'));
  assert.not.ok(isInSubnet('10.1.1.2', '10.1.0.0/24'));
  assert.ok(isInSubnet('fd00::2', 'fd00::/64'));
  assert.not.ok(isInSubnet('fd00::2', '10.1.0.0/24'));
  assert.not.ok(isInSubnet('', '10.1.0.0/24'));
  assert.not.ok(isInSubnet('10.1.0.2', 'nonsense'));
  assert.not.ok(isInSubnet('10.1.0.2', '10.1.0.0/99'));
});

test.run();
