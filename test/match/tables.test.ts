import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogue, formsOfOne } from '../../src/match/catalogue/forms.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import { layouts } from '../../src/match/layouts/registry.ts';
import { isNoise, NOISE_PATTERNS } from '../../src/match/noise.ts';
import { tokenize } from '../../src/match/tokens.ts';
import { valueClasses } from '../../src/match/values/registry.ts';
import { repository } from '../support/repository.ts';
import { type Around, made, verdict } from './support.ts';

/** The tables by which outputs are compared: each row has a text here that only it reads. */

const source = (file: string): string => readFileSync(join(repository(), 'src/match', file), 'utf8');

const NOISE = [
  "Unable to find image 'pear:1' locally",
  '1.25: Pulling from library/pear',
  'Using default tag: latest',
  '0123456789ab: Retrying in 3 seconds',
  `Digest: sha256:${'5d'.repeat(32)}`,
  'Status: Image is up to date for pear:latest',
  'docker.io/library/pear:latest',
  'Pulling pear (pear:1)...',
  'Copying blob 5d20c808c198 done',
  '[+] Building 1.2s (7/7) FINISHED',
  '⠿ Container lab-pear-1  Started  0.3s',
  '✔ pear Pulled',
  'Starting lab_pear_1 ... done',
  'Removing image pear:1',
  'Removing network lab_default',
  'Building pear',
  '=> exporting to image',
  '#7 [2/3] RUN make',
  'Sending build context to Docker daemon  3.072kB',
  'Step 2/3 : RUN make',
  '---> 0123456789ab',
  '---> Using cache',
  'Removing intermediate container 0123456789ab',
  'Install the buildx component to build images with BuildKit:',
  'https://docs.docker.com/go/buildx/',
  'overall progress: 1 out of 3 tasks',
  'rollback: manually requested rollback',
  '2/3: running   [=====>   ]',
  'verify: Waiting 4 seconds to verify that tasks are stable...',
  'image pear:1 could not be accessed on a registry to record',
  'its digest. Each node will access pear:1 independently,',
  'possibly leading to different nodes running different',
  'versions of the image.',
  ' 12 1024k   12  128k    0     0  99.1k      0  0:00:10  0:00:01  0:00:09  99.1k',
  'Preparing to copy...',
  '[2] 4711',
  'hint: use another name',
  'WARNING: IPv4 forwarding is disabled',
  "What's next:",
  "Use 'docker scout' to learn of it",
  'time="2024-01-01T00:00:00Z" level=warning msg="old"',
  'INFO[0001] ready',
  'WARNING: The scale command is deprecated. Use the up command.',
  "See 'docker run --help'.",
  'exit status 3',
  '% Total    % Received % Xferd  Average Speed',
  'Dload  Upload   Total',
  '^C^C',
] as const;

for (const line of NOISE)
  test(`"${line}" is noise, by one row of the table`, () => {
    assert.ok(isNoise(line));
    assert.is(NOISE_PATTERNS.filter((pattern) => pattern.test(line.trim())).length, 1);
  });

test('every row of noise is tested', () => {
  for (const pattern of NOISE_PATTERNS)
    assert.ok(
      NOISE.some((line) => pattern.test(line.trim())),
      String(pattern),
    );
});

for (const line of [
  'Unable to find image pear',
  'a b: Pulling from pear',
  '0123: Pull complete',
  'Digest: 5d5d5d5d',
  'docker.io is a registry',
  '[+] Walking',
  'Container of pears is green',
  'Creating pear',
  'Removing image',
  '#7 of them',
  'Step aside',
  '---> pear',
  '2/3 running',
  '[2] pears',
  'WARNING: this is new',
  'exit status unknown',
  'Total 3',
])
  test(`"${line}" is told`, () => {
    assert.not.ok(isNoise(line));
  });

