import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { layouts } from '../../src/match/layouts/registry.ts';
import { valueClasses } from '../../src/match/values/registry.ts';
import { repository } from '../support/repository.ts';

const root = join(repository(), 'src/match');

test('every file that defines a class of values is in the registry', () => {
  const defined = readdirSync(join(root, 'values')).flatMap((file) => [
    ...readFileSync(join(root, 'values', file), 'utf8').matchAll(
      /^export const \w+: (?:Identity|Measure) =/gm,
    ),
  ]);
  assert.is(defined.length, valueClasses.length);
});

test('every layout is in the registry', () => {
  const registry = readFileSync(join(root, 'layouts/registry.ts'), 'utf8');
  const defined = readdirSync(join(root, 'layouts')).flatMap((file) => [
    ...readFileSync(join(root, 'layouts', file), 'utf8').matchAll(
      /^export function (compare\w+)\([^)]*LayoutContext,?\s*\): Findings \| undefined/gm,
    ),
  ]);
  assert.ok(defined.length > 5);
  for (const [, name] of defined) assert.ok(registry.includes(`compare: ${name} }`), name);
});

test('the layout that takes every text is the last', () => {
  assert.is(layouts.at(-1)?.name, 'lines');
});

test('no class of values takes the empty text', () => {
  for (const { end, name } of valueClasses) assert.ok(end('', 0) <= 0, name);
});

test.run();
