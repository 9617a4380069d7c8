import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inAuthorsValues } from '../../src/update/variables.ts';

const variables = new Map([['eth1', 'ens3']]);

test('a line that stays is the author’s, one that changes gets the author’s value back', () => {
  const own = [
    { line: 5, text: 'on ens3 via a' },
    { line: 6, text: 'ens3 again' },
  ];
  const applied = own.map(({ line, text }) => ({ line, text: text.replace('ens3', 'eth1') }));
  const written = [
    { line: 5, text: 'on eth1 via b' },
    { line: 6, text: 'eth1 again' },
    { line: 6.5, text: 'eth10 and eth1.2 are others, eth1 is it' },
  ];
  assert.equal(inAuthorsValues(written, { applied, own, variables }), [
    { line: 5, text: 'on ens3 via b' },
    { line: 6, text: 'ens3 again' },
    { line: 6.5, text: 'eth10 and ens3.2 are others, ens3 is it' },
  ]);
});

test.run();
