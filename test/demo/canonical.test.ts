import { hostname, tmpdir } from 'node:os';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Canonical } from '../../src/demo/canonical.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import { planLab } from '../../src/plan/plan.ts';

function canonical(commands: string, correspondence = new Correspondence()): Canonical {
  const plan = planLab(parseLab('lab.md', `\`\`\`console\n${commands}\n\`\`\`\n`));
  return new Canonical({ plan, correspondence });
}

/** What two runs are shown to print, each in a world of its own. */
function both(commands: string, one: readonly string[], other: readonly string[]): readonly string[] {
  const [first, second] = [one, other].map((outputs) => {
    const world = canonical(commands);
    return outputs.map((output) => world.output(output));
  });
  assert.equal(first, second);
  return first!;
}

const long = (digits: string): string => digits.repeat(64 / digits.length);

test('IDs that the document never shows are made up, one for one thing in all its forms', () => {
  const [id, list] = both(
    '$ docker run -d --name web nginx\n$ docker ps',
    [long('ab12'), `${long('ab12').slice(0, 12)}   nginx`],
    [long('9f'), `${long('9f').slice(0, 12)}   nginx`],
  );
  assert.is(list, `${id!.slice(0, 12)}   nginx`);
  assert.not.match(`${id}${list}`, /ab12ab12|9f9f9f/);
});

test('what the document shows of an ID is the document’s, and the rest is of no run', () => {
  const correspondence = new Correspondence();
  const live = long('ab12');
  correspondence.bind({ document: '602dbf1edc81', live: live.slice(0, 12), space: 'id', line: 9 });
  const text = canonical('$ docker network create x', correspondence).output(live);
  assert.is(text.slice(0, 12), '602dbf1edc81');
  assert.is(text.length, 64);
  assert.not.match(text, 'ab12');
});

test('a table has the columns that its cells make, whatever the run’s ages were', () => {
  const [text] = both(
    '$ docker ps',
    [`NAMES     STATUS                  IMAGE\nweb       ${'Up Less than a second'.padEnd(24)}nginx\n`],
    ['NAMES     STATUS         IMAGE\nweb       Up 3 seconds   nginx\n'],
  );
  assert.is(text, 'NAMES     STATUS         IMAGE\nweb       Up 2 seconds   nginx');
});

test('times, ages, sizes, process IDs and round trips are the same in every run', () => {
  const [, , ping, log] = both(
    '$ docker logs web',
    [
      '2026-11-26T04:50:20.123456789Z started in 12ms',
      '"Pid": 31337,',
      'round-trip min/avg/max = 0.105/0.161/0.217 ms',
      '127.0.0.1 - - [26/Nov/2026:04:50:20 +0000] "GET / HTTP/1.1" 200 12',
    ],
    [
      '2026-11-27T23:01:02.1Z started in 1.2s',
      '"Pid": 7,',
      'round-trip min/avg/max = 1.1/2.02/3.3 ms',
      '127.0.0.1 - - [01/Dec/2026:14:50:20 +0000] "GET / HTTP/1.1" 200 12',
    ],
  );
  assert.is(ping, 'round-trip min/avg/max = 0.1/0.1/0.1 ms');
  assert.match(log!, '[15/Jan/2025:10:00:00 +0000]');
});

test('addresses of networks that the engine chooses are numbered, those of the lab’s stay', () => {
  const commands = '$ docker network create --subnet 198.51.100.0/24 wire\n$ docker network create other';
  const [text] = both(
    commands,
    ['inet 198.51.100.2/24\ninet 172.19.0.3/16 link/ether 02:42:ac:13:00:03'],
    ['inet 198.51.100.2/24\ninet 172.25.0.3/16 link/ether 7e:11:22:33:44:55'],
  );
  assert.match(text!, /^inet 198\.51\.100\.2\/24\ninet 172\.18\.0\.3\/16 link/);
});

test('a value that the lab itself gives stays', () => {
  const text = canonical('$ docker run --ip 10.77.0.9 --label since=2019-05-05 alpine').output(
    'IP 10.77.0.9 since 2019-05-05\n',
  );
  assert.is(text, 'IP 10.77.0.9 since 2019-05-05');
});

test('neither this machine’s name nor the folder of the run is shown', () => {
  const text = canonical('$ pwd').output(`${tmpdir()}/labproof-Ab3dEf/work\n${hostname()}\n`);
  assert.is(text, '/home/you/lab\ndocker-host');
});

test('progress that was written over is shown as it ended', () => {
  assert.is(canonical('$ x').output('10%\r50%\rdone\u001b[K\nnext\n'), 'done\nnext');
});

test.run();
