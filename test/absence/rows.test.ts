import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absentFrom, filteredOut } from '../../src/absence/rows.ts';
import { absentServer } from '../../src/absence/servers.ts';
import type { CommandResult, Difference } from '../../src/model/verdict.ts';
import { type Plan, planLab } from '../../src/plan/plan.ts';
import { labOfText } from '../lab/reading.ts';
import { labOf } from '../support/labs.ts';

const missing = (expected: string): Difference => ({
  verdict: 'failed',
  line: 9,
  expected,
  found: '',
  cause: 'no such row',
  marks: { expected: [], found: [] },
});

function ran(plan: Plan, skippedIds: readonly number[]) {
  const results = new Map<number, CommandResult>();
  for (const { command } of plan.commands) {
    const skipped = skippedIds.includes(command.id);
    results.set(command.id, {
      id: command.id,
      line: command.span.line,
      command: command.typed,
      step: 1,
      verdict: skipped ? 'skipped' : 'passed',
      reason: '',
      ...(skipped ? { skip: { reason: 'image', message: 'no image' } as const } : {}),
      durationMs: 0,
      output: '',
      differences: [],
      acceptances: [],
      checks: [],
    });
  }
  return { plan, results, shownOn: () => undefined, present: new Set<string>() };
}

const last = (plan: Plan) => plan.commands.at(-1)!;

test('a row of a container whose command was left out is blocked by it', () => {
  const plan = planLab(labOf(['docker run -d --name db mysql', 'docker ps']));
  const skip = absentFrom(
    last(plan),
    { differences: [missing('1234abcd5678  mysql  "x"  Up  db')] },
    ran(plan, [0]),
  );
  assert.is(skip?.reason, 'blocked');
  assert.match(skip?.message ?? '', 'line 1');
});

test('a row whose image is that of a container that was left out is blocked by it', () => {
  const plan = planLab(labOf(['docker run -d mysql:5.7', 'docker ps']));
  const skip = absentFrom(
    last(plan),
    { differences: [missing('1234abcd5678  mysql:5.7  "x"  Up  calm_swan')] },
    ran(plan, [0]),
  );
  assert.is(skip?.reason, 'blocked');
});

test('an image that was not pulled is missing from the list for that reason', () => {
  const plan = planLab(labOf(['docker pull centos:7', 'docker images']));
  const skip = absentFrom(
    last(plan),
    { differences: [missing('centos  7  eeb6ee3f44bd  204MB')] },
    ran(plan, [0]),
  );
  assert.is(skip?.reason, 'blocked');
});

test('another wrong row still fails the command', () => {
  const plan = planLab(labOf(['docker run -d --name db mysql', 'docker ps']));
  const differences = [missing('1234abcd5678  mysql  db'), missing('99998888777a  nginx  web')];
  assert.is(absentFrom(last(plan), { differences }, ran(plan, [0])), undefined);
});

test('nothing is excused when every command ran', () => {
  const plan = planLab(labOf(['docker run -d --name db mysql', 'docker ps']));
  assert.is(absentFrom(last(plan), { differences: [missing('1234  mysql  db')] }, ran(plan, [])), undefined);
});

test('a value that the output of a left out command shows first comes from there', () => {
  const lab = labOf(['docker run -d x/y', 'docker ps']);
  const plan = planLab(lab);
  const [first] = plan.commands;
  const span = { file: 'lab.md', line: 1, column: 1, endLine: 1 };
  const shown = {
    ...first!,
    command: { ...first!.command, expected: { span, lines: [{ line: 1, text: 'abc' }] } },
  };
  const changed = { ...plan, commands: [shown, plan.commands[1]!] };
  const skip = absentFrom(
    last(changed),
    { differences: [missing('"846af8479944": {')] },
    { ...ran(changed, [0]), shownOn: (word) => (word === '846af8479944' ? 1 : undefined) },
  );
  assert.is(skip?.reason, 'blocked');
});

test('a container that JSON does not tell of is missing for the want of the command that makes it', () => {
  const row = (name: string) => missing(`"846af8479944": { "Name": "${name}", … }`);
  const plan = planLab(
    labOf(['docker network create pond', 'docker run -d --net pond x/y', 'docker network inspect pond']),
  );
  const skip = absentFrom(last(plan), { differences: [row('jolly_hopper')] }, ran(plan, [1]));
  assert.match(skip?.message ?? '', 'line 2');
  assert.is(absentFrom(last(plan), { differences: [row('heron')] }, ran(plan, [1])), undefined);
  const named = planLab(labOf(['docker run -d --name heron x/y', 'docker network inspect bridge']));
  assert.is(absentFrom(last(named), { differences: [row('heron')] }, ran(named, [0]))?.reason, 'blocked');
  const other = absentFrom(last(named), { differences: [row('jolly_hopper')] }, ran(named, [0]));
  assert.is(other, undefined);
});

