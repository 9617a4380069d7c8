import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openReader } from '../../src/docker/reader.ts';
import { probeEngineHost } from '../../src/docker/requirements.ts';
import type { EngineReader } from '../../src/model/engine.ts';
import type { TestEngine, TestEngineOptions } from '../support/engine.ts';
import { withEngine } from '../support/engine.ts';

for (const version of ['20', '26', '28'] as const) {
  test(`the state of networks, containers, volumes and images is read from an engine ${version}`, async () => {
    await withReader({ version, images: ['nginx'] }, async ({ reader, docker }) => {
      await docker('network create --subnet 10.9.0.0/24 --gateway 10.9.0.1 --internal net');
      await docker('run -d --name web --network net -p 127.0.0.1:8080:80 -v data:/data nginx');
      const network = await reader.network('net');
      assert.equal(
        [network?.driver, network?.internal, network?.subnets],
        ['bridge', true, [{ subnet: '10.9.0.0/24', gateway: '10.9.0.1' }]],
      );
      const web = await reader.container('web');
      assert.equal(
        [web?.name, web?.image, web?.running, web?.paused, web?.exitCode, web?.health],
        ['web', 'nginx', true, false, 0, ''],
      );
      assert.equal([web?.networks.net?.ip, web?.networks.net?.prefixLength], ['10.9.0.2', 24]);
      assert.match(web?.networks.net?.mac ?? '', /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/);
      assert.equal(web?.mounts, [{ type: 'volume', name: 'data', destination: '/data' }]);
      const { mountpoint, ...volume } = (await reader.volume('data'))!;
      assert.equal(volume, { name: 'data', driver: 'local' });
      assert.match(mountpoint, /\/volumes\/data\/_data$/);
      assert.equal((await reader.image('nginx'))?.tags, ['nginx:latest']);
    });
  });
}

test('what does not exist is undefined', async () => {
  await withReader({ images: [] }, async ({ reader }) => {
    const answers = [reader.network('no'), reader.container('no'), reader.volume('no'), reader.image('no:1')];
    assert.equal(await Promise.all(answers), [undefined, undefined, undefined, undefined]);
    assert.equal([await reader.runIn('no', ['true']), await reader.logs('no')], [undefined, '']);
    assert.is(await reader.container(''), undefined);
  });
});

test('published ports are read; a port that is only exposed is none', async () => {
  await withReader({ images: ['nginx'] }, async ({ reader, docker }) => {
    await docker('run -d --name web -p 127.0.0.1:8080:80 --expose 90 nginx');
    const ports = (await reader.container('web'))?.ports;
    assert.equal(ports, [{ container: '80/tcp', hostIp: '127.0.0.1', hostPort: 8080 }]);
  });
});

test('health and exit status are read', async () => {
  await withReader({ images: ['alpine'] }, async ({ reader, docker }) => {
    await docker('run -d --name well --health-cmd true --health-interval 1h alpine sleep 100');
    await docker('run -d --name gone alpine false');
    await docker('wait gone');
    const [well, gone] = [await reader.container('well'), await reader.container('gone')];
    assert.match(well?.health ?? '', /^(?:starting|healthy)$/);
    assert.equal([gone?.running, gone?.exitCode], [false, 1]);
  });
});

test('a command in a container gives its standard output, whatever its exit status', async () => {
  await withReader({ images: ['alpine'] }, async ({ reader, docker }) => {
    await docker('run -d --name box alpine sleep 100');
    assert.is(await reader.runIn('box', ['sh', '-c', 'echo out; echo err >&2; exit 3']), 'out\n');
    assert.is(await reader.runIn('box', ['no-such-program']), undefined);
    await docker('pause box');
    assert.is(await reader.runIn('box', ['true']), undefined);
  });
});

test('logs have both streams, with and without a terminal', async () => {
  await withReader({ images: ['alpine'] }, async ({ reader, docker }) => {
    await docker('run --name plain alpine sh -c', 'echo out; echo err >&2');
    await docker('run -dt --name terminal alpine sh -c', 'echo out; echo err >&2');
    await docker('wait terminal');
    assert.equal((await reader.logs('plain')).split('\n').sort(), ['', 'err', 'out']);
    assert.equal((await reader.logs('terminal')).split('\r\n').sort(), ['', 'err', 'out']);
  });
});

test('interfaces, drivers and ports in use are those of the engine, not of this process', async () => {
  await withReader({ images: ['alpine', 'nginx'] }, async ({ engine, docker }) => {
    await docker('run -d -p 8080:80 nginx');
    for (const enter of [engine.enter, []]) {
      // Without a way in, a container in the host's network is asked.
      const facts = await probeEngineHost({ endpoint: engine.endpoint, enter });
      assert.ok(['lo', 'eth0', 'eth1', 'docker0'].every((name) => facts.interfaces?.includes(name)));
      assert.ok(facts.networkDrivers?.includes('bridge'));
      assert.equal(facts.portsInUse, ['8080/tcp']);
    }
    assert.match(await docker('ps -aq'), /^\w+$/);
  });
});

test('the interfaces of an engine that has no image are not known', async () => {
  await withReader({ images: [] }, async ({ engine }) => {
    const facts = await probeEngineHost({ endpoint: engine.endpoint, enter: [] });
    assert.is(facts.interfaces, undefined);
  });
});

interface Setting {
  readonly engine: TestEngine;
  readonly reader: EngineReader;
  /** Words of a docker command line; the last may have spaces. */
  readonly docker: (command: string, last?: string) => Promise<string>;
}

async function withReader(
  options: TestEngineOptions,
  use: (setting: Setting) => Promise<void>,
): Promise<void> {
  await withEngine(async (engine) => {
    const reader = openReader(engine.endpoint);
    const docker: Setting['docker'] = async (command, last) => {
      const words = [...command.split(' '), ...(last === undefined ? [] : [last])];
      return (await execa('docker', words, { env: engine.env, extendEnv: false })).stdout;
    };
    try {
      await use({ engine, reader, docker });
    } finally {
      await reader.close();
    }
  }, options);
}

test.run();
