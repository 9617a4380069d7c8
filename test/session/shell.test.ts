import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { localPlace } from '../../src/session/local-place.ts';
import { ShellSession } from '../../src/session/shell.ts';
import './rules/shell.ts';

test('opening fails where the way in does', async () => {
  const opening = ShellSession.open({
    place: localPlace(['false']),
    cwd: '/',
    env: { PATH: process.env.PATH ?? '' },
  });
  await opening.then(
    () => assert.unreachable('opened'),
    (error: Error) => assert.match(error.message, /no shell/),
  );
});

test.run();
