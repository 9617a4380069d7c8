import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CommandResult } from '../../src/model/verdict.ts';
import { HOLDS_AGAIN } from '../../src/run/marked.ts';
import { desk } from './support.ts';

const LAB = `# A place on the wire

1. Make a network called wire

   \`\`\`console
   $ docker network create -d macvlan --subnet=198.51.100.0/24 --gateway=198.51.100.1 -o parent=eth1 wire
   \`\`\`

2. List the networks

   \`\`\`console
   $ docker network ls
   NETWORK ID     NAME      DRIVER    SCOPE
   5b2c9b3a0f61   bridge    bridge    local
   8f6a1c55e7d2   wire      macvlan   local
   \`\`\`

3. Start a container on it

   \`\`\`console
   $ docker run -dit --name probe --network wire alpine ash
   3d0f1b6f1ac9e7b2a4c85d7e90f1263b4a5c6d7e8f90a1b2c3d4e5f60718293a
   \`\`\`

4. Its routes

   \`\`\`console
   $ docker exec probe ip route
   default via 198.51.100.1 dev eth0
   198.51.100.0/24 dev eth0 scope link  src 198.51.100.2
   \`\`\`

5. Go into a folder

   \`\`\`console
   $ cd "$HOME"
   \`\`\`

6. Take it down

   \`\`\`console
   $ docker stop 3d0f1b6f1ac9
   $ docker rm probe
   $ docker network rm wire
   \`\`\`
`;

const CREATE =
  'docker network create --driver macvlan -o parent=eth1 --gateway 198.51.100.1 --subnet 198.51.100.0/24 wire';
const LIST = `NETWORK ID     NAME      DRIVER    SCOPE\r
0b1f4e7d9a20   bridge    bridge    local\r
7c1e0f6b2a44   wire      macvlan   local\r
`;
const ID = 'f00d5a1e77c20b1f4e7d9a207c1e0f6b2a443d2c9a10be57beefcafe0042dead';
const ROUTES =
  'default via 198.51.100.1 dev eth0 \r\n198.51.100.0/24 dev eth0 scope link  src 198.51.100.2 \r\n';

test('the right command in another spelling meets the goal, and the next step is entered', async () => {
  const { world, type, states, guide, said } = desk(LAB);
  world.addNetwork('wire');
  await type(CREATE);
  assert.is(states(1), 'met');
  assert.is(guide.view().at, 2);
  assert.equal(said('step-done'), ['1']);
});

test('a goal is met whoever brought the engine there: nothing was typed', async () => {
  const { world, tell, states } = desk(LAB);
  world.addNetwork('wire');
  await tell('network', 'create', 'wire');
  assert.is(states(1), 'met');
});

test('nothing is met and nothing called wrong while nothing is typed', async () => {
  const { guide, states, said } = desk(LAB);
  await guide.check();
  assert.is(states(1), 'open');
  assert.is(states(6), 'open open open');
  assert.equal([...said('goal-met'), ...said('goal-wrong')], []);
});

test('the wrong driver is named with what mends it', async () => {
  const { world, type, said } = desk(LAB);
  world.addNetwork('wire', { driver: 'bridge' });
  await type('docker network create --subnet=198.51.100.0/24 --gateway=198.51.100.1 -o parent=eth1 wire');
  assert.equal(said('goal-wrong'), [
    'network wire exists, driver macvlan, subnet 198.51.100.0/24, gateway 198.51.100.1, parent eth1: network wire exists, but its driver is bridge; remove it (docker network rm wire) and create it with -d macvlan',
  ]);
});

test('the wrong subnet and gateway are named together', async () => {
  const { world, type, goals } = desk(LAB);
  world.addNetwork('wire', { subnets: [{ subnet: '198.51.0.0/24', gateway: '198.51.0.1' }] });
  await type('docker network create -d macvlan --subnet=198.51.0.0/24 -o parent=eth1 wire');
  assert.is(
    goals(1)[0]?.found,
    'network wire exists, but its subnet is 198.51.0.0/24 and its gateway is 198.51.0.1',
  );
  assert.ok(goals(1)[0]?.mend.endsWith('create it with --subnet 198.51.100.0/24 --gateway 198.51.100.1'));
});