test('a stack that was not deployed, and its services, are missing for that reason', () => {
  const rows = ['larder  6', '10rt1wczotze  larder_shelf  replicated  1/1  x/shelf', 'larder_shelf.1'];
  const plan = planLab(labOf(['docker stack deploy -c stack.yml larder', 'docker stack ls']));
  for (const row of rows) {
    const skip = absentFrom(last(plan), { differences: [missing(row)] }, ran(plan, [0]));
    assert.match(skip?.message ?? '', 'line 1', row);
  }
  const other = absentFrom(last(plan), { differences: [missing('cellar_shelf.1')] }, ran(plan, [0]));
  assert.is(other, undefined);
});

test('what a container that was left out would have put into a folder is missing for that reason', () => {
  for (const mount of [
    '-v `pwd`/pond:/reeds',
    '-v $(pwd)/pond:/reeds:ro',
    '--mount type=bind,src=/srv/pond,dst=/x',
  ]) {
    const plan = planLab(labOf([`docker run -d ${mount} x/y`, 'tree pond/', 'tree lake']));
    const [, pond, lake] = plan.commands;
    const differences = [missing('|__ heron')];
    assert.is(absentFrom(pond!, { differences }, ran(plan, [0]))?.reason, 'blocked', mount);
    assert.is(absentFrom(lake!, { differences }, ran(plan, [0])), undefined, mount);
  }
});

test('an image whose name the reader fills in is missing for the want of its build', () => {
  for (const name of ['$DOCKERID/shop:2', '$DOCKERID/shop']) {
    const plan = planLab(labOf([`docker build -t ${name} .`, 'docker images']));
    const rows = ['<docker id>/shop   2.0   01612e05312b   16 seconds ago   108MB'];
    const skip = absentFrom(last(plan), { differences: rows.map(missing) }, ran(plan, [0]));
    assert.is(skip?.reason, 'blocked', name);
    const other = [missing('<docker id>/till   2.0   01612e05312b   16 seconds ago   108MB')];
    assert.is(absentFrom(last(plan), { differences: other }, ran(plan, [0])), undefined, name);
  }
});

test('a request to a port that only a left out container publishes is blocked', () => {
  const plan = planLab(labOf(['docker run -d -p 8080:80 x/web', 'curl http://localhost:8080/']));
  assert.is(absentServer(last(plan), ran(plan, [0]))?.reason, 'blocked');
  assert.is(absentServer(last(plan), ran(plan, [])), undefined);
});

test('a request to this machine is blocked where services were left out, whatever ports they have', () => {
  const plan = planLab(labOf(['docker-compose up -d', 'curl http://localhost']));
  assert.is(absentServer(last(plan), ran(plan, [0]))?.reason, 'blocked');
  assert.is(absentServer(last(plan), ran(plan, [])), undefined);
});

test('a request to another port or host is not blocked by it', () => {
  for (const url of ['localhost:8081', 'http://example.com:8080', 'localhost']) {
    const plan = planLab(labOf(['docker run -d -p 8080:80 x/web', `curl ${url}`]));
    assert.is(absentServer(last(plan), ran(plan, [0])), undefined, url);
  }
});

test('a header that is missing with its rows does not count', () => {
  const plan = planLab(labOf(['docker service create --name db mysql', 'docker service ls']));
  const skip = absentFrom(
    last(plan),
    {
      differences: [
        missing('ID   NAME   MODE   REPLICAS   IMAGE'),
        missing('1a2b3c  db  replicated  1/1  mysql'),
      ],
    },
    ran(plan, [0]),
  );
  assert.is(skip?.reason, 'blocked');
});

test('an image that is here all the same blocks no row, and a row of what was made is right or wrong by itself', () => {
  const pulled = planLab(labOf(['docker pull alpine', 'docker run --name one alpine', 'docker ps -a']));
  const row = missing('aaaabbbbcccc   alpine   "echo hey"   Exited (3) 1 second ago   one');
  const here = { ...ran(pulled, [0]), present: new Set(['alpine']) };
  assert.is(absentFrom(last(pulled), { differences: [row] }, here), undefined);
  const two = planLab(labOf(['docker run -d --name a alpine', 'docker run -d --name b alpine', 'docker ps']));
  const other = missing('aaaabbbbcccc   alpine   "sleep 9"   Up 1 second   b');
  assert.is(absentFrom(last(two), { differences: [other] }, ran(two, [0])), undefined);
});

test('what a filter leaves out blocks nothing that it lets through', () => {
  const plan = planLab(
    labOf(['docker run -d --name tally alpine', "docker ps -a --filter name=abacus --format '{{.Image}}'"]),
  );
  assert.is(absentFrom(last(plan), { differences: [missing('alpine')] }, ran(plan, [0])), undefined);
});