const A = 'a1b2c3d4e5f60718';
/** Texts with one value of the class, which is the part in brackets, and texts with none. */
const VALUES: Readonly<Record<string, readonly [values: readonly string[], none: readonly string[]]>> = {
  UUID: [['<123e4567-e89b-12d3-a456-426614174000>'], ['123e4567-e89b-12d3-a456-42661417400']],
  digest: [[`<sha256:${A.repeat(4)}>`], []],
  'HTTP field': [
    ['Content-Length: <77>', 'ETag: "<5e-7>"', 'etag: W/"<5e-7>"', 'Age: <3>', '"GET / HTTP/1.1" 200 <77>'],
    ['Length: 77', '"GET / HTTP/1.1" 2000 77'],
  ],
  commit: [
    ['build <0a1b2c3>', 'commit: <0a1b2c3d>'],
    ['building 0a1b2c3', 'build 0a1b'],
  ],
  counter: [
    ['RX packets:<8> errors:<0>', 'TX bytes <8>', 'Inode: <77>', 'txqueuelen <8>'],
    ['xbytes 8', '8 packets'],
  ],
  ID: [
    [`<${'0a'.repeat(6)}>`, `<${'0a'.repeat(32)}>`, `<${'0a'.repeat(31)}>`, `<${'0a'.repeat(33)}>`],
    [
      '0a'.repeat(5),
      `${'0a'.repeat(6)}0`,
      `${'0a'.repeat(30)}0`,
      `${'0a'.repeat(33)}0`,
      `${'0a'.repeat(6)}g`,
    ],
  ],
  time: [['<2024-02-03T04:05:06Z>', '<Sat Feb  3 04:05:06 UTC 2024>', '<03/Feb/2024:04:05:06 +0000>'], []],
  date: [['<2024-02-03>'], ['2024-02']],
  age: [
    ['<3 days ago>', '<About an hour ago>', '<Less than a second ago>'],
    ['3 days', 'ago'],
  ],
  duration: [
    ['<3 days>', '<2m3.5s>', '<12 ms>'],
    ['3 pears', 'x3s'],
  ],
  'MAC address': [['<02:42:ac:11:00:07>'], ['02:42:ac:11:00', '00:00:00:00:00:00']],
  network: [['<172.20.0.0/16>'], []],
  address: [['<172.20.0.2>'], ['172.20.0', '127.0.0.1', '0.0.0.0']],
  'IPv6 address': [['<fd00::7>', '<2001:db8::1/64>'], ['::1']],
  'time of day': [['<04:05:06>'], ['04:05:6', 'a04:05:06']],
  'ephemeral port': [['0.0.0.0:<49153>->80/tcp'], ['0.0.0.0:8080->80/tcp']],
  percentage: [['<1.50%>'], []],
  size: [['<1.5GB>', '<77 kB>', '<3MiB>'], ['3MX']],
  PID: [['pid <4711>', 'PID: <4711>'], ['4711']],
  'interface number': [
    ['<12>: eth0@<if7>: <UP>', 'qlen <1000>'],
    ['12: eth0', 'if7'],
  ],
  'interface name': [['<veth0a1b2c3>'], ['veth', 'xveth0a1b2c3']],
  'generated name': [
    ['<brave_noether>', '<brave_noether7>'],
    ['pears_pear', 'xbrave_noether'],
  ],
  'swarm ID': [
    [`<${'q1'.repeat(12)}z>`, '<SWMTKN-1-0q1w2e-3r4t5z 10.0.0.7:2377>', '<SWMTKN-1-0q...>'],
    [`${'q1'.repeat(12)}`, `${'q1'.repeat(13)}`, 'q'.repeat(25)],
  ],
  'layer link': [[`<${'AB'.repeat(13)}>`], ['AB'.repeat(12), `${'AB'.repeat(13)}C`]],
  'encoded key': [
    [`<${'Ab0+'.repeat(11)}>`, `<${'Ab01'.repeat(11)}==>`],
    ['Ab01'.repeat(11), 'Ab0+'.repeat(9)],
  ],
  'temporary name': [['/tmp/<tmp.Xa7bQ2kLpz>'], ['tmp.Xa7bQ2kLpz', '/tmp/tmpfiles']],
  version: [
    ['<1.2.3>', '<go1.22>', 'version <1.2>', '<v1.2.3-rc.1>', 'Version: <1.2>'],
    ['1.2', 'pear:1.2.3', 'pear=1.2.3', 'pear@1.2.3', 'pear-1.2.3', 'a.1.2.3'],
  ],
};

test('every class of values is tested', () => {
  // What git prints is found by its command, not in a text.
  const names = valueClasses.filter(({ starts }) => starts !== '').map(({ name }) => name);
  assert.equal([...names].sort(), Object.keys(VALUES).sort());
});

for (const [name, [values, none]] of Object.entries(VALUES)) {
  const found = (text: string): readonly string[] =>
    tokenize(text).flatMap(({ text: value, valueClass }) => (valueClass?.name === name ? [value] : []));
  for (const marked of values)
    test(`"${marked}" holds a value of the class ${name}`, () => {
      const parts = [...marked.matchAll(/<([^<>]*[0-9_A-Za-z][^<>]*)>/g)].map(([, value]) => value!);
      const wanted = parts.filter((value) => value !== 'UP');
      assert.equal(found(marked.replace(/<(?!UP>)([^<>]+)>/g, '$1')), wanted);
    });
  for (const text of none)
    test(`"${text}" holds no value of the class ${name}`, () => {
      assert.equal(found(text), []);
    });
}