test('a name that is nearly right is recognized', async () => {
  const { world, type, goals } = desk(LAB);
  world.addNetwork('wrie');
  await type(CREATE.replace(/wire$/, 'wrie'));
  assert.is(goals(1)[0]?.status, 'wrong');
  assert.is(goals(1)[0]?.found, 'there is a network wrie, but the lab calls it wire');
});

test('a name that is nothing like it is recognized as well, where it is the only one', async () => {
  const { world, type, goals } = desk(LAB);
  world.addNetwork('mynet');
  await type(CREATE.replace(/wire$/, 'mynet'));
  assert.is(goals(1)[0]?.found, 'there is a network mynet, but the lab calls it wire');
  assert.is(goals(1)[0]?.mend, 'remove it (docker network rm mynet) and create it with the name wire');
});

test('what is done too early is told what has to come first', async () => {
  const { type, said, states } = desk(LAB);
  await type(
    'docker run --network wire -itd --name probe alpine ash',
    'docker: Error response from daemon: network wire not found.\r\n',
    125,
  );
  assert.equal(said('note'), [
    'that did not work yet: it needs network wire, which step 1 makes (docker network create -d macvlan --subnet=198.51.100.0/24 --gateway=198.51.100.1 -o parent=eth1 wire)',
  ]);
  assert.ok(!states(3).includes('met'));
});

test('something destructive opens again what it took away, and what is made anew is met again', async () => {
  const { world, type, tell, states, said, guide } = desk(LAB);
  world.addNetwork('wire');
  await type(CREATE);
  await type('docker network ls', LIST);
  world.addContainer('probe', 'wire', { id: ID });
  await type('docker run -dit --name probe --network wire alpine ash', `${ID}\r\n`);
  world.containers.clear();
  await tell('container', 'destroy', 'probe');
  await type('docker rm -f $(docker ps -aq)', 'probe\r\n');
  assert.ok(states(3).includes('open'));
  assert.ok(said('goal-reopened').some((text) => text.startsWith('container probe is running')));
  assert.is(states(6), 'open open open');
  world.addContainer('probe', 'wire', { id: ID });
  await tell('container', 'start', 'probe');
  assert.ok(!states(3).includes('open'));
  assert.is(guide.view().finished, false);
});

test('a command that failed is compared with the one of the lab', async () => {
  const { type, said } = desk(LAB);
  await type(
    'docker network create -d macvlan --subnet=198.51.100.0/24 -o parent=eth7 wire',
    'Error: no such device',
    1,
  );
  assert.equal(said('note'), [
    'that did not work. Compared with the lab’s command: --gateway 198.51.100.1 is missing; --opt is parent=eth7, and should be parent=eth1',
  ]);
});

test('a goal of looking is met by any command that shows what the document shows', async () => {
  const { world, type, states } = desk(LAB);
  world.addNetwork('wire');
  await type(CREATE);
  await type('docker network list', LIST);
  assert.is(states(2), 'met');
});

test('what is shown may come from the last of several commands on a line', async () => {
  const { world, type, states } = desk(LAB);
  world.addNetwork('wire');
  await type(CREATE);
  await type('clear; docker network ls', LIST);
  assert.is(states(2), 'met');
});

test('an output of another kind does not meet a goal of looking', async () => {
  const { world, type, states } = desk(LAB);
  world.addNetwork('wire');
  await type(CREATE);
  await type('docker images', 'REPOSITORY   TAG   IMAGE ID   CREATED   SIZE\r\n');
  await type('docker network inspect -f "{{.Id}}" wire', `${ID}\r\n`);
  assert.is(states(2), 'open');
});

test('a step done ahead counts, and is passed over when its turn comes', async () => {
  const { world, type, events, guide } = desk(LAB);
  world.addNetwork('wire');
  world.addContainer('probe', 'wire');
  await type(`${CREATE} && docker run -dit --name probe --network wire alpine ash`, `${ID}\r\n`);
  assert.ok(events.some((event) => event.type === 'goal-met' && event.ahead));
  assert.is(guide.view().at, 2);
  await type('docker network ls', LIST);
  assert.is(guide.view().at, 4);
});

test('a container of another image is wrong though it runs', async () => {
  const { world, type, goals } = desk(LAB);
  world.addNetwork('wire');
  world.addContainer('probe', 'wire', { image: 'busybox' });
  await type('docker run -dit --name probe --network wire busybox');
  const image = goals(3).find(({ sentence }) => sentence.includes('image'));
  assert.is(image?.status, 'wrong');
  assert.is(image?.found, 'container probe exists, but its image is busybox');
});

