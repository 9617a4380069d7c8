import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lastingChanges } from '../../src/session/lasting-changes.ts';

const CHANGES: Readonly<Record<ReturnType<typeof lastingChanges>, readonly string[]>> = {
  nothing: [
    'echo 1',
    'docker ps -a | grep "export X=1"',
    'X=1 docker compose up -d && curl localhost',
    'sudo ip link show eth1 > out.txt 2>&1',
    'docker run alpine sh -c "export A=1; cd /"',
    'echo $(cd /tmp && pwd) $HOME',
  ],
  variables: [
    'export X=1',
    'X=1',
    'cd /tmp',
    'docker ps; unset X',
    'for i in 1 2; do echo $i; done',
    'if true; then X=1; fi',
    'sleep 5 &',
    `echo $${'{X:=1}'}`,
    'echo $((X++))',
    'read X < file',
    'printf -v X 1',
  ],
  anything: [
    'f() { export X=1; }',
    'function f { export X=1; }',
    'source env.sh',
    '. ./env.sh',
    'eval "$(docker-machine env one)"',
    'alias ll="export X=1"',
    'trap "export X=1" DEBUG',
    'set -a',
    '$CMD',
    'if true; then . ./env.sh; fi',
    'echo "open',
  ],
};

for (const [changes, scripts] of Object.entries(CHANGES))
  for (const script of scripts)
    test(`${script}: changes ${changes}`, () => {
      assert.is(lastingChanges(script), changes);
    });

test.run();