const PROGRESS: readonly (readonly [mine: string, other: string])[] = [
  [' Container lab-pear-1  Started', ' Container lab-plum-1  Started'],
  ['Creating service lab_pear', 'Creating service lab_plum'],
  ['Stopping lab_pear_1 ... done', 'Stopping lab_plum_1 ... done'],
  ['Step 1/2 : RUN pear', 'Step 1/2 : RUN plum'],
  ['#5 [2/2] RUN pear', '#5 [2/2] RUN plum'],
  [
    '#2 [internal] load metadata for docker.io/library/pear:1',
    '#2 [internal] load metadata for docker.io/library/plum:1',
  ],
  ['#1 [internal] load build definition from Pearfile', '#1 [internal] load build definition from Plumfile'],
  ['#9 naming to docker.io/library/pear:1 done', '#9 naming to docker.io/library/plum:1 done'],
  [
    'image pear:1 could not be accessed on a registry to record',
    'image plum:1 could not be accessed on a registry to record',
  ],
  [
    'its digest. Each node will access pear:1 independently,',
    'its digest. Each node will access plum:1 independently,',
  ],
  ["Unable to find image 'pear:1' locally", "Unable to find image 'plum:1' locally"],
  ['Status: Downloaded newer image for pear:1', 'Status: Downloaded newer image for plum:1'],
];

for (const [mine, other] of PROGRESS)
  test(`"${mine}" names what it is about`, () => {
    const up = { verb: 'compose up' };
    assert.is(verdict(mine, mine, up), 'passed');
    assert.is(verdict(mine, `${other}\ndone`, up), 'failed');
  });

