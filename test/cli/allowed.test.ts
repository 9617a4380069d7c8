import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAllowed } from '../../src/cli/allowed.ts';
import { HAZARDS } from '../../src/hazard/hazards.ts';

const allowed = (...texts: readonly string[]): readonly string[] | string => {
  const read = readAllowed(texts);
  return 'error' in read ? read.error : [...read];
};

test('all hazards are allowed, or those that are named', () => {
  assert.equal(allowed(), []);
  assert.equal(allowed('hazard'), HAZARDS);
  assert.equal(allowed('hazard=files,users', 'hazard=packages'), ['files', 'users', 'packages']);
});

test('what is no hazard is said with what there is', () => {
  assert.match(String(allowed('hazard=file')), /unknown hazard 'file'; did you mean files\?$/);
  assert.match(String(allowed('hazard=')), /unknown hazard ''; there are processes, /);
  assert.match(
    String(allowed('files')),
    /takes hazard or hazard=KIND,KIND, not 'files'; there are processes, /,
  );
});

test.run();
