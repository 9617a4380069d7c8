import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { withEngine } from '../support/engine.ts';

const LAB = `\`\`\`
$ docker swarm init --advertise-addr 127.0.0.1
$ docker network ls --format '{{.Name}}'
bridge
docker_gwbridge
host
ingress
none
$ docker swarm leave --force
\`\`\`
`;

test('the network that a swarm brings along a moment later is waited for', () =>
  withEngine(
    (engine) =>
      withFolder({ 'lab.md': LAB }, async (folder) => {
        const { stdout, exitCode } = await labproof(['run', '--engine', 'host', `${folder}/lab.md`], {
          env: { ...engine.env, XDG_STATE_HOME: folder },
        });
        assert.is(exitCode, 0, stdout);
      }),
    { version: '28', images: [] },
  ));

test.run();
