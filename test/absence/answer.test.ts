import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answerTo } from '../../src/absence/answer.ts';
import { absencesIn } from '../../src/absence/catalogue.ts';
import type { Answer } from '../../src/absence/rule.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { CommandResult, Verdict } from '../../src/model/verdict.ts';
import { planLab } from '../../src/plan/plan.ts';
import { labOfBlock } from '../lab/reading.ts';
import { labOf } from '../support/labs.ts';

type Part = Parameters<typeof labOf>[0][number];

/** What is answered to the output of the last command, with the others passed but for those named. */
function answer(
  parts: readonly Part[] | Lab,
  output: string,
  { skipped = [], failed = [] }: { skipped?: readonly number[]; failed?: readonly number[] } = {},
): Answer | undefined {
  const plan = planLab('steps' in parts ? parts : labOf(parts));
  const results = new Map<number, CommandResult>();
  for (const { command } of plan.commands.slice(0, -1)) {
    const verdict: Verdict = skipped.includes(command.id)
      ? 'skipped'
      : failed.includes(command.id)
        ? 'failed'
        : 'passed';
    results.set(command.id, {
      id: command.id,
      line: command.span.line,
      command: command.typed,
      step: 1,
      verdict,
      reason: '',
      ...(verdict === 'skipped' ? { skip: { reason: 'image', message: 'no image' } as const } : {}),
      ...(verdict === 'skipped' ? {} : { exitCode: verdict === 'failed' ? 1 : 0 }),
      durationMs: 0,
      output: '',
      differences: [],
      acceptances: [],
      checks: [],
    });
  }
  const self = plan.commands.at(-1)!;
  const asked = { self, plan, results, output, shownOn: () => undefined, serving: false, balances: true };
  return answerTo(absencesIn(output), asked);
}

const noContainer = 'Error response from daemon: No such container: till';

test('what a command that was skipped or failed would have made blocks', () => {
  const parts = ['docker run -d --name till x/till', 'docker logs till'];
  assert.match(
    answer(parts, noContainer, { skipped: [0] })?.skip?.message ?? '',
    'line 1, which was skipped',
  );
  assert.match(answer(parts, noContainer, { failed: [0] })?.skip?.message ?? '', 'line 1, which failed');
});

test('a command that was to run a program elsewhere does not bring it', () => {
  const notFound = 'exec: "/bin/bash": stat /bin/bash: no such file or directory: unknown';
  const parts = ['docker run -it x/till /bin/bash', 'docker run -it alpine /bin/bash'];
  assert.is(answer(parts, notFound, { skipped: [0] }), undefined);
});

test('what a command made and what is not there is a failure', () => {
  const parts = ['docker run -d --rm --name till alpine', 'docker logs till'];
  assert.is(answer(parts, noContainer), undefined);
});

test('what nothing of the document makes is for the reader to bring', () => {
  assert.is(answer(['docker logs till'], noContainer)?.skip?.reason, 'precondition');
  assert.is(
    answer(['docker network inspect quay'], 'Error response from daemon: network quay not found')?.skip
      ?.reason,
    'precondition',
  );
  assert.is(
    answer(['docker history acme/pear'], 'Error response from daemon: No such image: acme/pear:latest')?.skip
      ?.reason,
    'image',
  );
});

test('an image that a message does not name is that of the command', () => {
  const said = 'Error response from daemon: reference does not exist';
  assert.match(answer(['docker save acme/pear:2 -o a.tar'], said)?.skip?.message ?? '', 'acme/pear:2');
});

test('what is nearly called as something that the lab makes is a failure that says so', () => {
  assert.match(
    answer(['docker run -d --name tills alpine', 'docker logs till'], noContainer)?.cause ?? '',
    'tills',
  );
  const image = "Unable to find image 'bob/kitten:latest' locally";
  const cause = answer(['docker build -t ann/kitten .', 'docker run bob/kitten'], image)?.cause ?? '';
  assert.match(cause, 'line 1 makes ann/kitten');
  assert.match(
    answer(['docker run -d --name c1 alpine', 'docker logs c2'], noContainer.replace('till', 'c2'))?.cause ??
      '',
    'c1',
  );
});

