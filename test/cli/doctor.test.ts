import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examineBackends } from '../../src/cli/doctor-backends.ts';

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

test.run();
