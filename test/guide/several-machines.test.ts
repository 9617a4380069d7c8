import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { desk } from './support.ts';

const LAB = `---
machines: [oak, elm]
---

# Two trees

1. A network at each

   \`\`\`console
   oak$ docker network create -d macvlan --subnet=198.51.100.0/24 --gateway=198.51.100.1 -o parent=eth1 bark
   elm$ docker network create -d macvlan --subnet=198.51.100.0/24 --gateway=198.51.100.1 -o parent=eth1 bark
   \`\`\`

2. What is there

   \`\`\`console
   elm$ docker network ls --format '{{.Name}} {{.Driver}}'
   bark macvlan
   \`\`\`

3. A leaf on the second

   \`\`\`console
   elm$ docker run -dit --name leaf --network bark alpine ash
   \`\`\`

   <!-- labproof: check="container leaf on elm is running" -->

4. Take both down

   \`\`\`console
   elm$ docker rm -f leaf
   elm$ docker network rm bark
   oak$ docker network rm bark
   \`\`\`
`;

const CREATE =
  'docker network create -d macvlan --subnet=198.51.100.0/24 --gateway=198.51.100.1 -o parent=eth1 bark';

test('a goal is of the machine that its command is typed at, and says so', () => {
  const sentences = desk(LAB)
    .goals(1)
    .map(({ sentence }) => sentence);
  assert.equal(
    sentences.map((sentence) => sentence.split(' exists')[0]),
    ['network bark on oak', 'network bark on elm'],
  );
});

test('what is made at one machine is not made at another', async () => {
  const { worldOf, typeAt, states } = desk(LAB);
  worldOf('elm').addNetwork('bark');
  await typeAt('elm', CREATE);
  assert.is(states(1), 'open met');
  worldOf('oak').addNetwork('bark');
  await typeAt('oak', CREATE);
  assert.is(states(1), 'met met');
});

test('an output counts where the document has it, and who is elsewhere is told', async () => {
  const { worldOf, typeAt, states, said } = desk(LAB);
  for (const name of ['oak', 'elm']) worldOf(name).addNetwork('bark');
  await typeAt('oak', CREATE);
  await typeAt('elm', CREATE);
  await typeAt('oak', "docker network ls --format '{{.Name}} {{.Driver}}'", 'bark macvlan\n');
  assert.is(states(2), 'open');
  assert.equal(said('note'), ['that is to be typed at elm; this is oak']);
  await typeAt('elm', "docker network ls --format '{{.Name}} {{.Driver}}'", 'bark macvlan\n');
  assert.is(states(2), 'met');
});

test('a check of the author’s is verified at the machine that it names', async () => {
  const { worldOf, guide, goals } = desk(LAB);
  const of = () => goals(3).find(({ command }) => command === undefined);
  assert.is(of()?.sentence, 'container leaf on elm is running');
  worldOf('oak').addNetwork('bark');
  worldOf('oak').addContainer('leaf', 'bark');
  await guide.check();
  assert.is(of()?.status, 'open');
  worldOf('elm').addNetwork('bark');
  worldOf('elm').addContainer('leaf', 'bark');
  await guide.check();
  assert.is(of()?.status, 'met');
});

test('a removal at one machine waits for nothing of another', async () => {
  const { worldOf, guide, typeAt, goals } = desk(LAB);
  worldOf('oak').addNetwork('bark');
  await typeAt('oak', CREATE);
  worldOf('oak').networks.delete('bark');
  await guide.engineChanged([{ kind: 'network', action: 'destroy', names: ['bark', 'oak/bark'] }]);
  const gone = (machine: string) =>
    goals(4).find(({ sentence }) => sentence === `network bark on ${machine} is gone`);
  assert.is(gone('oak')?.status, 'met');
  assert.is(gone('elm')?.status, 'open');
});

test('what is done at another machine, by ssh or by docker, is done there', async () => {
  const shows = "docker network ls --format '{{.Name}} {{.Driver}}'";
  for (const typed of [
    `ssh elm "${shows}"`,
    `ssh root@192.0.2.11 '${shows.replaceAll("'", '"')}'`,
    shows.replace('docker', 'docker -H ssh://elm'),
  ]) {
    const { typeAt, states } = desk(LAB);
    await typeAt('oak', typed, 'bark macvlan\n');
    assert.is(states(2), 'met', typed);
  }
  const { typeAt, states } = desk(LAB);
  await typeAt('oak', 'ssh willow docker network ls', 'bark macvlan\n');
  assert.is(states(2), 'open');
  await typeAt('oak', 'docker context create far --docker host=ssh://elm', 'far\n');
  await typeAt('oak', 'docker context use far', 'far\n');
  await typeAt('oak', shows, 'bark macvlan\n');
  assert.is(states(2), 'met');
});

test('what is to be typed next says at which machine', async () => {
  const { guide, worldOf, typeAt } = desk(LAB);
  assert.is(guide.toType()?.machine, 'oak');
  worldOf('oak').addNetwork('bark');
  await typeAt('oak', CREATE);
  assert.is(guide.toType()?.machine, 'elm');
});

test.run();
