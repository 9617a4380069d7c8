import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../../src/match/correspondence.ts';
import { made, match, verdict } from '../support.ts';

const ID = 'a4a33de2232bdbfb0ea954f1dff43755e001fdcd9ad174368feaf0d0ff5859c2';
const LIVE_ID = '24df661ece0583b5458a70e287269f1c7d21384d4c719787ee27665dfa8fcb12';
const network = (id: string, subnet: string, more = ''): string => `[
    {
        "Name": "lan",
        "Id": "${id}",
        "Driver": "bridge",
        "IPAM": { "Config": [ { "Subnet": "${subnet}" } ] },${more}
        "Labels": {}
    }
]`;
const inspect = { verb: 'network inspect' };

test('a documented tree within the live one passes', () => {
  const live = network(LIVE_ID, '172.18.0.0/16', '\n        "EnableIPv4": true,');
  assert.is(verdict(network(ID, '172.20.0.0/16'), live, inspect), 'passed');
});

test('another value under a key fails and names the key', () => {
  const { verdict: found, differences } = match('{"Driver": "bridge"}', '{"Driver": "macvlan"}', inspect);
  assert.is(found, 'failed');
  assert.is(differences[0]?.cause, 'Driver is macvlan');
});

test('a key that is gone drifts', () => {
  assert.is(verdict('[{"Name": "x", "Ingress": false}]', '[{"Name": "x"}]', inspect), 'drifted');
});

test('null, [] and {} are forms of nothing', () => {
  for (const [document, live] of [
    ['null', '{}'],
    ['{}', 'null'],
    ['[]', 'null'],
    ['{}', '[]'],
  ] as const) {
    assert.is(verdict(`[{"Options": ${document}}]`, `[{"Options": ${live}}]`, inspect), 'drifted');
  }
});

test('a documented element where there is nothing drifts, another value fails', () => {
  assert.is(verdict('[{"Aliases": ["bec64291cd4c"]}]', '[{"Aliases": null}]', inspect), 'drifted');
  assert.is(verdict('[{"Links": "a"}]', '[{"Links": 3}]', inspect), 'failed');
});

test('a fragment is found at any depth', () => {
  const live =
    '[{"State": {"Running": true}, "NetworkSettings": {"Networks": {"lan": {"Gateway": "192.10.86.1"}}}}]';
  const document =
    '...truncated...\n"Networks": {\n  "lan": {\n    "Gateway": "192.10.86.1"\n  }\n}\n...truncated';
  assert.is(verdict(document, live, { verb: 'inspect' }), 'passed');
  assert.is(
    verdict(document.replace('86.1', '86.2'), live.replace('"192.10.86.1"', '"10.0.0"'), { verb: 'inspect' }),
    'failed',
  );
});

test('a text that is cut off is compared as far as it goes', () => {
  const document = '[\n  {\n    "Name": "lan",\n    "Driver": "bridge",\n    "IPAM": {';
  assert.is(verdict(document, network(LIVE_ID, '172.18.0.0/16'), inspect), 'passed');
});

test('an elision within an object lets a key be further in', () => {
  const live = '[{"Id": "x", "NetworkSettings": {"Ports": {}, "IPAddress": "172.17.0.2"}}]';
  assert.is(
    verdict('[\n {\n "Id": "x",\n ...\n "IPAddress": "172.17.0.9"\n }\n]', live, { verb: 'inspect' }),
    'passed',
  );
});

test('commas too many or missing do not matter', () => {
  assert.is(verdict('{"a": 1,\n "b": 2,\n}', '{"a":1,"b":2}', inspect), 'passed');
  assert.is(verdict('{"a": 1\n "b": 2}', '{"a":1,"b":2}', inspect), 'passed');
});

test('the name of a network that is not there fails, and what is below is compared too', () => {
  const correspondence = new Correspondence();
  assert.is(
    correspondence.bind({ document: ID, live: LIVE_ID, space: 'id', line: 19, what: 'network lan-one' }),
    'bound',
  );
  const document = `"Networks": {\n  "one-lan": {\n    "NetworkID": "${'5e'.repeat(32)}"\n  }\n}`;
  const live = `[{"NetworkSettings": {"Networks": {"lan-one": {"NetworkID": "${LIVE_ID}"}}}}]`;
  const { differences } = match(document, live, {
    correspondence,
    verb: 'inspect',
    makes: made('network', 'lan-one'),
  });
  assert.equal(
    differences.map(({ line, cause }) => [line, cause]),
    [
      [102, 'line 102 says one-lan; network lan-one is made on line 9'],
      [103, 'line 103 says 5e5e5e5e5e5e; network lan-one has ID a4a33de2232b on line 19'],
    ],
  );
});

