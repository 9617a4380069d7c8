import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { desk } from './support.ts';

const fence = (text: string): string => `\n\`\`\`console\n${text}\n\`\`\`\n`;

for (const { verb, begin, end, name } of [
  {
    verb: 'compose down',
    begin: 'docker compose -p barn up -d',
    end: 'docker compose -p barn down',
    name: 'barn-hay-1',
  },
  { verb: 'compose stop', begin: 'docker compose up -d', end: 'docker compose stop', name: 'barn-hay-1' },
  {
    verb: 'stack rm',
    begin: 'docker stack deploy -c barn.yml barn',
    end: 'docker stack rm barn',
    name: 'barn_hay',
  },
  { verb: 'swarm leave', begin: 'docker swarm init', end: 'docker swarm leave --force', name: 'hay' },
])
  test(`what ${verb} ends opens no step again that came before`, async () => {
    const { world, type, tell, guide, said } = desk(`# Barn

## Begin
${fence(`$ ${begin}`)}
<!-- labproof: check="container ${name} is running" -->

## End
${fence(`$ ${end}`)}
`);
    world.addNetwork('bridge');
    world.addContainer(name, 'bridge');
    await type(begin);
    assert.is(guide.view().at, 2);
    world.containers.delete(name);
    await tell('container', 'destroy', name);
    await type(end);
    await guide.settled();
    assert.equal(said('goal-reopened'), []);
    assert.is(guide.view().finished, true);
  });

test('what goes before its end is to come opens its step again', async () => {
  const { world, type, tell, said } = desk(`# Barn

## Begin
${fence('$ docker compose -p barn up -d')}
<!-- labproof: check="container barn-hay-1 is running" -->

## Look
${fence('$ docker compose -p barn ps --services\nhay')}

## End
${fence('$ docker compose -p barn down')}
`);
  world.addNetwork('bridge');
  world.addContainer('barn-hay-1', 'bridge');
  await type('docker compose -p barn up -d');
  world.containers.delete('barn-hay-1');
  await tell('container', 'destroy', 'barn-hay-1');
  assert.is(said('goal-reopened').length, 1);
});

test('a removal of what a command names ends nothing of a project', async () => {
  const { world, type, tell, said } = desk(`# Barn

## Begin
${fence('$ docker run -dit --name owl alpine ash')}
## Another
${fence('$ docker compose -p barn up -d')}
## End
${fence('$ docker compose -p barn down')}
`);
  world.addNetwork('bridge', { driver: 'bridge' });
  world.addContainer('owl', 'bridge');
  await type('docker run -dit --name owl alpine ash');
  await type('docker compose -p barn up -d');
  await type('docker compose -p barn down');
  world.containers.delete('owl');
  await tell('container', 'destroy', 'owl');
  assert.ok(said('goal-reopened').length > 0);
});

test.run();
