import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isAffected } from '../../src/cli/affected.ts';

const lab = { file: '/labs/a.md', frontMatter: { variables: {}, images: { app: '../images/app' } } };

for (const [path, affected, what] of [
  ['/labs/a.md', true, 'its document'],
  ['/labs/b.md', false, 'another document beside it'],
  ['/labs/Dockerfile', true, 'a file beside it'],
  ['/labs/sub/Dockerfile', false, 'a file in a folder beside it'],
  ['/images/app/Dockerfile', true, 'a file of a build context of its front matter'],
  ['/images/app/src/x.c', true, 'a file deep in such a context'],
  ['/images/apple/Dockerfile', false, 'a folder whose name begins like that of a context'],
] as const) {
  test(`a lab is ${affected ? '' : 'not '}affected by ${what}`, () => {
    assert.is(isAffected(lab, path, undefined), affected);
  });
}

test('a lab is affected by every file that is no document in its working directory', () => {
  assert.is(isAffected(lab, '/repo/deep/x.txt', '/repo'), true);
  assert.is(isAffected(lab, '/repo/README.md', '/repo'), false);
  assert.is(isAffected(lab, '/elsewhere/x.txt', '/repo'), false);
});

test.run();