test('keys that are IDs go through the correspondence', () => {
  const correspondence = new Correspondence();
  const map = (one: string, two: string): string =>
    `{"Containers": {"${one}": {"Name": "a", "IPv4Address": "172.18.0.2/16"}, "${two}": {"Name": "b", "IPv4Address": "172.18.0.3/16"}}}`;
  const [a, b, c, d] = ['1', '2', '3', '4'].map((digit) => `${digit}f`.repeat(32)) as [
    string,
    string,
    string,
    string,
  ];
  assert.is(verdict(map(a, b), map(c, d), { correspondence, verb: 'network inspect' }), 'passed');
  assert.is(correspondence.liveOf(a), c);
  assert.is(verdict(map(b, a), map(c, d), { correspondence, verb: 'network inspect' }), 'failed');
});

test('words of a command line are compared in order, other lists are not', () => {
  assert.is(verdict('{"Cmd": ["a", "b"]}', '{"Cmd": ["b", "a"]}', inspect), 'failed');
  assert.is(verdict('{"Cmd": ["a"]}', '{"Cmd": ["a", "b"]}', inspect), 'failed');
  assert.is(verdict('{"RepoTags": ["a", "b"]}', '{"RepoTags": ["b", "c", "a"]}', inspect), 'passed');
  assert.is(verdict('{"RepoTags": ["a", "x"]}', '{"RepoTags": ["b", "a"]}', inspect), 'failed');
});

test('a label or published port that is not there fails, a key of the format drifts', () => {
  const correspondence = new Correspondence();
  correspondence.pin('tier=back', { line: 4, what: 'container web', kind: 'label' });
  assert.is(verdict('{"Labels": {"tier": "back"}}', '{"Labels": {"x": "y"}}', { correspondence }), 'failed');
  assert.is(verdict('{"Ports": {"80/tcp": null}}', '{"Ports": {"81/tcp": null}}'), 'failed');
  assert.is(verdict('{"EnableIPv6": false, "Name": "x"}', '{"Name": "x"}'), 'drifted');
});

test('several values on lines of their own are a list in any order', () => {
  const document = '{"Name":"a","Driver":"local"}\n{"Name":"b","Driver":"local"}';
  const live =
    '{"Name":"b","Driver":"local","Size":"N/A"}\n{"Name":"a","Driver":"local"}\n{"Name":"c","Driver":"local"}';
  assert.is(verdict(document, live, { verb: 'volume ls' }), 'passed');
  assert.is(verdict(document.replace('"b"', '"d"'), live, { verb: 'volume ls' }), 'failed');
});

test('process IDs and times are of the run', () => {
  assert.is(
    verdict(
      '{"Pid": 12, "StartedAt": "2018-01-01T00:00:00Z", "ExitCode": 0}',
      '{"Pid": 99, "StartedAt": "2026-01-01T00:00:00.5Z", "ExitCode": 0}',
    ),
    'passed',
  );
  assert.is(verdict('{"Pid": 12, "ExitCode": 0}', '{"Pid": 99, "ExitCode": 1}'), 'failed');
});

test('a host name that looks like an ID is not held to be the container', () => {
  const correspondence = new Correspondence();
  assert.is(
    correspondence.bind({ document: 'f64a4851eb71', live: '111111111111', space: 'id', line: 1 }),
    'bound',
  );
  assert.is(
    verdict('{"Hostname": "f64a4851eb71", "Tty": true}', '{"Hostname": "222222222222", "Tty": true}', {
      correspondence,
    }),
    'passed',
  );
});

test('the length of a network that engines chose is not stated, of another one it is', () => {
  const attached = (address: string, length: number): string =>
    `{"IPv4Address": "${address}/${length}", "IPPrefixLen": ${length}}`;
  assert.is(verdict(attached('172.27.0.2', 16), attached('192.168.0.2', 20)), 'passed');
  assert.is(verdict('{"IPPrefixLen": 24}', '{"IPPrefixLen": 16}'), 'failed');
});

