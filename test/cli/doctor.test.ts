import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examineBackends } from '../../src/cli/doctor-backends.ts';
import { labproof } from '../support/cli.ts';

test('what keeps backends from working here is said with what to do', async () => {
  const env = {
    PATH: '/nonexistent',
    DOCKER_HOST: 'unix:///nonexistent/docker.sock',
    LABPROOF_ENGINE_ROOT: '/nonexistent',
  };
  const findings = await examineBackends(env, ['unix:///nonexistent/other.sock']);
  assert.equal(
    findings.map(({ name, ok }) => `${name}: ${ok}`),
    [
      'labs on an engine (host): false',
      'machines in namespaces: false',
      'machines in containers of unix:///nonexistent/other.sock: false',
    ],
  );
  const [host, namespaces, containers] = findings;
  assert.match(host!.found, /no Docker engine answers at unix:\/\/\/nonexistent\/docker\.sock/);
  assert.match(namespaces!.found, /dockerd/);
  assert.match(containers!.found, /other\.sock/);
  for (const { remedy, name } of findings) assert.ok(remedy !== '', name);
});

test('without an engine it says that labs without docker run, and exits with 3', async () => {
  const { stdout, exitCode } = await labproof(['doctor', '--json', '--engine', 'unix:///nonexistent/x.sock']);
  const { findings } = JSON.parse(stdout) as { findings: { name: string; ok: boolean }[] };
  const ok = (name: string) => findings.find((one) => one.name.startsWith(name))?.ok;
  assert.equal([ok('labs without docker'), ok('engine')], [true, false]);
  assert.is(exitCode, 3);
});

test.run();
