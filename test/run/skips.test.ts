import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Inventory } from '../../src/command/inventory.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import { noteOutput } from '../../src/match/match.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { planLab } from '../../src/plan/plan.ts';
import type { LabContext } from '../../src/run/context.ts';
import { decide } from '../../src/run/skips.ts';
import { labOfText } from '../lab/reading.ts';
import { labOf } from '../support/labs.ts';

test("where the engine's socket can be reached, a command that chooses it is skipped", async () => {
  const context = { options: { online: false }, covered: false } as unknown as LabContext;
  for (const script of ['docker -H unix:///var/run/docker.sock ps', 'unset DOCKER_HOST']) {
    const [planned] = planLab(labOf([script])).commands;
    const decision = await decide(planned!, context);
    assert.is('skip' in decision && decision.skip.reason, 'platform', script);
  }
});

const refusal = async (files: Parameters<typeof labOf>[0], context: object): Promise<string> => {
  const plan = planLab(labOf(files));
  const correspondence = new Correspondence();
  const own = {
    plan,
    correspondence,
    covered: true,
    results: new Map(),
    environment: new Set(),
    unmet: () => undefined,
  };
  const decision = await decide(plan.commands.at(-1)!, { ...own, ...context } as unknown as LabContext);
  return 'skip' in decision ? `${decision.skip.reason}: ${decision.skip.message}; ${decision.skip.hint}` : '';
};

test('what would change the computer is skipped with what would make it run, and runs where its kind is allowed', async () => {
  const script = 'useradd grace && mkdir /opt/shop';
  const skipped = (allowed: readonly string[]) =>
    refusal([script], { options: { allowed: new Set(allowed) }, ownMachine: false });
  assert.match(await skipped([]), /^hazard: useradd changes users .*--engine private.*--allow hazard=users$/);
  assert.match(await skipped(['users']), /^hazard: mkdir changes \/opt\/shop.*--allow hazard=files$/);
  assert.is(await skipped(['users', 'files']), '');
  assert.is(await refusal([script], { options: {}, ownMachine: true }), '');
});

test('files of a volume of the lab are its own, where the engine keeps them', async () => {
  const volume = async (name: string) =>
    name === 'reeds'
      ? { name, driver: 'local', mountpoint: '/var/lib/docker/volumes/reeds/_data' }
      : undefined;
  const write = (path: string) =>
    refusal([`echo hello > ${path}`], { options: {}, ownMachine: false, engine: { volume } });
  assert.is(await write('/var/lib/docker/volumes/reeds/_data/left/hello.txt'), '');
  for (const path of ['volumes/rushes/_data/hello', 'volumes/reeds/_data/../x', 'x/reeds/_data/hello'])
    assert.match(await write(`/var/lib/docker/${path}`), /^hazard: /, path);
});

test('what is refused for its form runs and fails, whatever is missing and whatever it would change', async () => {
  const context = { options: {}, ownMachine: false };
  assert.match(await refusal(['docker cp pier:/a /srv/page.html'], context), /^hazard: /);
  assert.is(await refusal(['docker cp page.html /srv/page.html'], context), '');
});

test('a compose file that the document shows is a hazard to those who start it', async () => {
  const files = [
    { path: 'compose.yaml', content: 'services:\n  probe:\n    image: alpine\n    pid: host\n' },
    'docker compose up -d',
  ];
  const said = await refusal(files, { options: {}, ownMachine: false });
  assert.match(said, /^hazard: compose\.yaml: probe is among the processes .*--allow hazard=privileged$/);
});

test('an address that only the output of a command shows which did nothing is blocked by that', async () => {
  const text = [
    '```console',
    '$ docker network inspect yard',
    '        "IPv4Address": "198.51.100.4/24",',
    '$ ping -c 1 198.51.100.4',
    '```',
    '',
  ].join('\n');
  const decided = async (verdict: Verdict, exitCode: number): Promise<string> => {
    const plan = planLab(labOfText(text));
    const correspondence = new Correspondence();
    noteOutput(plan.commands[0]!.command.expected!, correspondence);
    const context = {
      plan,
      correspondence,
      covered: true,
      results: new Map([[0, { verdict, exitCode }]]),
      environment: new Set(),
      unmet: () => undefined,
      options: {},
      ownMachine: true,
      folder: '/',
    };
    const decision = await decide(plan.commands[1]!, context as unknown as LabContext);
    return 'skip' in decision ? decision.skip.message : '';
  };
  assert.match(await decided('failed', 1), '198.51.100.4 is a value in the output of line 2, which failed');
  assert.match(await decided('skipped', 0), 'which was skipped');
  assert.is(await decided('failed', 0), '');
});

test('an image ID that nothing shows is for the reader to fill in', async () => {
  const engine = { image: async () => undefined };
  const said = await refusal(['docker run 3fe764828551'], {
    options: {},
    ownMachine: true,
    engine,
    inventory: new Inventory(),
    made: () => [],
  });
  assert.match(said, /^placeholder: no output above shows the ID 3fe764828551, /);
});

test('a file is blocked by what writes it, not by what makes its folder', () => {
  const [, , cat] = planLab(labOf(['mkdir keys', 'acme-key new > keys/one', 'cat keys/one'])).commands;
  assert.equal(
    cat!.needs.map(({ command, what }) => `${command} ${what}`),
    ['1 file keys/one'],
  );
});

test.run();
