import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { match, verdict } from '../support.ts';

const LIVE = `Usage:  docker network COMMAND

Manage networks

Commands:
  create      Create a network
  ls          List networks

Options:
  -q, --quiet           Only display IDs
`;
const around = { verb: 'network' };

test('the same help passes', () => {
  assert.is(verdict(LIVE, LIVE, around), 'passed');
});

test('other headings and descriptions drift', () => {
  const document = LIVE.replace('Manage networks', 'Manage Network Options:').replace(
    'Create a network',
    'Create a Network',
  );
  assert.is(verdict(document, LIVE, around), 'drifted');
});

test('a documented command that is not there fails', () => {
  const { verdict: found, differences } = match(LIVE.replace('ls  ', 'list'), LIVE, around);
  assert.is(found, 'failed');
  assert.is(differences[0]?.cause, 'there is no list');
});

test('a documented option that is not there fails', () => {
  assert.is(verdict(LIVE.replace('--quiet', '--short'), LIVE, around), 'failed');
});

test('one more command drifts', () => {
  assert.is(verdict(LIVE.replace('  ls          List networks\n', ''), LIVE, around), 'drifted');
});

test('the option for help itself need not be listed', () => {
  assert.is(verdict(`${LIVE}      --help   Print usage`, LIVE, around), 'drifted');
});

test.run();
