import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixText } from '../../src/lint/fix.ts';
import { IdIndex } from '../../src/lint/id-index.ts';
import { linesOf, PS, psRow, transcript } from '../support/lint.ts';

const RUN = '$ docker run -d --name shop alpine sleep 1d';
const LONG = '4b1f00c0ffee'.padEnd(64, '0');

test('a container that removes itself when it is stopped is none any more', () => {
  const lives = (options: string) =>
    linesOf(
      'outside-subnet',
      transcript(
        '$ docker network create --subnet 10.30.0.0/24 avenue',
        `$ docker run -d ${options} --name shop --network avenue alpine sleep 1d`,
        '$ docker stop shop',
        '$ docker exec shop ip route',
        '10.20.0.0/24 dev eth0',
      ),
    );
  assert.equal(lives(''), [8]);
  assert.equal(lives('--rm'), []);
});

test('edits that touch are both made', () => {
  const { text } = fixText('lab.md', transcript('$ docker run -e A=“” alpine env'));
  assert.match(text, 'docker run -e A="" alpine');
});

test('an option that nobody knows may have taken the argument', () => {
  assert.equal(linesOf('missing-argument', transcript('$ docker run --colour alpine')), []);
  assert.equal(linesOf('missing-argument', transcript('$ docker network create --internal')), [4]);
});

test('a container that removes itself is not left behind', () => {
  assert.equal(linesOf('never-removed', transcript(RUN.replace('-d', '-d --rm'))), []);
});

for (const command of [
  'docker system prune -af',
  'docker container prune -f',
  'docker compose down',
  'docker ps -aq | xargs docker rm',
])
  test(`after "${command}" a name may be that of another container`, () => {
    const again = [`$ ${command}`, '$ docker start shop', '$ docker ps', PS, psRow('99ff00c0ffee', 'shop')];
    assert.equal(linesOf('two-ids', transcript(RUN, LONG, ...again)), []);
  });

for (const command of ['docker volume prune -f', 'docker compose ps', 'docker network create pond', 'ls'])
  test(`after "${command}" a name is that of the same container`, () => {
    const again = [`$ ${command}`, '$ docker start shop', '$ docker ps', PS, psRow('99ff00c0ffee', 'shop')];
    assert.equal(linesOf('two-ids', transcript(RUN, LONG, ...again)), [10]);
  });

test('the subnet of a network that the document fails to make binds nobody', () => {
  const text = (error: string) =>
    transcript(
      '$ docker network create --subnet 10.20.0.0/24 street',
      error,
      '$ docker run -d --name shop --network street --ip 10.30.0.9 alpine',
    );
  const id = '77aa00c0ffee'.padEnd(64, '0');
  assert.equal(
    linesOf('outside-subnet', text('Error response from daemon: Pool overlaps with other one')),
    [],
  );
  assert.equal(linesOf('outside-subnet', text(id)), [6]);
});

test('digits that the IDs of two containers begin with mean neither', () => {
  const index = new IdIndex();
  const shown = (id: string, name: string) => ({ kind: 'container', id, name, line: 1, idLine: 1 }) as const;
  index.add(shown('4b1f00c0ffee', 'pear'));
  index.add(shown('4b1e00c0ffee', 'plum'));
  index.add(shown('4b1e00c0ffee', 'plum'));
  assert.equal(
    ['4b1', '4b1f', '4b1e', '4b1ec', '4b1f00c0ffee00'].map((id) => index.nameOf(id, 'container')),
    [undefined, 'pear', 'plum', undefined, 'pear'],
  );
  assert.is(index.nameOf('4b1f', 'image'), undefined);
});

test('in a list of old engines links stand beside the name of a container', () => {
  const rows = (names: string, id: string) => ['$ docker ps', PS, psRow(id, names)];
  assert.equal(
    linesOf(
      'two-ids',
      transcript(RUN, ...rows('door/shop,shop', '4b1f00c0ffee'), ...rows('shop', '99ff00c0ffee')),
    ),
    [10],
  );
});

test.run();
