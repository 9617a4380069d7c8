import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { contradictionsIn } from '../../src/lint/contradictions.ts';
import { planLab } from '../../src/plan/plan.ts';
import { found, linesOf, NETWORKS, networkRow, PS, psRow, transcript } from '../support/lint.ts';

const PORTED =
  'CONTAINER ID   IMAGE     COMMAND   CREATED         STATUS         PORTS                  NAMES';
const ported = (ports: string) =>
  `4b1f00c0ffee   pear      "sh"      5 seconds ago   Up 4 seconds   ${ports.padEnd(21)}  shop`;
const run = (options: string) => `$ docker run -d --name shop ${options} pear`;

test('a port of the host that the command publishes elsewhere', () => {
  const shown = ['$ docker ps', PORTED, ported('0.0.0.0:8081->80/tcp')];
  const [finding] = found('unlike-made', transcript(run('-p 8080:80'), ...shown));
  assert.is(finding?.line, 7);
  assert.match(finding!.message, '8081->80/tcp; line 4 makes it with 8080->80');
  assert.equal(linesOf('unlike-made', transcript(run('-p 8081:80'), ...shown)), []);
  assert.equal(linesOf('unlike-made', transcript(run(''), ...shown)), [7]);
});

test('ports that the engine, the shell or a range chooses are shown as they are', () => {
  const shown = ['$ docker ps', PORTED, ported('0.0.0.0:8081->80/tcp')];
  for (const options of ['-P', '-p 80', '-p $PORT:80', '-p 8080-8090:80', '-p 80:81 -p 8081:80']) {
    assert.equal(linesOf('unlike-made', transcript(run(options), ...shown)), [], options);
  }
});

test('an image other than that of the command', () => {
  const list = (image: string) => ['$ docker ps', PS, psRow('4b1f00c0ffee', 'shop', image)];
  assert.equal(linesOf('unlike-made', transcript(run(''), ...list('plum'))), [7]);
  for (const image of ['pear', 'pear:latest', 'c/pear', '4b1f00c0', 'pe...'])
    assert.equal(linesOf('unlike-made', transcript(run(''), ...list(image))), [], image);
});

test('a network with another driver, unless it may be another network', () => {
  const list = ['$ docker network ls', NETWORKS, networkRow('77aa00c0ffee', 'street', 'macvlan')];
  const make = '$ docker network create street';
  assert.equal(linesOf('unlike-made', transcript(make, ...list)), [7]);
  const again = [make, '$ docker network rm street', '$ docker network create -d macvlan street'];
  assert.equal(linesOf('unlike-made', transcript(...again, ...list)), []);
});

test('an inspection with another driver or image', () => {
  const network = (driver: string) =>
    transcript(
      '$ docker network create -d macvlan street',
      '$ docker network inspect street',
      '[ { "Name": "street",',
      `  "Driver": "${driver}", "IPAM": { "Driver": "default" } } ]`,
    );
  assert.equal(linesOf('unlike-made', network('bridge')), [7]);
  assert.equal(linesOf('unlike-made', network('macvlan')), []);
  const container = (image: string) =>
    transcript(
      run(''),
      '$ docker inspect shop',
      `[ { "Name": "/shop", "State": {}, "HostConfig": {}, "Config": { "Image": "${image}" } } ]`,
    );
  assert.equal(linesOf('unlike-made', container('plum')), [6]);
  assert.equal(linesOf('unlike-made', container('pear')), []);
});

test('contradictions are told by the command whose output has them', () => {
  const text = transcript(run('-p 8080:80'), '$ docker ps', PORTED, ported('0.0.0.0:8081->80/tcp'));
  const found = contradictionsIn(planLab(parseLab('lab.md', text)));
  assert.equal([...found.keys()], [1]);
  assert.is(found.get(1)?.line, 7);
});

test('one container, by its ID, with two commands', () => {
  const row = (command: string) =>
    `4b1f00c0ffee   alpine    ${command.padEnd(7)}   5 seconds ago   Up 4 seconds             calm_swan`;
  const twice = (command: string) =>
    transcript('$ docker ps', PS, row('"sh -c"'), '$ docker ps -a', PS, row(command));
  assert.equal(linesOf('unlike-made', twice('"ash"')), [9]);
  for (const same of ['"sh -c"', '"sh…"', '"sh..."', '"sh'])
    assert.equal(linesOf('unlike-made', twice(same)), [], same);
});

test.run();
