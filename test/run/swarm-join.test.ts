import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { joinedOnce } from '../../src/run/swarm-join.ts';

test('an address that comes with the token is not given again', () => {
  const once = 'docker swarm join --token SWMTKN-1-a-b 192.0.2.10:2377';
  assert.is(joinedOnce(`${once} \\\n  192.0.2.10:2377`), once);
  assert.is(joinedOnce(`${once} 192.0.2.10:2377`), once);
  assert.is(joinedOnce(once), once);
  const apart = 'docker swarm join --token SWMTKN-1-a-b \\\n  192.0.2.10:2377';
  assert.is(joinedOnce(apart), apart);
});

test.run();