test('a container on another network is wrong, and that it routes otherwise follows from it', async () => {
  const { world, type, goals } = desk(LAB);
  world.addNetwork('wire');
  world.addContainer('probe', 'bridge');
  await type('docker run -dit --name probe alpine ash');
  const wrong = goals(3).find(({ status }) => status === 'wrong');
  assert.is(wrong?.found, 'container probe exists, but it is on bridge');
  assert.is(wrong?.mend, 'remove it (docker rm -f probe) and run it with --network wire');
});

async function upToStep6() {
  const all = desk(LAB);
  all.world.addNetwork('wire');
  await all.type(CREATE);
  await all.type('docker network ls', LIST);
  all.world.addContainer('probe', 'wire', { id: ID });
  await all.type('docker run -dit --name probe --network wire alpine ash', `${ID}\r\n`);
  await all.type('docker exec probe ip route', ROUTES);
  await all.type('cd $HOME');
  return all;
}

test('a goal that stops holding opens again', async () => {
  const { world, type, tell, states, said } = desk(LAB);
  world.addNetwork('wire');
  await type(CREATE);
  world.networks.clear();
  await tell('network', 'destroy', 'wire');
  assert.is(states(1), 'open');
  assert.is(said('goal-reopened').length, 1);
});

test('something destructive before its time is no step done ahead', async () => {
  const { world, type, tell, states } = desk(LAB);
  world.addNetwork('wire');
  world.addContainer('probe', 'wire', { id: ID });
  await type(`${CREATE}; docker run -dit --name probe --network wire alpine ash`);
  world.containers.clear();
  await tell('container', 'destroy', 'probe');
  assert.ok(states(3).includes('open'));
  assert.is(states(6), 'open open open');
});

test('the values of this machine stand in the commands that follow', async () => {
  const { guide } = await upToStep6();
  assert.is(guide.view().at, 6);
  assert.is(guide.scriptOf(guide.toType()?.command.id ?? -1), `docker stop ${ID.slice(0, 12)}`);
});

test("a value of the author's machine is told for what it is", async () => {
  const { type, said } = await upToStep6();
  await type('docker stop 3d0f1b6f1ac9', 'Error response from daemon: No such container', 1);
  assert.ok(
    said('note').includes(`3d0f1b6f1ac9 is from the author's machine; here it is ${ID.slice(0, 12)}`),
  );
});

test('what the lab takes down at its end opens nothing again', async () => {
  const { world, tell, states, said, guide } = await upToStep6();
  world.addContainer('probe', 'wire', { id: ID, running: false, exitCode: 137, networks: {} });
  await tell('container', 'die', 'probe');
  assert.is(states(6), 'met open open');
  world.containers.clear();
  await tell('container', 'destroy', 'probe');
  world.networks.clear();
  await tell('network', 'destroy', 'wire');
  assert.is(states(6), 'met met met');
  assert.equal(said('goal-reopened'), []);
  assert.is(guide.view().finished, true);
  assert.is(said('lab-done').length, 1);
});

test('where only its removal is still to come, an object may go by other steps', async () => {
  const { world, type, tell, said, states } = await upToStep6();
  world.addContainer('probe', 'wire', { id: ID, running: false, exitCode: 137, networks: {} });
  await tell('container', 'die', 'probe');
  world.containers.clear();
  await tell('container', 'destroy', 'probe');
  world.networks.clear();
  await type('docker rm -f probe; docker network rm wire');
  assert.is(states(6), 'met met met');
  assert.equal(said('goal-reopened'), []);
});

test('what a command changes without a trace that can be looked up is watched no longer', async () => {
  const { world, type, tell, states, said } = desk(`# The end of it

1. Start it

   \`\`\`console
   $ docker run -d --name clock alpine sleep 600
   \`\`\`

2. Kill it

   \`\`\`console
   $ docker kill clock
   clock
   \`\`\`

   <!-- labproof: check="container clock exited with code 137" -->

3. Sweep

   \`\`\`console
   $ docker rm $(docker ps -aq)
   \`\`\`
`);
  world.addContainer('clock', 'bridge');
  await type('docker run -d --name clock alpine sleep 600', `${ID}\r\n`);
  world.addContainer('clock', 'bridge', { running: false, exitCode: 137, networks: {} });
  await tell('container', 'die', 'clock');
  await type('docker kill clock', 'clock\r\n');
  assert.is(states(2), 'met met');
  world.containers.clear();
  await tell('container', 'destroy', 'clock');
  await type('docker rm $(docker ps -aq)', `${ID.slice(0, 12)}\r\n`);
  assert.is(states(3), 'met');
  assert.equal(said('goal-reopened'), []);
});

