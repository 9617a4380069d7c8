import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { localPlace } from '../../src/session/local-place.ts';
import { ShellSession } from '../../src/session/shell.ts';
import { withEngine } from '../support/engine.ts';
import { defaults } from './support.ts';

const options = { ...defaults, timeoutMs: 30_000, terminal: 'pty' } as const;

test('containers can be typed into: run, detach, attach, exec, exit', () =>
  withEngine(
    async ({ enter, env }) => {
      await using session = await ShellSession.open({ place: localPlace(enter), cwd: '/', env });
      const host = async (script: string) =>
        (await session.run(script, { ...options, terminal: 'none' })).output;

      const oneShot = await session.run('docker run --rm -it alpine ls /no-such', options);
      assert.is(oneShot.exitCode, 1);
      assert.is(oneShot.output, 'ls: /no-such: No such file or directory\n');

      const ran = await session.openInteractive('docker run -it --name box alpine', options);
      assert.ok(ran.alive, ran.banner);
      assert.is((await ran.run('x=kept; echo hi', options)).output, 'hi\n');
      assert.is((await ran.run('ls /no-such', options)).exitCode, 1);
      assert.is((await ran.run('sleep 1000', { ...options, timeoutMs: 500 })).ended, 'timeout');
      assert.is((await ran.run('for i in 1 2; do\necho $i\ndone', options)).output, '1\n2\n');
      await ran.end('detach');
      assert.is(await host('docker inspect -f {{.State.Running}} box'), 'true\n');

      const attached = await session.openInteractive('docker attach box', options);
      assert.equal([attached.alive, attached.banner], [true, '']);
      assert.is((await attached.run('echo $x', options)).output, 'kept\n');

      // The next command of the document is the host's: the session in front of it is left first.
      assert.is(await host('docker inspect -f {{.State.Running}} box'), 'false\n');
      await host('docker start box');

      const executed = await session.openInteractive('docker exec -it box sh', options);
      assert.is((await executed.run('echo "x is $x"', options)).output, 'x is \n');
      assert.is((await executed.run('(exit 3)', options)).exitCode, 3);
      assert.is((await executed.end('exit')).exitCode, 3);

      const bash = await session.openInteractive('docker run --rm -it ubuntu', options);
      assert.is((await bash.run('echo "$BASH_VERSION" | wc -w', options)).output, '1\n');
      assert.is((await bash.run('printf abc', options)).output, 'abc');
      assert.is((await bash.end('exit')).exitCode, 0);

      const missing = await session.openInteractive('docker exec -it no-such sh', options);
      assert.not(missing.alive);
      assert.match(missing.banner, /No such container: no-such/);
      assert.is((await missing.end('exit')).exitCode, 1);
      await host('docker rm -f box');
    },
    { images: ['alpine', 'ubuntu'] },
  ));

test.run();
