import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileFrom } from '../../src/profile/declared.ts';
import { profileOf, usePrograms } from '../../src/profile/programs.ts';

test('a program is called so by its sub-command, or by an option however its value is given', () => {
  const { endless } = profileFrom({ 'never-ends': ['serve', '--watch'], 'options-with-value': ['-C'] });
  assert.is(endless!(['serve']), true);
  assert.is(endless!(['-C', 'serve', 'list']), false);
  assert.is(endless!(['list', '--watch=all']), true);
  assert.is(endless!(['list', 'serve']), false, 'only the first is a sub-command');
});

test('what is false is not said', () => {
  const profile = profileFrom({ 'never-ends': false, 'needs-internet': false, silent: false });
  assert.equal(profile, { unprompted: 'command' });
});

test('what is said of a known program adds to what is known, until something else is said', () => {
  usePrograms(new Map([['wget', profileFrom({ unordered: true, seconds: 90 })]]));
  assert.is(profileOf('wget').unordered, true);
  assert.is(profileOf('wget').client, true);
  assert.is(profileOf('wget').deadlineMs, 90_000);
  usePrograms(new Map());
  assert.is(profileOf('wget').unordered, undefined);
});

test.run();
