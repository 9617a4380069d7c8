import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';
import { inAuthorsFolder } from '../../src/match/own-folder.ts';

const OURS = '/tmp/labproof-x1/work';

const read = (document: string, live: string, correspondence = new Correspondence()): string =>
  inAuthorsFolder(
    document.split('\n').map((text, index) => ({ line: index + 1, text })),
    live,
    { folder: OURS, correspondence },
  );

test('a path below our folder stands for one below the author’s that ends alike', () => {
  assert.is(read('/home/ada/labs/shop', `${OURS}/shop\n`), '/home/ada/labs/shop\n');
  assert.is(
    read('Wrote /Users/ada/x.txt (1 file)', `Wrote ${OURS}/x.txt (1 file)\n`),
    'Wrote /Users/ada/x.txt (1 file)\n',
  );
});

test('our folder itself stands for a path only where the rest of the line is the same', () => {
  assert.is(read('/home/ada', `${OURS}\n`), '/home/ada\n');
  assert.is(read('it is in /home/ada now', `it was in ${OURS} then\n`), `it was in ${OURS} then\n`);
});

test('what was learnt holds for later outputs, and no other folder takes its place', () => {
  const correspondence = new Correspondence();
  read('/home/ada/shop', `${OURS}/shop\n`, correspondence);
  assert.is(read('x', `in ${OURS}/shop/a\n`, correspondence), 'in /home/ada/shop/a\n');
  assert.is(read('/home/bob/shop', `${OURS}/shop\n`, correspondence), '/home/ada/shop\n');
});

test('another name below the folder, a folder of the system and our own path are left as they are', () => {
  assert.is(read('/home/ada/store', `${OURS}/shop\n`), `${OURS}/shop\n`);
  assert.is(read('/usr/share/shop', `${OURS}/shop\n`), `${OURS}/shop\n`);
  assert.is(read(`${OURS}/shop`, `${OURS}/shop\n`), `${OURS}/shop\n`);
  assert.is(read('/home/ada/shop', `${OURS}-2/shop\n`), `${OURS}-2/shop\n`);
});

test('a command that types the author’s folder is typed with ours', () => {
  const correspondence = new Correspondence();
  read('/home/ada/shop', `${OURS}/shop\n`, correspondence);
  assert.is(
    correspondence.rewrite('ls /home/ada/shop "/home/ada" /home/adam').script,
    `ls ${OURS}/shop "${OURS}" /home/adam`,
  );
});

test.run();
