import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Upstream } from '../../src/docker/gateway/upstream.ts';
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

const SECRET = (front: string): string => `${front}# Secrets

\`\`\`
$ echo low tide | docker secret create word -
$ docker secret ls --format '{{.Name}}'
word
\`\`\`
`;
const FRONT = '---\nlabproof:\n  swarm: true\n---\n\n';

test('swarms that labs make or are given', () =>
  withEngine(
    (engine) =>
      withFolder(
        { 'networks.md': LAB, 'plain.md': SECRET(''), 'asked.md': SECRET(FRONT) },
        async (folder) => {
          const env = { ...engine.env, XDG_STATE_HOME: folder };
          const run = async (...args: readonly string[]): Promise<string> => {
            const { stdout } = await labproof(['run', '--engine', 'host', ...args], { env, cwd: folder });
            return stdout.trimEnd().split('\n').at(-1)!;
          };
          const state = async (): Promise<string> => {
            await using upstream = new Upstream(engine.endpoint);
            return (await upstream.get<{ Swarm: { LocalNodeState: string } }>('/info')).Swarm.LocalNodeState;
          };
          // The network that a swarm brings along a moment later is waited for.
          assert.is(await run('networks.md'), '3 passed, 0 failed, 0 skipped');
          assert.is(await run('plain.md'), '0 passed, 0 failed, 2 skipped');
          assert.is(await run('plain.md', '--swarm'), '2 passed, 0 failed, 0 skipped');
          assert.is(await state(), 'inactive');
          assert.is(await run('asked.md'), '2 passed, 0 failed, 0 skipped');
          assert.is(await state(), 'inactive');
          // A machine of the lab's own is made what the lab needs.
          const own = await labproof(['run', '--engine', 'private', 'plain.md'], { cwd: folder });
          assert.match(own.stdout, '2 passed, 0 failed, 0 skipped');
        },
      ),
    { version: '28', images: [] },
  ));

test.run();