test("the engine's data root is not everywhere the same", () => {
  const mount = (root: string, name: string): string => `{"Mountpoint": "${root}/volumes/${name}/_data"}`;
  assert.is(
    verdict(mount('/mnt/sda1/var/lib/docker', 'notes'), mount('/var/lib/docker', 'notes')),
    'drifted',
  );
  assert.is(verdict(mount('/mnt/sda1/var/lib/docker', 'notes'), mount('/var/lib/docker', 'other')), 'failed');
});

test('text that only begins like JSON is compared as lines', () => {
  assert.is(
    verdict('[]\nError: No such object: x', '[]\nError: No such object: x', { verb: 'inspect' }),
    'passed',
  );
});

test('what follows an elision belongs where its indentation says', () => {
  const live = JSON.stringify(
    [{ HostConfig: { Binds: ['a:/b'], Memory: 1 }, Config: { Image: 'nginx', Tty: false } }],
    undefined,
    4,
  );
  const document = (image: string) => `[
    {
        "HostConfig": {
            "Binds": [
                "a:/b"
            ],
    ....
        "Config": {
            "Image": "${image}"
        }
    }
]`;
  assert.is(verdict(document('nginx'), live, { verb: 'inspect' }), 'passed');
  assert.is(verdict(document('httpd'), live, { verb: 'inspect' }), 'failed');
});

test('a published port is a fact, also where a template asks for nothing else', () => {
  const ports = { verb: 'inspect', program: '{{json .NetworkSettings.Ports}}' };
  const answer = (port: string): string => `{"${port}":[{"HostIp":"0.0.0.0","HostPort":"8081"}]}`;
  assert.is(verdict(answer('80/tcp'), answer('80/tcp'), ports), 'passed');
  assert.is(verdict(answer('81/tcp'), answer('80/tcp'), ports), 'failed');
  assert.is(verdict(answer('80/pluto'), answer('80/tcp'), ports), 'failed');
});

test('what a builder or storage driver writes drifts, what none writes fails', () => {
  const inspect = { verb: 'inspect' };
  const answer = (key: string, value: string): string => `[{"Id": "x", "${key}": "${value}"}]`;
  assert.is(verdict(answer('Runtime', 'crun'), answer('Runtime', 'runc'), inspect), 'drifted');
  assert.is(verdict(answer('Runtime', 'rune'), answer('Runtime', 'runc'), inspect), 'failed');
  const driver = (name: string): string => `[{"GraphDriver": {"Name": "${name}"}}]`;
  assert.is(verdict(driver('aufs'), driver('overlay2'), inspect), 'drifted');
  assert.is(verdict(driver('overlay3'), driver('overlay2'), inspect), 'failed');
});

test("the engine's data root corresponds", () => {
  const correspondence = new Correspondence();
  const inspect = { verb: 'volume inspect', correspondence };
  const answer = (root: string, name = 'notes'): string =>
    `[{"Mountpoint": "${root}/volumes/${name}/_data"}]`;
  assert.is(verdict(answer('/var/lib/docker'), answer('/data/engine'), inspect), 'drifted');
  assert.is(verdict(answer('/var/lib/docker', 'note'), answer('/data/engine'), inspect), 'failed');
  assert.is(verdict(answer('/var/lib/dockers'), answer('/data/engine'), inspect), 'failed');
  assert.is(verdict(answer('/var/lib/zebra'), answer('/data/engine'), { verb: 'volume inspect' }), 'failed');
});

test('an image that came from no registry has another form, one of another repository is false', () => {
  const image = (digests: readonly string[]) => JSON.stringify([{ Id: 'x', RepoDigests: digests }]);
  const digest = `sha256:${'0a1b2c3d'.repeat(8)}`;
  const inspect = { verb: 'image inspect' };
  assert.is(verdict(image([`web@${digest}`]), image([]), inspect), 'drifted');
  assert.is(verdict(image([`web@${digest}`]), image([`other@${digest}`]), inspect), 'failed');
});

test('a digest that no registry has given drifts', () => {
  const image = (name: string): string => `{"Image":"${name}"}`;
  const digest = `@sha256:${'ab'.repeat(32)}`;
  assert.is(
    verdict(image(`redis:alpine${digest}`), image('redis:alpine'), { verb: 'service inspect' }),
    'drifted',
  );
  assert.is(verdict(image(`redis:alpine${digest}`), image('redis:7'), { verb: 'service inspect' }), 'failed');
});