test('what is removed before a later command makes it is for the reader to bring', () => {
  const plan = planLab(labOf(['docker stop till', 'docker rm -f till', 'docker run -d --name till alpine']));
  const asked = {
    self: plan.commands[0]!,
    plan,
    results: new Map(),
    output: noContainer,
    shownOn: () => undefined,
    serving: false,
    balances: true,
  };
  assert.is(answerTo(absencesIn(noContainer), asked)?.skip?.reason, 'precondition');
});

test('what only a later command makes is a failure', () => {
  const plan = ['docker logs till', 'docker run -d --name till alpine'];
  const parts = labOf(plan);
  assert.ok(parts);
  const all = planLab(labOf(plan));
  const asked = {
    self: all.commands[0]!,
    plan: all,
    results: new Map(),
    output: '',
    shownOn: () => undefined,
    serving: false,
    balances: true,
  };
  assert.match(answerTo(absencesIn(noContainer), asked)?.cause ?? '', 'only later, on line 2');
});

test("an ID is of the author's engine, so no reader can bring what has it", () => {
  const said = 'docker: Error response from daemon: No such container: 777f7dc92da7';
  assert.is(answer(['docker run --volumes-from 777f7dc92da7 alpine'], said), undefined);
});

test('an engine in no swarm is a precondition, a swarm that was not made blocks, one that was left does not', () => {
  const said =
    'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join"';
  assert.is(answer(['docker node ls'], said)?.skip?.reason, 'precondition');
  assert.is(answer(['docker swarm init', 'docker node ls'], said, { failed: [0] })?.skip?.reason, 'blocked');
  assert.is(answer(['docker swarm init', 'docker swarm leave -f', 'docker node ls'], said), undefined);
});

test('a substitution that lists nothing blocks only when what it lists was not made', () => {
  const said = '"docker service rm" requires at least 1 argument.';
  const parts = ['docker service create --name a alpine', 'docker service rm $(docker service ls -q)'];
  assert.is(answer(parts, said, { skipped: [0] })?.skip?.reason, 'blocked');
  assert.is(answer(parts, said), undefined);
  assert.is(answer(['docker rm -f $(docker ps -aq)'], said), undefined);
});

test('a program is missing where it was to run', () => {
  const inside = answer(
    ['docker run -d --name box debian', 'docker exec box sh -c "figment -v"'],
    'sh: 1: figment: not found',
  );
  assert.is(inside?.skip?.message, 'container box has no figment');
  assert.is(
    answer(['figment -v'], 'bash: line 1: figment: command not found')?.skip?.message,
    'this machine has no figment',
  );
  assert.is(
    answer(['docker run --rm debian figment'], 'docker: exec: "figment": executable file not found in $PATH')
      ?.skip?.message,
    'image debian has no figment',
  );
});

test('a program that a command which was left out installs is blocked by it', () => {
  const parts = ['docker exec c apk add figment', 'docker exec c figment hello'];
  assert.is(answer(parts, 'sh: figment: not found', { skipped: [0] })?.skip?.reason, 'blocked');
});

test("a misspelt program, a path in an image and an option in a program's place are failures", () => {
  assert.match(answer(['dokcer ps'], 'bash: line 1: dokcer: command not found')?.cause ?? '', 'docker');
  for (const word of ['/opt/none', '-d', 'bash'])
    assert.is(
      answer([`docker run alpine ${word}`], `docker: exec: "${word}": executable file not found in $PATH`),
      undefined,
    );
});

test('a file comes from what was left out, from the document under another name, or from the reader', () => {
  const said = 'cat: list.txt: No such file or directory';
  assert.is(answer(['touch list.txt', 'cat list.txt'], said, { skipped: [0] })?.skip?.reason, 'blocked');
  assert.is(
    answer(['git clone https://x.example/y', 'cat list.txt'], said, { skipped: [0] })?.skip?.reason,
    'blocked',
  );
  assert.is(answer(['touch list.txt', 'rm list.txt', 'cat list.txt'], said), undefined);
  assert.is(
    answer([{ path: 'lists.txt', content: '' }, 'cat list.txt'], said)?.cause,
    'there is no list.txt; the document shows lists.txt',
  );
  assert.is(answer(['cat list.txt'], said)?.skip?.reason, 'missing-file');
});

