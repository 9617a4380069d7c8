import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Gateway } from '../../src/docker/gateway/gateway.ts';
import { Ledger } from '../../src/docker/ledger.ts';
import { openReader } from '../../src/docker/reader.ts';
import { type ContainerMachineOptions, openContainerMachines } from '../../src/machine/container.ts';
import { dockerfile } from '../../src/machine/container-image.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { ShellSession } from '../../src/session/shell.ts';
import { docker } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';
import { inventoryOf } from '../support/faults.ts';
import { loadMachineImage } from '../support/machine-image.ts';
import { repository } from '../support/repository.ts';

const options = { timeoutMs: 60_000, terminal: 'none' } as const;
const env = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
};

type Run = (script: string) => Promise<string>;

/** Calls `use` with machines of an engine and a shell in each; then nothing of them is left there. */
async function withMachines(
  engine: TestEngine,
  names: readonly string[],
  use: (machines: readonly Machine[], run: readonly Run[]) => Promise<void>,
): Promise<void> {
  const before = await inventoryOf(engine);
  await withState(async (stateDirectory) => {
    const opened = await openContainerMachines({ names, env: engine.env, stateDirectory });
    if ('severity' in opened) throw new Error(`${opened.message}; ${opened.hint}`);
    try {
      const shells = await Promise.all(
        opened.map(({ place }) => ShellSession.open({ place, cwd: '/root', env })),
      );
      const run = shells.map((shell) => async (script: string) => (await shell.run(script, options)).output);
      await use(opened, run);
    } finally {
      await Promise.all(opened.map((machine) => machine[Symbol.asyncDispose]()));
    }
  });
  assert.is(await inventoryOf(engine), before);
}

