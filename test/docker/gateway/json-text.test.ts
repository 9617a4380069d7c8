import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  editMembers,
  elementsOf,
  filterElements,
  goJson,
  membersOf,
} from '../../../src/docker/gateway/json-text.ts';

test('elements are found whatever strings and nesting hold', () => {
  assert.equal(elementsOf(' [ {"a":"]}\\""} , [1,[2]], "x,y" , null,-1.5e3 ] '), [
    '{"a":"]}\\""}',
    '[1,[2]]',
    '"x,y"',
    'null',
    '-1.5e3',
  ]);
  assert.equal(elementsOf('[]'), []);
  assert.equal(elementsOf('null'), []);
});

test('members are found with their keys decoded', () => {
  const text = '{"a\\u0062" : {"c":[1]}, "d":"}"}';
  assert.equal(
    membersOf(text).map(({ key, valueStart, end }) => [key, text.slice(valueStart, end)]),
    [
      ['ab', '{"c":[1]}'],
      ['d', '"}"'],
    ],
  );
});

test('an edit changes the named member and no other byte', () => {
  const text = '{"n":9223372036854775807, "s":"\\u003c", "list":[1,2]}\n';
  assert.is(
    editMembers(text, { list: (list) => filterElements(list, (element) => element !== '1') }),
    '{"n":9223372036854775807, "s":"\\u003c", "list":[2]}\n',
  );
});

test('an array that is null stays null', () => {
  assert.is(
    filterElements('null', () => true),
    'null',
  );
});

test('text that breaks off ends the search', () => {
  assert.equal(elementsOf('[{"a":1'), ['{"a":1']);
  assert.equal(membersOf('{"a"'), []);
});

test('characters that Go escapes are escaped', () => {
  assert.is(goJson({ a: '<&>\u2028\u2029' }), '{"a":"\\u003c\\u0026\\u003e\\u2028\\u2029"}');
});

test.run();