test('a request to a name below localhost or to the address of a container is blocked with it', () => {
  const below = planLab(labOf(['docker run -d -p 8141:80 x/proxy', 'curl -s http://who.localhost:8141']));
  assert.is(absentServer(last(below), ran(below, [0]))?.reason, 'blocked');
  const address = planLab(labOf(['docker run -d --ip 10.88.0.20 x/app', 'curl -s http://10.88.0.20:8000']));
  assert.is(absentServer(last(address), ran(address, [0]))?.reason, 'blocked');
  assert.is(absentServer(last(address), ran(address, [])), undefined);
});

test('a container that is named as compose names them comes from the project that was left out', () => {
  const plan = planLab(labOf(['docker compose up -d', 'docker run -d --name shop-web-9 nginx', 'docker ps']));
  const row = (name: string) => ({ differences: [missing(`1234abcd5678  acme  "x"  Up  ${name}`)] });
  assert.is(absentFrom(last(plan), row('shop-web-1'), ran(plan, [0]))?.reason, 'blocked');
  assert.is(absentFrom(last(plan), row('shop_web_1'), ran(plan, [0]))?.reason, 'blocked');
  assert.is(absentFrom(last(plan), row('shop-web-9'), ran(plan, [0])), undefined);
  assert.is(absentFrom(last(plan), row('shop'), ran(plan, [0])), undefined);
});

test('files that a program was to create are missing from a listing for its sake, other words are not', () => {
  const plan = planLab(labOf(['acme init', 'ls']));
  const other = { ...missing('acme.toml'), found: 'acme.json' };
  assert.is(
    absentFrom(last(plan), { differences: [missing('acme.toml')] }, ran(plan, [0]))?.reason,
    'blocked',
  );
  assert.is(absentFrom(last(plan), { differences: [other] }, ran(plan, [0])), undefined);
  assert.is(absentFrom(last(plan), { differences: [missing('acme.toml')] }, ran(plan, [])), undefined);
});

test('a value of what ran that the document shows otherwise elsewhere is not blocked', () => {
  const plan = planLab(labOf(['docker run -d --name db mysql', 'docker network inspect quay']));
  const differences = (topic: string): readonly Difference[] => [
    { ...missing('"db"'), found: '77aa00c0ffee', topic },
  ];
  const skip = (topic: string) => absentFrom(last(plan), { differences: differences(topic) }, ran(plan, [0]));
  assert.is(skip('known-as-another 88aa00c0ffee 99aa00c0ffee'), undefined);
  assert.is(skip('name db')?.reason, 'blocked');
});

test('rows of images that no command speaks of do not keep a list from being blocked, slips do', () => {
  const plan = planLab(labOf(['docker build -t acme/pear .', 'docker images']));
  const rows = (...names: readonly string[]) =>
    absentFrom(
      last(plan),
      { differences: names.map((name) => missing(`${name}  latest  4b1f  now  1MB`)) },
      ran(plan, [0]),
    );
  assert.is(rows('acme/pear', 'acme/orchard')?.reason, 'blocked');
  assert.is(rows('acme/pear', 'acme/paer'), undefined);
  assert.is(rows('acme/orchard'), undefined);
});

test('networks and volumes of a project that was left out are blocked, others are not', () => {
  const plan = (list: string) => planLab(labOf(['docker compose up -d', list]));
  const skip = (list: string, row: string) =>
    absentFrom(last(plan(list)), { differences: [missing(row)] }, ran(plan(list), [0]));
  assert.is(skip('docker network ls', '4b1f00c0ffee   pier_quay   bridge   local')?.reason, 'blocked');
  assert.is(skip('docker volume ls', 'local     pier_pears')?.reason, 'blocked');
  assert.is(skip('docker network ls', '4b1f00c0ffee   quay   bridge   local'), undefined);
});

test('a row that is there with the image is not missing for want of that image', () => {
  const plan = planLab(labOf(['docker pull pear:2', 'docker run -d pear:2 sleep 9', 'docker ps']));
  const row = (found: string) => ({ ...missing('4b1f00c0ffee  pear:2  "sleep 8"  Up  calm_swan'), found });
  const skip = (found: string) => absentFrom(last(plan), { differences: [row(found)] }, ran(plan, [0]));
  assert.is(skip('')?.reason, 'blocked');
  assert.is(skip('77aa00c0ffee  pear:2  "sleep 9"  Up  brave_gull'), undefined);
});

test('a filter that lets nothing of a list through is blocked where what it looks for was left out', () => {
  const skip = (filter: string) => {
    const plan = planLab(labOf(['docker build -t acme/pear .', `docker images | ${filter}`]));
    return filteredOut(last(plan), ran(plan, [0]));
  };
  assert.is(skip('grep acme/pear')?.reason, 'blocked');
  assert.is(skip('grep -i pear')?.reason, 'blocked');
  assert.is(skip('grep plum'), undefined);
  assert.is(skip('sort'), undefined);
});

