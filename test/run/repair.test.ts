import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { byContexts } from '../../src/run/repair.ts';

test("commands about contexts do not see the run's engine, all others do", () => {
  assert.is(byContexts('docker context use kiosk'), 'env DOCKER_HOST= docker context use kiosk');
  assert.is(byContexts('sudo docker context show | cat'), 'sudo env DOCKER_HOST= docker context show | cat');
  assert.is(byContexts('docker ps'), 'docker ps');
});

test.run();
