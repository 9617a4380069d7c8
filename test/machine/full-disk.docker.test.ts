import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Machine } from '../../src/machine/machine.ts';
import { labproof } from '../support/cli.ts';
import { loadStandIns } from '../support/engine.ts';
import { inside, withMachines } from '../support/machines.ts';

/** Files of a run, its record and the engine's data are on one small disk of a computer, which is a machine itself. */
const SMALL = '/small';
const LAB = `# Boxes

\`\`\`console
$ docker network create before
$ docker volume create jars
$ cat /dev/zero > filler
cat: write error: No space left on device
$ docker run --name box -v jars:/jars alpine cp -r /bin /jars/copy
$ echo plums > list
\`\`\`
`;

interface Report {
  readonly labs: readonly {
    readonly verdict: string;
    readonly commands: readonly {
      readonly command: string;
      readonly verdict: string;
      readonly reason: string;
    }[];
    readonly cleanup: { readonly left: readonly object[] };
  }[];
}

async function withSmallDisk(
  use: (machine: Machine, run: (lab: string) => ReturnType<typeof labproof>) => Promise<void>,
): Promise<void> {
  await withMachines(['computer'], async ([machine]) => {
    await inside(
      machine!,
      `mkdir ${SMALL} && mount -t tmpfs -o size=64m tmpfs ${SMALL} && mkdir ${SMALL}/tmp ${SMALL}/state
      mkdir -p /etc/docker && echo '{"data-root":"${SMALL}/docker"}' >/etc/docker/daemon.json
      systemctl restart docker`,
    );
    await loadStandIns(machine!.endpoint, ['alpine']);
    const { endpoint } = machine!;
    const env = {
      ...{ PATH: `${process.env.PATH}:/usr/sbin:/sbin`, HOME: '/root', LANG: 'C.UTF-8' },
      ...{ TMPDIR: `${SMALL}/tmp`, XDG_STATE_HOME: `${SMALL}/state` },
      DOCKER_HOST: `unix://${endpoint.kind === 'unix' ? endpoint.path : ''}`,
    };
    await use(machine!, async (lab) => {
      await writeFile(join(machine!.folder, 'lab.md'), lab);
      const args = ['run', '--engine', 'host', '--reporter', 'json', 'lab.md'];
      return labproof(args, { enter: machine!.enter, cwd: machine!.folder, env });
    });
  });
}

/** Objects of the engine, records of runs and temporary files. */
const inventory = (machine: Machine): Promise<string> =>
  inside(
    machine,
    `docker ps -aq; docker network ls -q; docker volume ls -q; docker images -aq | sort
    ls -A ${SMALL}/tmp; ls -A ${SMALL}/state/labproof 2>/dev/null | grep '\\.jsonl$' || true`,
  );

test('a disk that is full in the middle of a run is said by each command that meets it, and nothing is left', async () => {
  await withSmallDisk(async (machine, run) => {
    const before = await inventory(machine);
    const { exitCode, stdout, stderr } = await run(LAB);
    assert.equal([exitCode, stderr], [1, '']);
    const [lab] = (JSON.parse(stdout) as Report).labs;
    const told = lab!.commands.map(({ command, verdict, reason }) =>
      /no space left on device/i.test(reason) ? `${command}: full` : `${command}: ${verdict}`,
    );
    assert.equal(told, [
      'docker network create before: passed',
      'docker volume create jars: passed',
      'cat /dev/zero > filler: passed',
      'docker run --name box -v jars:/jars alpine cp -r /bin /jars/copy: full',
      'echo plums > list: full',
    ]);
    assert.equal(lab!.cleanup.left, []);
    assert.is(await inventory(machine), before);
  });
});

test('a disk that is full before a run is said at once, and nothing is made', async () => {
  await withSmallDisk(async (machine, run) => {
    await inside(machine, `cat /dev/zero >${SMALL}/filler 2>/dev/null || true`);
    const before = await inventory(machine);
    const { exitCode, stderr } = await run(LAB);
    assert.is(exitCode, 3);
    assert.match(stderr, /can't be written to \/small\/state\/labproof: the disk is full/);
    assert.is(await inventory(machine), before);
  });
});

test.run();