test('a folder whose files come from a clone that was left out cannot be listed', () => {
  const plan = planLab(labOf(['git clone https://git.example/pears', 'ls -l']));
  const skip = absentFrom(last(plan), { differences: [missing('pear.txt')] }, ran(plan, [0]));
  assert.match(skip?.message ?? '', 'what it would list comes from line 1');
});

test('a file that a command which was left out would have written is missing for want of it', () => {
  const writes = 'docker run --rm -v oven:/data ubuntu sh -c "apt-get update && echo hi > /data/note.txt"';
  const listed = planLab(labOf([writes, 'ls /var/lib/docker/volumes/oven/_data']));
  assert.match(
    absentFrom(last(listed), { differences: [missing('note.txt')] }, ran(listed, [0]))?.message ?? '',
    'line 1',
  );
  assert.is(absentFrom(last(listed), { differences: [missing('other.txt')] }, ran(listed, [0])), undefined);
  const asked = planLab(labOf([writes, 'curl http://localhost/note.txt']));
  assert.match(
    absentFrom(last(asked), { differences: [missing('hi')] }, ran(asked, [0]))?.message ?? '',
    'line 1',
  );
});

test('a container that would have had the folder may have put there what a list lacks', () => {
  for (const mount of ['"$PWD:/src"', '.:/src', '$(pwd):/src']) {
    const plan = planLab(labOf([`docker run --rm -v ${mount} builder`, 'ls']));
    assert.is(
      absentFrom(last(plan), { differences: [missing('oven')] }, ran(plan, [0]))?.reason,
      'blocked',
      mount,
    );
  }
});

test('a row of what commands use and none makes is of what the reader has from elsewhere', () => {
  const plan = planLab(
    labOf([
      'docker run -d --name pear nginx',
      'docker stop plum',
      'docker network connect bridge grape',
      'docker ps',
    ]),
  );
  const why = (...rows: readonly string[]) =>
    absentFrom(last(plan), { differences: rows.map(missing) }, ran(plan, []));
  assert.is(why('1234abcd5678  nginx  "x"  Up  plum')?.reason, 'precondition');
  assert.match(why('1234abcd5678  nginx  "x"  Up  plum')?.message ?? '', 'container plum');
  // Nobody uses it, it is a fact like any other; nor does a row of the reader's excuse one.
  assert.is(why('1234abcd5678  nginx  "x"  Up  fig'), undefined);
  assert.is(why('1234abcd5678  nginx  "x"  Up  plum', '2234abcd5678  nginx  "x"  Up  fig'), undefined);
  // Every engine has it.
  assert.is(why('1234abcd5678  bridge  bridge  local'), undefined);
});

test('what is nearly called as a thing of the lab is a slip, unless one output lists both', () => {
  const use = (output: string) => {
    const plan = planLab(
      labOfText(
        [
          '# Pears',
          '```',
          '$ docker run -d --name pear2 nginx',
          '$ docker ps',
          ...output.split('\n'),
          '$ docker stop pear',
          '$ docker ps',
          '```',
        ].join('\n'),
      ),
    );
    const row = '1234abcd5678  nginx  "x"  Up  pear';
    return absentFrom(last(plan), { differences: [missing(row)] }, ran(plan, []))?.reason;
  };
  assert.is(use('1234abcd5678  nginx  "x"  Up  pear'), undefined);
  assert.is(use('2234abcd5678  nginx  "x"  Up  pear2\n1234abcd5678  nginx  "x"  Up  pear'), 'precondition');
});

test('what a prune is to remove that nothing on the page makes is the reader to bring', () => {
  const differences = [missing('Deleted Volumes:'), missing('pond')];
  const alone = planLab(labOf(['docker network create creek', 'docker volume prune']));
  assert.is(absentFrom(last(alone), { differences }, ran(alone, []))?.reason, 'precondition');
  const made = planLab(labOf(['docker volume create pond', 'docker volume prune']));
  assert.is(absentFrom(last(made), { differences }, ran(made, [])), undefined);
});

test('a row of an image without a name is blocked by what was to make one', () => {
  const row = missing('<none>   <none>   53de2cee9e71   2 minutes ago   193 MB');
  const blockedBy = (script: string) => {
    const plan = planLab(labOf([script, 'docker images']));
    return absentFrom(last(plan), { differences: [row] }, ran(plan, [0]))?.reason;
  };
  assert.is(blockedBy('docker build .'), 'blocked');
  assert.is(blockedBy('docker commit -m pond box'), 'blocked');
  assert.is(blockedBy('docker build -t pond .'), undefined);
});

test.run();