test('a file that only a number tells from one that is used is of the reader, from one that is not a slip', () => {
  const said =
    'unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat Dockerfile.v1: no such file or directory';
  const shown = { path: 'Dockerfile.v2', content: 'FROM alpine' };
  assert.match(answer([shown, 'docker build -f Dockerfile.v1 .'], said)?.cause ?? '', 'Dockerfile.v2');
  assert.is(
    answer([shown, 'cat Dockerfile.v2', 'docker build -f Dockerfile.v1 .'], said)?.skip?.reason,
    'missing-file',
  );
});

test('a file that a container lacks is what the document says of the container', () => {
  assert.is(
    answer(
      ['docker run --rm alpine cat /srv/list'],
      "cat: can't open '/srv/list': No such file or directory",
    ),
    undefined,
  );
});

test('a name that does not resolve: of the lab, of the internet, or of the reader', () => {
  const said = (host: string) => `ping: bad address '${host}'`;
  assert.is(answer(['docker run -d --name db alpine', 'docker run alpine ping db'], said('db')), undefined);
  assert.is(
    answer(['docker run -d --name db x/db', 'docker run alpine ping db'], said('db'), { skipped: [0] })?.skip
      ?.reason,
    'blocked',
  );
  assert.is(
    answer(['docker run alpine ping www.shop.example'], said('www.shop.example'))?.skip?.reason,
    'network',
  );
  assert.is(answer(['docker run alpine ping printer'], said('printer'))?.skip?.reason, 'precondition');
});

test('where nothing was started nothing can answer', () => {
  const said = "curl: (7) Failed to connect to localhost port 8140 after 0 ms: Couldn't connect to server";
  assert.is(answer(['curl localhost:8140'], said)?.skip?.reason, 'precondition');
  assert.is(answer(['docker run -d -p 8141:80 nginx', 'curl localhost:8140'], said), undefined);
});

test('what the machine or its engine has not is a skip of the platform', () => {
  for (const said of [
    'docker: Error response from daemon: Requested CPUs are not available - requested 0-7, available: 0-1',
    'docker: Error response from daemon: error gathering device information while adding custom device "/dev/sda": no such file or directory',
    'Error response from daemon: failed to create eth0.20 vlan link: operation not supported',
    'docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]',
  ])
    assert.is(answer(['docker run alpine'], said)?.skip?.reason, 'platform', said);
});

test('one thing that is not excused excuses nothing', () => {
  const said = `${noContainer}\nError response from daemon: No such container: drawer`;
  assert.is(answer(['docker run -d --rm --name till alpine', 'docker rm till drawer'], said), undefined);
});

test('a slip of a name is one also where what is meant could not be made', () => {
  const parts = ['docker run -d --name tills x/till', 'docker logs till'];
  assert.match(answer(parts, noContainer, { skipped: [0] })?.cause ?? '', 'line 1 makes tills');
});

test('a program that is called by its path comes from the command that installs it by its name', () => {
  const said = 'bash: /opt/plum/bin/plumb: No such file or directory';
  const parts = ['apt-get install -y plumb', '/opt/plum/bin/plumb --all'];
  assert.match(answer(parts, said, { skipped: [0] })?.skip?.message ?? '', 'line 1, which was skipped');
  assert.is(
    answer(['apt-get install -y pear', parts[1]!], said, { skipped: [0] })?.skip?.reason,
    'missing-file',
  );
});

test('an address to publish at that the machine has not is not the document’s matter', () => {
  const said =
    'docker: Error response from daemon: failed to bind host port for 198.51.100.7::172.18.0.2:80/tcp: cannot assign requested address';
  const skip = answer(['docker run -d -p 198.51.100.7::80 x/till'], said)?.skip;
  assert.is(skip?.reason, 'platform');
  assert.match(skip?.message ?? '', 'has no 198.51.100.7');
});

