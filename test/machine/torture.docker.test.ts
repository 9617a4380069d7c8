import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Machine } from '../../src/machine/machine.ts';
import { openNamespaceMachines } from '../../src/machine/namespace.ts';
import { labproof, ROOT } from '../support/cli.ts';
import { loadStandIns } from '../support/engine.ts';
import { loadMachineImage } from '../support/machine-image.ts';

const TORTURE = join(ROOT, 'fixtures/hazards/torture.md');

/** Of no machine: what all processes of a kernel share. */
const UNHELD = [':(){', 'sysctl -w vm', 'echo 7 >', 'modprobe', 'date -s', 'swapoff', 'reboot'];

test('a lab without a machine does nothing of what would change the computer', async () => {
  await withComputer(async (computer) => {
    const results = await torture(computer, ['--engine', 'host']);
    const ran = results.filter(({ verdict }) => verdict !== 'skipped');
    assert.equal(
      ran.map(({ command }) => command),
      HARMLESS,
    );
    const others = results.filter(({ verdict, skip }) => verdict === 'skipped' && skip !== 'hazard');
    assert.equal(others, []);
  });
});

test('a machine in namespaces holds all that can be done in it', async () => {
  await withComputer(async (computer) => {
    const results = await torture(computer, ['--engine', 'private']);
    expectHeld(results);
  });
});

test('a machine in a container holds all that can be done in it', async () => {
  await withComputer(async (computer) => {
    const image = await loadMachineImage(computer.engine, '28');
    const results = await torture(computer, ['--engine', 'container', '--machine-image', image]);
    expectHeld(results, LACKING);
  });
});

/** What is no hazard runs on the computer's engine too. */
const HARMLESS = [
  "docker version --format '{{.Server.Os}}'",
  'for each in $(seq 300); do sleep 30 & done',
  "docker version --format '{{.Server.Os}}'",
];

/** What the image of the test lacks, which is a base system with an engine. */
const LACKING = ['skipped pkill -9 dockerd', 'skipped sysctl -w net.ipv4.ip_forward=1'];

function expectHeld(results: readonly Result[], lacking: readonly string[] = []): void {
  const skipped = results.filter(({ skip }) => skip === 'hazard').map(({ command }) => command);
  assert.equal(
    skipped.map((command) => UNHELD.find((begin) => command.startsWith(begin)) ?? command),
    UNHELD,
  );
  const others = results.filter(
    ({ command, verdict, skip }) =>
      verdict !== 'passed' && skip !== 'hazard' && !MAY_END_THE_SHELL.has(command),
  );
  assert.equal(
    others.map(({ command, verdict }) => `${verdict} ${command}`),
    lacking,
    others.map(({ command, reason }) => `${command}: ${reason}`).join('\n'),
  );
}

/** Which processes such a command meets before its own shell has no order. */
const MAY_END_THE_SHELL: ReadonlySet<string> = new Set(['pkill -9 --inverse bash', 'kill -9 -1']);

interface Result {
  readonly command: string;
  readonly verdict: string;
  readonly reason: string;
  readonly skip?: string;
}

interface Computer {
  readonly machine: Machine;
  readonly engine: Parameters<typeof loadMachineImage>[0];
}

/** Runs the document on a computer, which is then what it was. */
async function torture(
  { machine, engine }: Computer,
  options: readonly string[],
): Promise<readonly Result[]> {
  const before = await inventoryOf(machine);
  const report = '/tmp/torture.json';
  const { stdout, stderr } = await labproof(
    ['run', ...options, '--images', join(ROOT, 'fixtures/images'), '--reporter', `json=${report}`, TORTURE],
    {
      enter: machine.enter,
      cwd: machine.folder,
      env: { ...engine.env, XDG_STATE_HOME: '/tmp/state', TMPDIR: '/tmp' },
    },
  );
  const text = await inside(machine, `cat ${report} && rm ${report}`);
  const after = await inventoryOf(machine);
  const news = [...after].filter((line) => !before.has(line));
  const gone = [...before].filter((line) => !after.has(line));
  assert.equal({ news: news.slice(0, 9), gone: gone.slice(0, 9) }, { news: [], gone: [] }, stdout + stderr);
  if (process.env.SHOW) console.log(stdout, stderr);
  const { labs } = JSON.parse(text) as { labs: readonly { commands: readonly Result[] }[] };
  return labs.flatMap(({ commands }) => commands);
}

/**
 * All of a computer that a lab could change: files but for their content outside /etc, which their times tell of,
 * processes, cards, routes, firewall, mounts, control groups, names, settings of the kernel.
 */
async function inventoryOf(machine: Machine): Promise<ReadonlySet<string>> {
  const script = `
    ls -a /
    for folder in bin boot etc home lib opt sbin srv usr var/lib var/log var/spool; do
      find /$folder -xdev -type d -printf '%p %m %U\\n' -o -printf '%p %y %s %T+ %m %U\\n' 2>/dev/null
    done
    find /etc -xdev -type f -exec md5sum {} +
    cat /proc/[0-9]*/comm | grep -Ev '^(bash|sort|uniq|cat|grep)$' | sort | uniq -c
    ip -o link | sed 's/@.*//'; ip route; iptables-save | grep -v '^[#:]'
    cut -d ' ' -f 5- /proc/self/mountinfo
    find /sys/fs/cgroup -type d
    hostname; sysctl vm.swappiness kernel.panic kernel.panic_on_oops net.ipv4.ip_forward 2>/dev/null
    docker ps -aq; docker network ls -q; docker volume ls -q
    date +'clock of %Y'`;
  return new Set((await inside(machine, script)).split('\n'));
}

/** What a shell of the computer prints. */
async function inside({ enter, endpoint, folder }: Machine, script: string): Promise<string> {
  const [program = '', ...args] = [...enter, 'bash', '-c', script];
  const env = { DOCKER_HOST: `unix://${endpoint.kind === 'unix' ? endpoint.path : ''}` };
  return (await execa(program, args, { env, cwd: folder, reject: false, maxBuffer: 2 ** 28 })).stdout;
}

/**
 * The computer is itself a machine: should one hold less than it promises, another is around it. So what is
 * shown here of the kernel's settings and the clock holds for the two together; see namespace.docker.test.ts.
 */
async function withComputer(use: (computer: Computer) => Promise<void>): Promise<void> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'labproof-state-'));
  try {
    const opened = await openNamespaceMachines({ names: ['computer'], env: process.env, stateDirectory });
    if ('severity' in opened) throw new Error(opened.message);
    const machine = opened[0]!;
    try {
      const { endpoint, version, enter, proc } = machine;
      const dockerHost = `unix://${endpoint.kind === 'unix' ? endpoint.path : ''}`;
      const env = {
        PATH: `${process.env.PATH}:/usr/sbin:/sbin`,
        HOME: '/root',
        LANG: 'C.UTF-8',
        DOCKER_HOST: dockerHost,
      };
      await loadStandIns(endpoint, ['alpine']);
      // What an engine makes for its first container stays.
      await inside(machine, 'docker run --rm alpine true');
      await use({ machine, engine: { dockerHost, endpoint, version, enter, proc, env } });
    } finally {
      await machine[Symbol.asyncDispose]();
    }
  } finally {
    await rm(stateDirectory, { recursive: true, force: true });
  }
}

test.run();
