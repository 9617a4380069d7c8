import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { delimited, fieldsOf, mapEntry, readMapEntry } from '../../../src/docker/gateway/protobuf.ts';

test('lengths and numbers of more than seven bits are written and read in several bytes', () => {
  for (const length of [0, 127, 128, 300, 20_000]) {
    const [field, ...rest] = fieldsOf(delimited(2_000, Buffer.alloc(length, 'x')))!;
    assert.equal([field!.number, field!.payload!.length, rest.length], [2_000, length, 0]);
  }
});

test('fields of each wire type are told apart, their bytes kept', () => {
  const message = Buffer.from([
    ...[0x08, 0x96, 0x01], // field 1, varint 150
    ...[0x11, 1, 2, 3, 4, 5, 6, 7, 8], // field 2, 64 bits
    ...[0x1d, 1, 2, 3, 4], // field 3, 32 bits
    ...[0x22, 1, 0x61], // field 4, 'a'
  ]);
  assert.equal(
    fieldsOf(message)!.map(({ number, bytes, payload }) => [number, bytes.length, payload?.toString()]),
    [
      [1, 3, undefined],
      [2, 9, undefined],
      [3, 5, undefined],
      [4, 3, 'a'],
    ],
  );
});

test('bytes that break off, and wire types that are none, are no message', () => {
  for (const bytes of [
    [0x08],
    [0x08, 0x96],
    [0x11, 1],
    [0x1d, 1, 2, 3],
    [0x22, 2, 0x61],
    [0x22],
    [0x0b],
    [0x80],
  ])
    assert.is(fieldsOf(Buffer.from(bytes)), undefined, bytes.join(' '));
});

test('an entry of a map is read as it was written', () => {
  const value = 'v'.repeat(200);
  assert.equal(readMapEntry(mapEntry('key', value)), { key: 'key', value });
  assert.equal(readMapEntry(Buffer.alloc(0)), { key: '', value: '' });
});

test.run();