test('every form of progress is tested', () => {
  const rows = source('progress.ts')
    .split('const FORMS')[1]!
    .match(/^ +(?:\{ )?pattern:/gm);
  assert.is(rows?.length, PROGRESS.length);
});

/** For each layout two outputs that only it takes for one, and another that it does not. */
const LAYOUTS: Readonly<
  Record<
    string,
    { readonly document: string; readonly same: string; readonly other: string; readonly around: Around }
  >
> = {
  build: {
    document: 'Step 1/1 : FROM pear\nSuccessfully built 0123456789ab\nSuccessfully tagged own:1',
    same: '#4 [1/1] FROM docker.io/library/pear\n#5 naming to docker.io/library/own:1 done',
    other: '#4 [1/1] FROM docker.io/library/pear\n#5 naming to docker.io/library/own:2 done',
    around: { verb: 'build' },
  },
  'machine-report': {
    document: 'Containers: 3\nSwarm: active\nTotal Memory: 2GiB',
    same: 'Containers: 9\nSwarm: active\nTotal Memory: 7GiB',
    other: 'Containers: 9\nSwarm: inactive\nTotal Memory: 7GiB',
    around: { verb: 'info' },
  },
  json: {
    document: '{"Driver": "bridge", "Internal": false}',
    same: '{\n  "Internal": false,\n  "Driver": "bridge"\n}',
    other: '{"Driver": "macvlan", "Internal": false}',
    around: { verb: 'network inspect' },
  },
  table: {
    document: 'DRIVER    VOLUME NAME\nlocal     pear\nlocal     plum',
    same: 'DRIVER    VOLUME NAME\nlocal     plum\nlocal     pear',
    other: 'DRIVER    VOLUME NAME\nlocal     plum\nnfs       pear',
    around: { verb: 'volume ls', makes: made('volume', 'pear', 'plum') },
  },
  'name-list': {
    document: 'pear  plum',
    same: 'plum\npear',
    other: 'plum\nfig',
    around: { verb: '', program: 'ls' },
  },
  'port-list': {
    document: '80/tcp -> 0.0.0.0:8080\n443/tcp -> 0.0.0.0:8443',
    same: '443/tcp -> 0.0.0.0:8443\n80/tcp -> 0.0.0.0:8080',
    other: '443/tcp -> 0.0.0.0:8443\n80/tcp -> 0.0.0.0:8081',
    around: { verb: 'port' },
  },
  ranged: {
    document: '/pear /plum',
    same: '/plum /pear',
    other: '/plum /fig',
    around: { verb: 'inspect', program: '{{range .Mounts}}{{.Destination}} {{end}}' },
  },
  ping: {
    document:
      'PING pear (10.0.0.2): 56 data bytes\n64 bytes from 10.0.0.2: seq=0 ttl=64 time=0.1 ms\n\n--- pear ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss',
    same: 'PING pear (10.0.0.3): 56 data bytes\n64 bytes from 10.0.0.3: seq=0 ttl=64 time=0.4 ms\n\n--- pear ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss',
    other:
      'PING pear (10.0.0.3): 56 data bytes\n\n--- pear ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss',
    around: { verb: 'exec', program: 'ping -c 1 pear' },
  },
  'long-listing': {
    document: '-rw-r--r--    1 root     root            12 Jan  1 10:00 pear',
    same: '-rw-r--r-- 1 root root 12 Feb  2 11:00 pear',
    other: '-rw-r--r-- 1 root root 12 Feb  2 11:00 plum',
    around: { verb: '', program: 'ls -l' },
  },
  message: {
    document: 'Error: No such container: pear',
    same: 'Error response from daemon: No such container: pear',
    other: 'Error response from daemon: No such container: plum',
    around: { verb: 'rm' },
  },
  lines: {
    document: 'pear is up for 3 seconds',
    same: 'pear is up for 4 seconds',
    other: 'plum is up for 4 seconds',
    around: { verb: 'exec', program: 'lantern', makes: made('container', 'pear', 'plum') },
  },
  'compose-list': {
    document:
      '   Name      Command   State   Ports \n-------------------------------------\nlab_pear_1   sh        Up      80/tcp',
    same: 'NAME         IMAGE   COMMAND   SERVICE   CREATED         STATUS         PORTS\nlab-pear-1   pear    "sh"      pear      3 seconds ago   Up 2 seconds   80/tcp',
    other:
      'NAME         IMAGE   COMMAND   SERVICE   CREATED         STATUS                     PORTS\nlab-pear-1   pear    "sh"      pear      3 seconds ago   Exited (1) 2 seconds ago   ',
    around: { verb: 'compose ps' },
  },
  events: {
    document: '2024-02-03T04:05:06.000000000Z container start 0123456789ab (image=pear, name=plum)',
    same: '2024-02-04T04:05:06.000000000Z container start ba9876543210 (image=pear, name=plum)',
    other: '2024-02-04T04:05:06.000000000Z container die ba9876543210 (image=pear, name=plum)',
    around: { verb: 'events' },
  },
  lookup: {
    document:
      'Server:    127.0.0.11\nAddress 1: 127.0.0.11\n\nName:      pear\nAddress 1: 10.0.0.2 pear.lane',
    same: 'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nName:\tpear\nAddress: 10.0.0.9',
    other: "Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\n** server can't find pear: NXDOMAIN",
    around: { verb: 'exec', program: 'nslookup pear' },
  },
  help: {
    document: 'Usage:  docker pear [OPTIONS]\n\nOptions:\n  -q, --quiet   Say little',
    same: 'Usage:  docker pear [OPTIONS]\n\nGrow pears\n\nOptions:\n  -a, --all     All of them\n  -q, --quiet   Say less',
    other: 'Usage:  docker pear [OPTIONS]\n\nOptions:\n  -a, --all     All of them',
    around: { verb: '', program: 'docker pear --help' },
  },
};

test('every layout is tested', () => {
  assert.equal(layouts.map(({ name }) => name).sort(), Object.keys(LAYOUTS).sort());
});

for (const [name, { document, same, other, around }] of Object.entries(LAYOUTS))
  test(`the layout ${name} takes one for another, and tells what differs`, () => {
    assert.is(verdict(document, document, around), 'passed');
    assert.is.not(verdict(document, same, around), 'failed');
    assert.is(verdict(document, other, around), 'failed');
  });

const SAMPLES: Readonly<Record<string, string>> = {
  port: '8080',
  count: '2',
  status: '3',
  least: '1',
  most: '2',
  number: '7',
  letter: 'x',
  shell: 'sh',
};
/** What may be anything is a word where it stands alone, and nothing where it is glued to one. */
const said = (form: string, whose = 'my'): string =>
  form
    .replace(/(?<![\w}])\{\*\}(?![\w{])/g, 'so')
    .replaceAll('{*}', '')
    .replace(/\{(\w+)\}/g, (_, name: string) => SAMPLES[name] ?? `${whose}-${name}`);
const site = () => ({ correspondence: new Correspondence(), line: 1 });

for (const forms of catalogue)
  test(`the forms of "${forms[0]}" are one message`, () => {
    for (const form of forms) {
      assert.is(formsOfOne(said(forms[0]!), said(form), site()), 'known', form);
      assert.is(formsOfOne(said(form), said(forms[0]!), site()), 'known', form);
    }
  });

const namesIn = (form: string): readonly string[] =>
  [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).filter((name) => !(name in SAMPLES));

for (const forms of catalogue)
  test(`the forms of "${forms[0]}" are two messages where they are about two things`, () => {
    for (const form of forms) {
      const shared = namesIn(form).some((name) => namesIn(forms[0]!).includes(name));
      const found = formsOfOne(said(forms[0]!), said(form, 'their'), site());
      if (shared) assert.is(typeof found, 'object', form);
    }
  });

test.run();