test('a network may be called by the address of its bridge', () => {
  const config = (subnet: string, gateway: string): string =>
    `[{"Subnet":"${subnet}","Gateway":"${gateway}"}]`;
  const live = config('172.17.0.0/16', '172.17.0.1');
  assert.is(verdict(config('172.17.42.1/16', '172.17.42.1'), live, { verb: 'network inspect' }), 'passed');
  const other = config('172.18.0.0/16', '172.17.0.1');
  assert.is(verdict(config('172.17.42.1/16', '172.17.42.1'), other, { verb: 'network inspect' }), 'failed');
});

test('a key that the answer of another program lacks is false', () => {
  const api = { verb: '', program: 'curl localhost:8080' };
  assert.is(verdict('{"status":"up","mode":"fast"}', '{"status":"up"}', api), 'failed');
  assert.is(verdict('{"status":"up"}', '{"status":"up","mode":"fast"}', api), 'passed');
  assert.is(verdict('{"Status":"up","Gone":"x"}', '{"Status":"up"}', { verb: 'inspect' }), 'drifted');
});

test('what a program measures of itself differs between runs', () => {
  const api = { verb: '', program: 'curl localhost:8080' };
  const answer = (uptime: number, pid: number): string => `{"uptime":${uptime},"pid":${pid},"count":3}`;
  assert.is(verdict(answer(0.71, 4711), answer(3.2, 12), api), 'passed');
  assert.is(verdict(answer(0.71, 4711), answer(3.2, 12).replace('3}', '4}'), api), 'failed');
});

test('older engines show a gateway with the length of its prefix', () => {
  const shown = (subnet: string, gateway: string): string =>
    JSON.stringify([{ IPAM: { Config: [{ Subnet: subnet, Gateway: gateway }] } }]);
  const live = shown('172.18.0.0/16', '172.18.0.1');
  assert.is(verdict(shown('172.19.0.0/16', '172.19.0.1/16'), live, inspect), 'drifted');
  assert.is(verdict('[{"Address":"172.19.0.1/16"}]', '[{"Address":"172.18.0.1"}]', inspect), 'failed');
});

test('what stands above is not taken for what is there by its name', () => {
  const entry = (id: string, name: string): string => `"${id}": { "Name": "${name}" }`;
  const other = '0b8fedf4613c7275d89861037ea1b23ad4d65ab10f16df67bf976d9cb5652311';
  const document = `{ "Containers": { ${entry(other, 'larder')}, ${entry(ID, 'till')} } }`;
  const { differences } = match(document, `{ "Containers": { ${entry(LIVE_ID, 'till')} } }`, inspect);
  assert.equal(
    differences.map(({ expected, cause }) => [expected, cause]),
    [[`"${other}": { "Name": "larder", … }`, 'names larder: no earlier command creates it']],
  );
});

test('what engines choose by themselves is another with another engine', () => {
  const value = (key: string, one: unknown): string => JSON.stringify([{ [key]: one }]);
  const pairs = [
    ['com.docker.network.driver.overlay.vxlanid_list', '257', '4097', 'passed'],
    ['ConsoleSize', [0, 0], [50, 80], 'passed'],
    ['IpcMode', 'shareable', 'private', 'drifted'],
    ['IpcMode', 'host', 'private', 'failed'],
    ['OomKillDisable', false, null, 'drifted'],
    ['Image', 'debian', 'debian:latest', 'drifted'],
    ['Image', 'debian', 'debian:12', 'failed'],
  ] as const;
  for (const [key, document, live, expected] of pairs)
    assert.is(
      verdict(value(key, document), value(key, live), inspect),
      expected,
      `${key} ${String(document)}`,
    );
});

test('a list in a fragment is looked for where its items have the same keys', () => {
  const live = `[{
    "HostConfig": { "Mounts": [ { "Type": "bind", "Source": "/srv/pears", "Target": "/pears" } ] },
    "Mounts": [ { "Type": "bind", "Source": "/srv/pears", "Destination": "/pears", "Mode": "" } ]
}]`;
  const fragment = (key: string) => `...
    "Mounts": [
        {
            "Type": "bind",
            "Source": "/srv/pears",
            "${key}": "/pears"
        }
    ],
...`;
  const inspection = { verb: 'container inspect' };
  assert.is(verdict(fragment('Target'), live, inspection), 'passed');
  assert.is(verdict(fragment('Destination'), live, inspection), 'passed');
});

test.run();