async function withState(use: (stateDirectory: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-test-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function problemOf(changes: Partial<ContainerMachineOptions>): Promise<string> {
  let said = '';
  await withState(async (stateDirectory) => {
    const opened = await openContainerMachines({ names: ['lab'], env: {}, stateDirectory, ...changes });
    if (!('severity' in opened)) throw new Error('it opened');
    said = `${opened.message}\n${opened.hint}`;
  });
  return said;
}

/** Each is of an engine that has the image of machines, and leaves there what it found. */
const RULES: Readonly<Record<string, (engine: TestEngine) => Promise<void>>> = {
  'a container with an engine in it is a machine, and nothing of it stays': async (engine) => {
    await withMachines(engine, ['box'], async ([machine], [run]) => {
      assert.equal(
        [machine!.backend, machine!.name, machine!.address, machine!.version.split('.')[0]],
        ['container', 'box', '192.0.2.10', '28'],
      );
      assert.is(await run!('hostname; getent hosts box'), 'box\n192.0.2.10      box\n');
      const cards = await run!('ip -brief address show eth0; ip -brief link show eth1');
      assert.match(cards, /^eth0@\S+ +UP +192\.0\.2\.10\/24.*\neth1@\S+ +UP /);
      // The lab's docker and labproof's own questions meet the same engine.
      const id = (await run!('docker network create --driver macvlan -o parent=eth1 wire')).trim();
      const reader = openReader(machine!.endpoint);
      assert.is((await reader.network('wire'))?.id, id);
      await reader.close();
    });
  },
  'what belongs to the kernel and the disks of the host is out of reach': async (engine) => {
    await withMachines(engine, ['box'], async (_machines, [run]) => {
      assert.is(await run!('find /dev -type b'), '');
      assert.match(await run!('echo 1 >/proc/sys/kernel/panic'), /Read-only file system/);
      assert.match(await run!('echo 1 >/proc/sys/vm/swappiness'), /Read-only file system/);
      // Numbers of x86-64. A call that is let through would complain of what it was given (EFAULT, EBADF, EINVAL).
      const errors = (calls: string) =>
        `perl -e 'for (${calls}) { syscall($$_[0], -1, 0, 0, 0, 0); print 0+$!, " " }'`;
      if (process.arch === 'x64') {
        // keyctl; clock_settime, settimeofday, adjtimex, init_module, open_by_handle_at, perf_event_open.
        const calls = errors('[250], [227], [164], [159], [175], [304], [298]');
        assert.is(await run!(calls), '38 1 1 1 1 1 1 ');
        // FIFREEZE of a file, and another question about one; a program that watches, and one of control groups.
        const parts = `perl -e 'syscall(16, 0, 0xc0045877, 0); print 0+$!, " "; syscall(16, -1, 0x5401, 0); print 0+$!, " "; syscall(321, 17, 0, 0); print 0+$!'`;
        assert.is(await run!(parts), '1 9 1');
      }
      // Its first process can be ended by nothing inside.
      assert.is(await run!('kill -KILL 1; cat /proc/1/comm'), 'sh\n');
    });
  },
  'the engine of a container is restarted as its settings in the machine say, and is bounded': async (
    engine,
  ) => {
    await withMachines(engine, ['box'], async (_machines, [run]) => {
      await run!('mkdir -p /etc/docker; echo \'{"labels":["of=lab"]}\' >/etc/docker/daemon.json');
      await run!('systemctl restart docker');
      assert.is(await run!('docker info -f "{{.Labels}}"'), '[of=lab]\n');
      await run!('service docker stop');
      assert.is(await run!('systemctl is-active docker'), 'inactive\n');
      assert.is(await run!('systemctl start docker; systemctl is-active docker'), 'active\n');
      const [{ HostConfig }] = JSON.parse(
        await docker(engine, 'inspect', (await docker(engine, 'ps', '-q')).trim()),
      ) as [{ HostConfig: { Memory: number; PidsLimit: number } }];
      const total = Number(await docker(engine, 'info', '-f', '{{.MemTotal}}'));
      assert.ok(HostConfig.Memory > total / 2 && HostConfig.Memory < total);
      assert.is(HostConfig.PidsLimit, 8192);
    });
  },
  'machines that were opened together share a network by name, and a wire of cards without addresses': async (
    engine,
  ) => {
    await withMachines(engine, ['node1', 'node2'], async (machines, [one, two]) => {
      for (const run of [one!, two!]) {
        for (const { name, address } of machines)
          assert.match(await run(`getent hosts ${name}`), new RegExp(`^${address} +${name}\n$`));
        assert.match(await run('ip -brief address show eth1'), /^eth1@\S+ +UP +(?:fe80\S+ *)?\n$/);
      }
      await one!('docker swarm init --advertise-addr eth0');
      const token = (await one!('docker swarm join-token -q worker')).trim();
      assert.match(await two!(`docker swarm join --token ${token} node1:2377`), /joined a swarm as a worker/);
      const nodes = await one!("docker node ls --format '{{.Hostname}} {{.Status}}' | sort");
      assert.is(nodes, 'node1 Ready\nnode2 Ready\n');
    });
  },
  'an engine without the image has it built of the official one': async (engine) => {
    await docker(engine, 'tag', 'labproof-machine:28', 'docker:28-dind');
    await docker(engine, 'rmi', 'labproof-machine:28');
    await withState(async (stateDirectory) => {
      const opened = await openContainerMachines({ names: ['lab'], env: engine.env, stateDirectory });
      if ('severity' in opened) throw new Error(opened.message);
      await opened[0]![Symbol.asyncDispose]();
    });
    assert.match(
      await docker(engine, 'images', '--format', '{{.Repository}}:{{.Tag}}'),
      /labproof-machine:28/,
    );
  },
};

test('machines are made on an engine', () =>
  withEngine(
    async (engine) => {
      await loadMachineImage(engine, '28');
      for (const [rule, check] of Object.entries(RULES)) {
        await check(engine).catch((error: Error) => {
          error.message = `${rule}: ${error.message}`;
          throw error;
        });
      }
    },
    { version: '28', images: [] },
  ));

test('the file for people who build the image themselves is the one that is built', async () => {
  assert.is(await readFile(join(repository(), 'machine/Dockerfile'), 'utf8'), dockerfile);
});

test('what keeps an engine from having machines is said with a way out', () =>
  withEngine(
    async (engine) => {
      const noImage = await problemOf({ env: engine.env, image: 'nowhere.invalid/none' });
      assert.match(noImage, /has no image nowhere\.invalid\/none.*could not be pulled: .*\n.*docker load/);
      const noEngine = await problemOf({ env: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' } });
      assert.match(noEngine, /no Docker engine answers at unix:\/\/\/nonexistent/);
      await withState(async (directory) => {
        const run = { endpoint: engine.endpoint, runId: 'outer' };
        await using ledger = await Ledger.open({ ...run, directory });
        await using gateway = await Gateway.open({ ...run, directory, ledger, privileged: 'refuse' });
        const DOCKER_HOST = `unix://${gateway.socketPath}`;
        const refused = await problemOf({ env: { DOCKER_HOST }, image: 'busybox' });
        assert.match(refused, /refused it: .*refuses --privileged.*\n.*--engine host/);
      });
    },
    { images: ['busybox'] },
  ));

test.run();