test('steps that ask for nothing are passed by who does something of a later one, and by nobody else', async () => {
  const { type, guide, said } = desk(`# Files

1. Write this as \`a.txt\`:

   \`\`\`text
   a
   \`\`\`

2. Write this as \`b.txt\`:

   \`\`\`text
   b
   \`\`\`

3. Look at both

   \`\`\`console
   $ cat a.txt b.txt
   a
   b
   \`\`\`

4. Write this as \`c.txt\`:

   \`\`\`text
   c
   \`\`\`

5. Look at it

   \`\`\`console
   $ cat c.txt
   c
   \`\`\`
`);
  assert.is(guide.view().at, 1);
  await type('ls', 'a.txt  b.txt\r\n');
  assert.is(guide.view().at, 1);
  await type('cat a.txt b.txt', 'a\r\nb\r\n');
  assert.is(guide.view().at, 4);
  assert.equal(said('step-done'), ['3', '1', '2']);
  await type('cat c.txt', 'c\r\n');
  assert.equal(said('step-done').slice(3), ['5', '4']);
  assert.is(guide.view().finished, true);
});

test('what is gone may be followed by another of its name', async () => {
  const { world, type, tell, states, said, guide } = desk(`# Twice

1. One

   \`\`\`console
   $ docker run -dit --name box alpine ash
   $ docker rm -f box
   \`\`\`

2. Another

   \`\`\`console
   $ docker run -dit --name box busybox sh
   \`\`\`
`);
  world.addContainer('box', 'bridge');
  await type('docker run -dit --name box alpine ash', `${ID}\r\n`);
  world.containers.clear();
  await tell('container', 'destroy', 'box');
  assert.is(states(1), 'met met met');
  world.addContainer('box', 'bridge', { image: 'busybox' });
  await type('docker run -dit --name box busybox sh', `${ID}\r\n`);
  assert.is(states(2), 'met met');
  assert.equal(said('goal-reopened'), []);
  assert.is(guide.view().finished, true);
});

test('what the reader is to fill in is met by whatever they put there, and filled in where one thing fits', async () => {
  const { world, type, states, guide, typeInside } = desk(`# Yours

\`\`\`console
$ docker run -d alpine sleep 600
$ docker exec -it <container id> sh
/ # hostname -d
/ # exit
$ docker commit CONTAINER_ID
\`\`\`
`);
  assert.is(states(1), 'open unverifiable unverifiable unverifiable unverifiable');
  assert.is(guide.scriptOf(1), undefined);
  world.addContainer('kind_hopper', 'bridge');
  await type('docker run -d alpine sleep 600', `${ID}\r\n`);
  assert.is(guide.scriptOf(1), 'docker exec -it kind_hopper sh');
  await typeInside('hostname -d', '');
  await typeInside('exit', '');
  await type('docker exec -ti kind_hopper sh');
  await type('docker commit kind_hopper other', 'sha256:0c\r\n');
  assert.is(states(1), 'met met met met unverifiable');
  await type('docker container commit kind_hopper', 'sha256:0c\r\n');
  assert.is(states(1), 'met met met met met');
});

test('hints come in three levels: what, how, and the command', async () => {
  const { guide, said } = desk(LAB);
  for (let level = 1; level <= 3; level += 1) await guide.hint();
  const [what, how, command] = said('hint');
  assert.ok(what?.startsWith('network wire exists, driver macvlan'));
  assert.is(how, 'docker network create -d … --subnet=… --gateway=… -o …');
  assert.ok(command?.includes('parent=eth1 wire'));
});

test('what a rehearsal found false is the fault of the document, and trying it is enough', async () => {
  const { guide, type, states, goals, world } = desk(LAB);
  const failed = {
    id: 1,
    verdict: 'failed',
    reason: 'the output says otherwise',
    exitCode: 0,
    checks: [],
    differences: [],
  } as unknown as CommandResult;
  world.addNetwork('wire');
  await type(CREATE);
  await guide.rehearsed([failed]);
  assert.is(goals(2)[0]?.fault, 'the output says otherwise');
  assert.is(states(2), 'open');
  await type('docker network ls', 'something else entirely\r\n');
  assert.is(states(2), 'met');
});

