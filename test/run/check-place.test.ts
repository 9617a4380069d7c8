import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ofMachine, withMachine } from '../../src/run/check-place.ts';
import type { LabContext, Several } from '../../src/run/context.ts';

const several: Several = {
  contexts: new Map([['shed2', {} as LabContext]]),
  addresses: new Map(),
  notices: [],
};

test('a check may name the machine that it is about', () => {
  assert.equal(ofMachine('container web on shed2 is running', { several }), {
    plain: 'container web is running',
    machine: 'shed2',
  });
  assert.equal(ofMachine('network wire on shed2 exists, driver macvlan', { several }), {
    plain: 'network wire exists, driver macvlan',
    machine: 'shed2',
  });
});

test('what is no machine stays what it is', () => {
  for (const sentence of ['container web is on network shed2', 'container web on shed3 is running'])
    assert.equal(ofMachine(sentence, { several }), { plain: sentence, machine: '' });
  const plain = 'container web on shed2 is running';
  assert.equal(ofMachine(plain, { several: undefined }), { plain, machine: '' });
});

test('the sentences of a lab with several machines name theirs', () => {
  assert.is(
    withMachine('container web is on network wire', { machine: 'shed2', several }),
    'container web on shed2 is on network wire',
  );
  assert.is(
    withMachine('container web is running', { machine: '', several: undefined }),
    'container web is running',
  );
});

test.run();
