import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { desk } from './support.ts';

const LAB = `# Tagged

1. Make it

   \`\`\`console
   $ docker network create -d macvlan --subnet 203.0.113.0/26 -o parent=eth1.30 office
   \`\`\`

2. Use it

   \`\`\`console
   $ docker run -dit --name lamp --network office alpine ash
   \`\`\`

3. Look at something else

   \`\`\`console
   $ docker version --format hello
   hello
   \`\`\`
`;

const CREATE = 'docker network create -d macvlan --subnet 203.0.113.0/26 -o parent=eth1.30 office';

test('what a computer lacks is not held against who typed what the text says, nor what builds on it', async () => {
  const { world, type, states, goals, said, guide } = desk(LAB);
  world.lack = { reason: 'platform', message: 'the kernel has no VLANs', hint: 'use another' };
  await type(CREATE, 'Error response from daemon: operation not supported\n', 1);
  assert.is(states(1), 'unverifiable');
  assert.is(goals(1)[0]?.found, 'the kernel has no VLANs');
  assert.ok(goals(2).length > 0 && goals(2).every(({ status }) => status === 'unverifiable'));
  assert.is(goals(2)[0]?.found, 'network office can’t be made here (line 6)');
  assert.is(states(3), 'open');
  assert.equal(said('note'), ['that can’t be done here: the kernel has no VLANs; use another']);
  assert.equal(said('goal-wrong'), []);
  await guide.next();
  await guide.next();
  assert.is(guide.view().at, 3);
});

test('a command that is none of the document’s, or went well, says nothing of the computer', async () => {
  const { world, type, states } = desk(LAB);
  world.lack = { reason: 'platform', message: 'the kernel has no VLANs' };
  await type('docker network create -d macvlan elsewhere', 'Error\n', 1);
  await type(CREATE, '', 0);
  assert.is(states(1), 'open');
});

test('what needs a thing that is still to be made is told so, and not that it can’t be done', async () => {
  const { world, type, states, said } = desk(LAB);
  world.lack = { reason: 'platform', message: 'the kernel has no VLANs' };
  await type('docker run -dit --name lamp --network office alpine ash', 'Error\n', 1);
  assert.match(states(2), /^open/);
  assert.match(said('note').join(), /needs network office, which step 1 makes/);
});

test.run();