test('an image that the lab makes under a tag is not there without one', () => {
  const said = "Unable to find image 'pear-stall:latest' locally";
  const run = 'docker run pear-stall';
  const cause = (...parts: readonly Part[]) => answer(parts, said, { skipped: [0] })?.cause;
  assert.match(cause('docker build -t pear-stall:ripe .', run) ?? '', 'line 1 makes pear-stall:ripe');
  assert.is(cause('docker build -t pear-stall .', run), undefined);
  // A name of one word may be that of a public image.
  const public_ = "Unable to find image 'pear:latest' locally";
  assert.is(
    answer(['docker build -t pear:ripe .', 'docker run pear'], public_, { skipped: [0] })?.cause,
    undefined,
  );
});

test('a server on a port that only a skipped command publishes is not there for that, whatever else runs', () => {
  const parts = [
    'docker run -d busybox top',
    'docker run -d -p 8140:80 x/till',
    'curl http://192.0.2.9:8140/',
  ];
  const refused = "curl: (7) Failed to connect to 192.0.2.9 port 8140 after 0 ms: Couldn't connect to server";
  assert.match(
    answer(parts, refused, { skipped: [1] })?.skip?.message ?? '',
    'server on port 8140 comes from line 2',
  );
  assert.is(answer(parts, refused), undefined);
});

test('a plugin is missing where docker shows how it is used itself', () => {
  const usage = 'unknown flag: --name\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]';
  assert.match(answer(['docker buildx create --name mason'], usage)?.skip?.message ?? '', 'has no buildx');
  assert.is(answer(['docker volumes --name mason'], usage), undefined);
});

test('what needs systemd is told so where there is none', () => {
  const said = "System has not been booted with systemd as init system (PID 1). Can't operate.";
  assert.is(answer(['systemctl status docker'], said)?.skip?.message, 'this machine has no systemd');
});

test('an address of the author’s machine is not here; one that the lab speaks of is', () => {
  const refused = 'curl: (7) Failed to connect to 10.9.8.7 port 80 after 0 ms: Could not connect to server';
  const run = 'docker run -d -p 80:80 nginx';
  assert.is(answer([run, 'curl http://10.9.8.7/'], refused)?.skip?.reason, 'precondition');
  const network = 'docker network create --subnet 10.9.8.0/24 yard';
  assert.is(answer([network, run, 'curl http://10.9.8.7/'], refused), undefined);
});

test('files that a left out installation in the same session may bring are blocked by it', () => {
  const lab = (first: string): Lab =>
    labOfBlock(
      '$ docker run -it debian bash',
      `root@0123456789ab:/# ${first}`,
      'root@0123456789ab:/# ls /srv/www',
    );
  const said = "ls: cannot access '/srv/www': No such file or directory";
  assert.is(answer(lab('apt-get install -y nginx'), said, { skipped: [1] })?.skip?.reason, 'blocked');
  assert.is(answer(lab('hostname'), said, { skipped: [1] }), undefined);
});

test("the folder of a volume whose engine's own name stands nowhere else is the reader's to fill in", () => {
  const id = 'b29ba9e3f10d67d8fd81718dbd346ff0992832a2bd9927087a6c8c0fe8f2932a';
  const path = `/var/lib/docker/volumes/${id}/_data`;
  const said = `ls: cannot access '${path}': No such file or directory`;
  const made = 'docker run -v /srv alpine true';
  assert.is(answer([made, `ls ${path}`], said)?.skip?.reason, 'placeholder');
  assert.is(answer([made, `docker volume inspect ${id}`, `ls ${path}`], said)?.skip, undefined);
});

test('what several commands use before it is made, or what is made again and again, the page takes to be there', () => {
  const said = 'Error response from daemon: network wire not found';
  const create = 'docker network create wire';
  const use = (name: string): string => `docker network connect wire ${name}`;
  const asked = (...parts: readonly string[]): Answer | undefined => {
    const plan = planLab(labOf(parts));
    const self = plan.commands[0]!;
    const happened = { plan, results: new Map<number, CommandResult>() };
    const rest = { output: said, shownOn: () => undefined, serving: false, balances: true };
    return answerTo(absencesIn(said), { self, ...happened, ...rest });
  };
  assert.is(asked(use('a'), use('b'), use('c'), create)?.skip?.reason, 'precondition');
  assert.is(asked(use('a'), create, create)?.skip?.reason, 'precondition');
  assert.match(asked(use('a'), create)?.cause ?? '', 'made only later, on line 2');
});

test.run();
