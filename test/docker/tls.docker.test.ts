import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof } from '../support/cli.ts';
import { inside, withMachines } from '../support/machines.ts';

const LAB = `# Certificates

\`\`\`console
$ docker volume create hay
hay
$ docker volume ls --quiet
hay
\`\`\`
`;

/** An authority, what it signed for a server and a client, and a second dockerd that wants to see the client's. */
const SERVE = `
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca-key.pem -out ca.pem -subj /CN=authority
sign() {
  openssl req -newkey rsa:2048 -nodes -keyout $1key.pem -out $1.csr -subj /CN=labproof
  echo "$2" >extensions
  openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile extensions -out $1cert.pem
}
sign server- subjectAltName=DNS:localhost
sign '' extendedKeyUsage=clientAuth
dockerd=$(PATH=/usr/bin:/usr/sbin command -v dockerd)
setsid $dockerd --tlsverify --tlscacert ca.pem --tlscert server-cert.pem --tlskey server-key.pem -H tcp://127.0.0.1:2376 \\
  --data-root /var/lib/docker/second --exec-root /run/second --pidfile /run/second.pid --bridge none --iptables=false >log 2>&1 </dev/null &
for _ in $(seq 300); do grep -q 'API listen' log && exit; sleep 0.1; done
cat log
exit 1
`;

test('an engine that asks for certificates is reached by variables and by a context that name them', async () => {
  await withMachines(['alone'], async ([machine]) => {
    const { enter, folder } = machine!;
    await writeFile(join(folder, 'lab.md'), LAB);
    await inside(machine!, `(${SERVE}) 2>&1`);
    const env = {
      DOCKER_CONFIG: join(folder, 'config'),
      XDG_STATE_HOME: '/tmp/state',
      DOCKER_HOST: '',
    };
    const run = (args: readonly string[], more: Readonly<Record<string, string>>) =>
      labproof(['run', ...args, 'lab.md'], { enter, cwd: folder, env: { ...env, ...more } });

    const host = { DOCKER_HOST: 'tcp://localhost:2376', DOCKER_TLS_VERIFY: '1' };
    const named = await run([], { ...host, DOCKER_CERT_PATH: folder });
    assert.is(named.exitCode, 0, named.stdout + named.stderr);

    await inside(
      machine!,
      `export DOCKER_CONFIG=$PWD/config; unset DOCKER_HOST; mkdir config
      docker context create safe --docker host=tcp://localhost:2376,ca=ca.pem,cert=cert.pem,key=key.pem`,
    );
    const context = await run(['--engine', 'safe'], {});
    assert.is(context.exitCode, 0, context.stdout + context.stderr);

    // Without its own, the client is nobody.
    await cp(join(folder, 'ca.pem'), join(folder, 'config/ca.pem'));
    const nobody = await run([], { ...host, DOCKER_CERT_PATH: join(folder, 'config') });
    assert.is(nobody.exitCode, 3, nobody.stdout);
    assert.match(nobody.stderr, /certificate/);
  });
});

test.run();
