import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { byContexts, withDecoration } from '../../src/run/repair.ts';

test("commands about contexts do not see the run's engine, all others do", () => {
  assert.is(byContexts('docker context use kiosk'), 'env DOCKER_HOST= docker context use kiosk');
  assert.is(byContexts('sudo docker context show | cat'), 'sudo env DOCKER_HOST= docker context show | cat');
  assert.is(byContexts('docker ps'), 'docker ps');
});

test('git tells branches only where the document shows them', () => {
  const shown = [{ text: '1a2b3c4 (HEAD -> main) first' }];
  assert.is(withDecoration('git log --oneline', shown), 'git -c log.decorate=short log --oneline');
  assert.is(withDecoration('cd a && git show', shown), 'cd a && git -c log.decorate=short show');
  assert.is(withDecoration('git log --oneline', [{ text: '1a2b3c4 first' }]), 'git log --oneline');
  assert.is(withDecoration('git status', shown), 'git status');
});

test.run();
