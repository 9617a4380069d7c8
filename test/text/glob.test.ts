import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { globPattern, ignores, isGlob } from '../../src/text/glob.ts';

for (const [glob, fits, not] of [
  ['docs/*.md', 'docs/a.md', 'docs/b/a.md'],
  ['docs/**/*.md', 'docs/b/c/a.md', 'doc/a.md'],
  ['docs/**/*.md', 'docs/a.md', 'docs/a.mdx'],
  ['**/a?.md', 'x/ab.md', 'x/a.md'],
  ['{a,b}/x.md', 'b/x.md', 'c/x.md'],
  ['[!a]x.md', 'bx.md', 'ax.md'],
  ['a+(b).md', 'a+(b).md', 'aab.md'],
] as const) {
  test(`"${glob}" names ${fits} and not ${not}`, () => {
    assert.equal([globPattern(glob).test(fits), globPattern(glob).test(not)], [true, false]);
  });
}

test('a path without wildcards is no pattern', () => {
  assert.equal(['a.md', 'a/b.md', '*.md', '{a,b}.md'].map(isGlob), [false, false, true, true]);
});

test('an ignore file leaves out names everywhere, paths from its place, folders whole, and takes back with !', () => {
  const ignored = ignores(['# mine', 'drafts/', '/top.md', '*.old.md', '!keep.old.md', '']);
  assert.equal(
    ['drafts/a.md', 'x/drafts/b/c.md', 'top.md', 'x/top.md', 'x/a.old.md', 'keep.old.md', 'a.md'].map(
      ignored,
    ),
    [true, true, true, false, true, false, false],
  );
});

test.run();
