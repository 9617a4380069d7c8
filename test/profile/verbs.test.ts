import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Verbs } from '../../src/profile/verb.ts';
import { canonicalVerb, NOUNS, topVerbs, VERBS, verbOf, verbsOfNoun } from '../../src/profile/verbs.ts';

const declared = Object.values<Verbs>(VERBS).flatMap((verbs) =>
  Object.entries(verbs).flatMap(([names, profile]) =>
    names.split(', ').map((verb) => ({ verb, aliases: profile.alias?.split(', ') ?? [] })),
  ),
);

test('a verb is spoken of in one place only, by one of its forms', () => {
  const forms = declared.flatMap(({ verb, aliases }) => [verb, ...aliases.filter((alias) => alias !== verb)]);
  assert.ok(forms.length > 150);
  assert.equal(
    forms.filter((form, index) => forms.indexOf(form) !== index),
    [],
  );
});

test('a verb of two words begins with a noun', () => {
  const wrong = declared.filter(({ verb }) => verb.includes(' ') && !NOUNS.has(verb.split(' ')[0]!));
  assert.equal(wrong, []);
});

test('nothing is known of a verb without a profile, whatever it is called', () => {
  for (const verb of ['orchard', 'constructor', 'network toString', '__proto__', 'inspect pantry'])
    assert.equal(verbOf(verb), {}, verb);
});

test('what holds of a noun holds of its verbs, but for what one says of itself', () => {
  assert.is(verbOf('service rm').manager, true);
  assert.is(verbOf('service orchard').manager, true);
  assert.is(verbOf('stack config').manager, false);
  assert.is(verbOf('compose pull').deadlineMs, verbOf('compose orchard').deadlineMs);
});

test('a management form is the short verb, and any other form itself', () => {
  assert.is(canonicalVerb('container ls'), 'ps');
  assert.is(canonicalVerb('buildx b'), 'build');
  assert.is(canonicalVerb('network ls'), 'network ls');
});

test('the verbs typed right behind docker are those without a noun, and the nouns', () => {
  const verbs = topVerbs();
  assert.ok(['run', 'logout', 'scout', 'network', 'compose'].every((verb) => verbs.includes(verb)));
  assert.not.ok(verbs.includes('') || verbs.includes('network ls') || verbs.includes('disconnect'));
  assert.ok(verbsOfNoun('compose').includes('up') && !verbsOfNoun('compose').includes('ls extra'));
});

test('what goes on until it is interrupted depends on how it is typed', () => {
  const typed = (...names: readonly string[]) => new Map(names.map((name) => [name, ['true']]));
  assert.is(verbOf('logs').endless!(typed('follow'), []), true);
  assert.is(verbOf('logs').endless!(typed(), []), false);
  assert.is(verbOf('stats').endless!(typed('no-stream'), []), false);
  assert.is(verbOf('compose up').endless!(typed('detach'), []), false);
  assert.is(verbOf('compose logs').endless!(typed('file'), ['web']), false);
  assert.is(verbOf('compose logs').endless!(typed(), ['-f', 'web']), true);
});

test.run();
