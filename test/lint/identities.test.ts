import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { found, linesOf, NETWORKS, networkRow, PS, psRow, transcript } from '../support/lint.ts';

const RUN = '$ docker run -d --name shop alpine sleep 1d';
const LONG = '4b1f00c0ffee'.padEnd(64, '0');
const listed = (id: string, name = 'shop') => ['$ docker ps', PS, psRow(id, name)];

test('a container with two IDs contradicts itself, on the second line', () => {
  const [finding] = found('two-ids', transcript(RUN, LONG, ...listed('99ff00c0ffee')));
  assert.is(finding?.line, 8);
  assert.is(finding?.column, 1);
  assert.match(finding!.message, '4b1f00c0ffee on line 5');
});

test('an ID and its first twelve digits are one', () => {
  assert.equal(linesOf('two-ids', transcript(RUN, LONG, ...listed('4b1f00c0ffee'))), []);
});

test('a container that is removed and made again has another ID', () => {
  const again = ['$ docker rm -f shop', RUN, ...listed('99ff00c0ffee')];
  assert.equal(linesOf('two-ids', transcript(RUN, LONG, ...again)), []);
  assert.equal(linesOf('shared-id', transcript(RUN, LONG, ...again)), []);
});

test('a container that may have been removed with all others may have another ID', () => {
  const again = ['$ docker rm -f $(docker ps -aq)', '$ docker start shop', ...listed('99ff00c0ffee')];
  assert.equal(linesOf('two-ids', transcript(RUN, LONG, ...again)), []);
});

test('a container removed by its ID has another one afterwards', () => {
  const again = ['$ docker rm -f 4b1', RUN, ...listed('99ff00c0ffee')];
  assert.equal(linesOf('two-ids', transcript(RUN, LONG, ...listed('4b1f00c0ffee'), ...again)), []);
  assert.equal(linesOf('duplicate-name', transcript(RUN, LONG, ...again)), []);
});

test('the ID in the inspection of a container is that of its network', () => {
  const text = (id: string) =>
    transcript(
      '$ docker network create street',
      '$ docker network ls',
      NETWORKS,
      networkRow('77aa00c0ffee', 'street'),
      '$ docker run -d --name shop --network street alpine sleep 1d',
      '$ docker container inspect shop',
      '...',
      '"Networks": {',
      '  "street": {',
      `    "NetworkID": "${id.padEnd(64, '0')}"`,
      '  }',
      '}',
    );
  assert.equal(linesOf('two-ids', text('77aa00c0ffee')), []);
  assert.equal(linesOf('two-ids', text('88aa00c0ffee')), [13]);
});

test('an image keeps its ID until something is pulled or built', () => {
  const list = (id: string) => [
    '$ docker images',
    'REPOSITORY   TAG       IMAGE ID       CREATED       SIZE',
    `shop         latest    ${id}   2 weeks ago   8MB`,
  ];
  assert.equal(linesOf('two-ids', transcript(...list('4b1f00c0ffee'), ...list('99ff00c0ffee'))), [9]);
  assert.equal(
    linesOf(
      'two-ids',
      transcript(...list('4b1f00c0ffee'), '$ docker build -t shop .', ...list('99ff00c0ffee')),
    ),
    [],
  );
});

test('one ID for two containers is a contradiction', () => {
  const guest = '$ docker run -d --name guest alpine sleep 1d';
  const text = transcript(RUN, LONG, guest, ...listed('4b1f00c0ffee', 'guest'));
  assert.equal(linesOf('shared-id', text), [9]);
});

test('a renamed container keeps its ID', () => {
  const text = transcript(RUN, LONG, '$ docker rename shop store', ...listed('4b1f00c0ffee', 'store'));
  assert.equal(linesOf('shared-id', text), []);
});

test('digits in a command that begin no ID of an output mean nothing', () => {
  assert.equal(linesOf('unknown-id', transcript(RUN, '$ docker stop 4b1')), [5]);
  assert.equal(linesOf('unknown-id', transcript(RUN, LONG, '$ docker stop 4b1')), []);
});

test('a name that looks like digits of an ID is a name', () => {
  assert.equal(
    linesOf('unknown-id', transcript('$ docker run -d --name c11 alpine', '$ docker stop c11')),
    [],
  );
});

test.run();