test('what is skipped is left out, and the lab can be finished', async () => {
  const { guide, said, states } = desk(LAB);
  for (let step = 1; step <= 6; step += 1) await guide.skip();
  assert.is(states(1), 'skipped');
  assert.is(said('lab-done').length, 1);
});

test('progress is taken up where the machine is as it was', async () => {
  const first = await upToStep6();
  const second = desk(LAB);
  second.world.addNetwork('wire');
  second.world.addContainer('probe', 'wire', { id: ID });
  await second.guide.restore(JSON.parse(JSON.stringify(first.guide.progress())));
  await second.guide.check();
  assert.is(second.guide.view().at, 6);
  assert.is(second.states(3), first.states(3));
  assert.equal(second.said('goal-met'), []);
});

test('from a step on everything can be done anew', async () => {
  const { guide, states } = await upToStep6();
  await guide.forget(3);
  assert.is(states(2), 'met');
  assert.ok(!states(3).includes('met'));
  assert.is(guide.view().at, 3);
  assert.equal(
    guide.doneCommands().map(({ command }) => command.id),
    [0, 1],
  );
});

test('an idle guide asks the engine nothing', async () => {
  const { world } = await upToStep6();
  const { asked } = world;
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.is(world.asked, asked);
});

test('commands inside a container are compared with those that are typed there', async () => {
  const { typeInside, type, states, guide } = desk(`# Inside

\`\`\`console
$ docker run -it --name box alpine sh
/ # hostname -d
example.test
/ # exit
\`\`\`
`);
  await guide.learnerBegan('docker run --name box -it alpine sh');
  assert.ok(states(1).startsWith('met'));
  await type('hostname -d', 'example.test\r\n');
  assert.is(states(1), 'met open open');
  await typeInside('hostname -d', 'example.test\r\n');
  assert.is(states(1), 'met met open');
});

const MARKED = `# Marks

1. For another system

   <!-- labproof: os=windows -->

   \`\`\`console
   $ echo other
   \`\`\`

2. What takes long

   <!-- labproof: tags="slow" -->

   \`\`\`console
   $ echo slow
   \`\`\`

3. What fails

   <!-- labproof: known-bad reason="the image has no such program" -->

   \`\`\`console
   $ docker run --name probe alpine nothing-such
   \`\`\`

4. The last

   \`\`\`console
   $ cd "$HOME"
   \`\`\`
`;

test('what is for another system and what has a tag that is left out is asked of nobody', async () => {
  const { type, states, goals, guide } = desk(MARKED);
  assert.is(states(1), 'unverifiable');
  assert.is(goals(1)[0]?.found, 'it is for Windows only');
  assert.is(states(2), 'unverifiable');
  assert.match(goals(2)[0]?.found ?? '', 'it has the tag slow');
  await guide.next();
  await guide.next();
  assert.match(guide.toType()?.command.script ?? '', 'nothing-such');
  await type('echo slow', 'slow');
  assert.is(states(2), 'unverifiable');
});

test('of what is known to fail, trying is enough, and the document is named for it', async () => {
  const { type, states, goals, said } = desk(MARKED);
  const fault = 'it fails, as is known (the image has no such program)';
  assert.ok(goals(3).every((goal) => goal.fault === fault));
  await type('docker run --name probe alpine nothing-such', 'not found', 127);
  assert.ok(
    goals(3).every(({ status }) => status === 'met'),
    states(3),
  );
  assert.equal(said('goal-wrong'), []);
});

test('a rehearsal leaves a known fault as it is, and takes one away that holds again', async () => {
  const { goals, guide } = desk(MARKED);
  const { command } = goals(3)[0]!;
  const result = { id: command!, line: 1, command: '', step: 3, durationMs: 0, output: '', differences: [] };
  const skip = { reason: 'known-bad' as const, message: 'it fails, as is known', hint: '' };
  const parts = { ...result, acceptances: [], checks: [], reason: '' };
  await guide.rehearsed([{ ...parts, verdict: 'skipped', skip }]);
  assert.match(goals(3)[0]?.fault ?? '', 'as is known');
  assert.is(goals(3)[0]?.status, 'open');
  await guide.rehearsed([{ ...parts, verdict: 'failed', reason: HOLDS_AGAIN, exitCode: 0 }]);
  assert.is(goals(3)[0]?.fault, '');
});

