import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { controlGroupOf } from '../../src/docker/private-remains.ts';
import { engineRoot, loadStandIns } from '../support/engine.ts';
import { inside, withMachines } from '../support/machines.ts';

test('what is written anywhere in a machine is not on the computer', async () => {
  await withMachines(['alone'], async ([machine]) => {
    await inside(machine!, 'mkdir /of-a-lab; echo x >/etc/of-a-lab; touch /usr/of-a-lab; rm /etc/passwd');
    for (const path of ['/of-a-lab', '/etc/of-a-lab', '/usr/of-a-lab'])
      assert.is(existsSync(path), false, path);
    assert.is(existsSync('/etc/passwd'), true);
  });
});

test('machines know each other by name and have addresses in one subnet', async () => {
  await withMachines(['left', 'right'], async ([left, right]) => {
    assert.is(await inside(left!, 'hostname'), 'left');
    assert.match(await inside(left!, 'getent hosts right'), /^192\.0\.2\.11\s+right$/);
    const [served] = await Promise.all([
      inside(
        right!,
        "timeout 10 perl -MIO::Socket -e '$s=IO::Socket::INET->new(Listen=>1,LocalPort=>7777);print scalar readline $s->accept'",
      ),
      inside(left!, 'sleep 1; exec 3<>/dev/tcp/right/7777; echo hello >&3'),
    ]);
    assert.is(served, 'hello');
  });
});

test('no process of a machine sets the clock or a setting of the kernel that all share', async () => {
  await withMachines(['alone'], async ([machine]) => {
    assert.match(await inside(machine!, 'date -s 2020-01-01 2>&1 >/dev/null || true'), /not permitted/);
    assert.match(await inside(machine!, 'echo 1 2>&1 >/proc/sys/vm/swappiness || true'), /Read-only/);
  });
});

for (const version of [undefined, '28'] as const) {
  test(`a privileged container opens no disk of the computer, engine ${version ?? 'of the computer'}`, async () => {
    await withMachines(
      ['alone'],
      async ([machine]) => {
        await loadStandIns(machine!.endpoint, ['alpine']);
        const script =
          'mknod /disk b $(awk "NR > 2 { print \\$1, \\$2; exit }" /proc/partitions) && head -c1 /disk';
        const said = await inside(
          machine!,
          `docker run --rm --privileged alpine sh -c '${script}' 2>&1 || true`,
        );
        assert.match(said, /not permitted/);
      },
      engineRoot(version),
    );
  });
}

test('a privileged container sets what is its own of the kernel, and nothing that all share, however it mounts it', async () => {
  await withMachines(['alone'], async ([machine]) => {
    await loadStandIns(machine!.endpoint, ['alpine']);
    // Were it not held, the setting would still be what it was.
    const script = `mkdir /p && mount -t proc proc /p
      set_again() { value=$(cat $1); (echo $value > $1) 2> /dev/null && echo set || echo held; }
      for path in /sys/kernel/mm/ksm/sleep_millisecs /proc/sys/vm/swappiness /p/sys/vm/swappiness /p/sys/kernel/panic /p/sys/net/ipv4/ip_forward /p/sys/kernel/shmmni; do
        set_again $path
      done`;
    const said = await inside(machine!, `docker run --rm --privileged alpine sh -c '${script}'`);
    assert.equal(said.split('\n'), ['held', 'held', 'held', 'held', 'set', 'set']);
  });
});

test('an engine is restarted as its settings in the machine say', async () => {
  await withMachines(['alone'], async ([machine]) => {
    await inside(
      machine!,
      'mkdir -p /etc/docker; echo \'{"labels":["of=lab"]}\' >/etc/docker/daemon.json; systemctl restart docker',
    );
    assert.is(await inside(machine!, 'docker info -f "{{.Labels}}"'), '[of=lab]');
    await inside(machine!, 'service docker stop');
    assert.is(await inside(machine!, 'systemctl is-active docker || true'), 'inactive');
  });
});

test('a machine takes another hostname as it would by systemd', async () => {
  await withMachines(['alone'], async ([machine]) => {
    assert.is(
      await inside(machine!, 'hostnamectl set-hostname barn && hostname && getent hosts barn'),
      'barn\n127.0.1.1       barn',
    );
    assert.is(await inside(machine!, "docker info -f '{{.Name}}'"), 'barn');
  });
});

test('processes of shells and of containers count together, and end at a bound', async () => {
  await withMachines(['alone'], async ([machine]) => {
    await loadStandIns(machine!.endpoint, ['alpine']);
    const pids = (
      await inside(
        machine!,
        `docker run -d --name box --pid host alpine sleep 1000 >/dev/null
        sleep 1000 >/dev/null 2>&1 & echo $!; docker inspect -f '{{.State.Pid}}' box`,
      )
    ).split('\n');
    const name = controlGroupOf(basename(machine!.folder).replace(/^labproof-/, ''));
    const groups = ['', ...(await readdir('/sys/fs/cgroup'))].map((tree) =>
      join('/sys/fs/cgroup', tree, name),
    );
    const bounds = await Promise.all(
      groups.map((group) => readFile(join(group, 'pids.max'), 'utf8').catch(() => '')),
    );
    assert.equal(
      bounds.filter((bound) => bound !== ''),
      ['8192\n'],
    );
    // In each tree, or in the one that there is, all of them are below the group that has the bound.
    for (const pid of pids) {
      const lines = (await readFile(join(machine!.proc!, pid, 'cgroup'), 'utf8')).trim().split('\n');
      const bounded = lines.filter((line) => /^\d+:(?:[^:]*\bpids\b[^:]*)?:/.test(line));
      assert.ok(bounded.length > 0, lines.join('\n'));
      for (const line of bounded) assert.ok(`${line}/`.includes(`:${name}/`), `${pid}: ${line}`);
    }
  });
});

test.run();
