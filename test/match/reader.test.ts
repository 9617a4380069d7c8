import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';
import { match } from './support.ts';

/** Outputs of one lab, one after the other, typed at a shell of the host. */
function lab() {
  const correspondence = new Correspondence();
  const reader = { user: 'kim' };
  return (program: string, document: string, live: string): string =>
    match(document, live, { correspondence, reader, program, verb: '', ofHost: true }).verdict;
}

test("the author's name and ID stand for the reader's", () => {
  const shows = lab();
  assert.is(shows('whoami', 'ann', 'kim'), 'passed');
  assert.is(
    shows('id', 'uid=1000(ann) gid=1000(ann) groups=1000(ann),27(sudo)', 'uid=0(kim) gid=0(kim)'),
    'passed',
  );
  assert.is(shows('whoami', 'bob', 'kim'), 'failed');
});

test("files of the reader are the author's in a listing, others are not", () => {
  const shows = lab();
  const row = (owner: string, group: string): string => `-rw-r--r-- 1 ${owner} ${group} 3 Jan  2 15:04 a.txt`;
  assert.is(shows('ls -l', row('ann', 'staff'), row('kim', 'kim')), 'passed');
  assert.is(shows('ls -l', row('bob', 'staff'), row('kim', 'kim')), 'failed');
  assert.is(shows('ls -l', row('ann', 'staff'), row('www', 'www')), 'failed');
});

test('in a container the user is that of the image', () => {
  const around = { reader: { user: 'root' }, verb: 'exec', program: 'whoami' };
  assert.is(match('ann', 'root', around).verdict, 'failed');
});

test.run();