test('a mark known-bad whose day is past excuses nothing', () => {
  const { goals } = desk(MARKED.replace('known-bad reason', 'known-bad until=2020-01-31 reason'));
  assert.ok(goals(3).every(({ fault }) => fault === ''));
});

const MADE = `# Files

1. Write a report

   \`\`\`console
   $ sh report.sh
   \`\`\`

   It is:

   <!-- labproof: made=report.txt -->

   \`\`\`
   containers: 3
   networks: 2
   \`\`\`

2. The patterns

   <!-- labproof: expect=match -->

   \`\`\`console
   $ cat /etc/lab-release
   /release [0-9]+ of [a-z]+/
   \`\`\`
`;

test('a file that commands are to have made is looked at itself, whatever made it', async () => {
  const { files, guide, states, goals } = desk(MADE);
  assert.equal(
    goals(1).map(({ sentence }) => sentence),
    ['‘sh report.sh’ is done', 'report.txt is as the document shows it'],
  );
  await guide.check();
  assert.is(goals(1)[1]?.found, 'there is no file report.txt');
  const run = { script: 'vi report.txt', output: '', exitCode: 0, inside: false, folder: '/desk' };
  files.set('/desk/report.txt', 'containers: 3\nnetworks: 7\n');
  await guide.learnerRan(run);
  assert.is(goals(1)[1]?.status, 'wrong');
  assert.match(goals(1)[1]?.found ?? '', '2 is 7');
  files.set('/desk/report.txt', 'containers: 3\nnetworks: 2\n');
  await guide.learnerRan(run);
  assert.is(states(1), 'open met');
});

test('an output that is given as a pattern is seen when the pattern fits', async () => {
  const { type, states, guide } = desk(MADE);
  await guide.goTo(2);
  await type('cat /etc/lab-release', 'release nine of wires');
  assert.is(states(2), 'wrong');
  await type('cat /etc/lab-release', 'release 12 of wires');
  assert.is(states(2), 'met');
});

const SECTIONS = `---
labproof: { fresh: section }
---
# Two labs on a page

## One

\`\`\`console
$ docker network create -d macvlan --subnet=198.51.100.0/24 -o parent=eth1 wire
\`\`\`

## Two

\`\`\`console
$ docker network create -d macvlan --subnet=198.51.0.0/24 -o parent=eth1 wire
\`\`\`
`;

test('what another section has made is no matter of this one, whose machine has nothing of it', async () => {
  const { world, tell, states, guide, said } = desk(SECTIONS);
  world.addNetwork('wire');
  await tell('network', 'create', 'wire');
  assert.is(states(1), 'met');
  assert.is(guide.view().at, 2);
  assert.is(guide.section, 1);
  // Of the machine of the first section nothing can be said in the second.
  await guide.check();
  assert.is(states(2), 'open');
  const second = desk(SECTIONS);
  await second.guide.restore(guide.progress());
  assert.is(second.guide.section, 2);
  await second.guide.check();
  assert.is(second.states(1), 'met');
  assert.equal([...said('goal-reopened'), ...second.said('goal-reopened')], []);
});

const SCRIPTED = `# Checked

1. Make a file

   \`\`\`console
   $ touch made
   \`\`\`

   <!-- labproof: verify -->

   \`\`\`bash
   test -e made
   \`\`\`

2. Go on

   \`\`\`console
   $ cd "$HOME"
   \`\`\`
`;

test('an author’s check is run when nothing else of its step is open, and on asking; nobody types it', async () => {
  const { world, type, states, goals, guide } = desk(SCRIPTED);
  world.verdict = 'it is empty';
  await type('echo other');
  assert.is(goals(1)[1]?.found, '');
  await guide.check();
  assert.is(goals(1)[1]?.found, 'it is empty');
  await type('touch made');
  assert.is(states(1), 'met open');
  assert.is(guide.toType(), undefined);
  world.verdict = '';
  await type('echo content >made');
  assert.is(states(1), 'met met');
  assert.is(guide.view().at, 2);
  assert.equal(
    guide.doneCommands().map(({ command }) => command.script),
    ['touch made'],
  );
});

test.run();
