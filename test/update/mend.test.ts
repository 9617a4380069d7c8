import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';
import { editsTo } from '../../src/update/meeting-texts.ts';
import { made } from '../match/support.ts';
import { mended } from './support.ts';

const ID = '602dbf1edc81';
const LIVE_ID = '7085d9cb6a05';
const LONG = `${ID}${'a'.repeat(52)}`;
const LIVE_LONG = `${LIVE_ID}${'b'.repeat(52)}`;

/** A correspondence in which a network and its subnet are known. */
function known(): Correspondence {
  const correspondence = new Correspondence();
  correspondence.pinNetwork('198.51.100.0/24', { line: 9, what: 'network wire', kind: 'subnet' });
  correspondence.bind({ document: ID, live: LIVE_ID, space: 'id', line: 20, what: 'network wire' });
  return correspondence;
}

test('a line that states another network gets the right one and keeps its blanks', () => {
  assert.is(
    mended(
      'default via 198.51.100.1 dev eth0 \n203.0.113.0/24 dev eth0 scope link  src 203.0.113.2 ',
      'default via 198.51.100.1 dev eth0 \n198.51.100.0/24 dev eth0 scope link  src 198.51.100.2 \n',
      { correspondence: known(), verb: 'exec', program: 'ip route' },
    ),
    'default via 198.51.100.1 dev eth0 \n198.51.100.0/24 dev eth0 scope link  src 198.51.100.2 ',
  );
});

test('a live ID is written as the ID that the document has for it', () => {
  assert.is(
    mended(
      '[\n  {\n    "Name": "wire",\n    "Id": "0123456789ab"\n  }\n]',
      `[{"Name":"wire","Id":"${LIVE_ID}"}]`,
      { correspondence: known(), verb: 'network inspect' },
    ),
    `[\n  {\n    "Name": "wire",\n    "Id": "${ID}"\n  }\n]`,
  );
});

test('of an ID of which the document knows the beginning, the beginning stays', () => {
  assert.is(
    mended(`[\n  { "Name": "wire", "Id": "${'0'.repeat(64)}" }\n]`, `[{"Name":"wire","Id":"${LIVE_LONG}"}]`, {
      correspondence: known(),
      verb: 'network inspect',
    }),
    `[\n  { "Name": "wire", "Id": "${ID}${'b'.repeat(52)}" }\n]`,
  );
});

test('of a network that the engine chose, its length is put right and not what it is', () => {
  assert.is(
    mended(
      '[{"Subnet":"172.20.0.0/19","Gateway":"172.20.0.1"}]',
      '[{"Subnet":"172.26.0.0/16","Gateway":"172.26.0.1"}]\n',
      { verb: 'network inspect' },
    ),
    '[{"Subnet":"172.20.0.0/16","Gateway":"172.20.0.1"}]',
  );
});

test('the author keeps the values that differ in every run, and what is left out', () => {
  const live = JSON.stringify([
    {
      Created: '2026-01-02T03:04:05.678901234Z',
      Networks: { wire: { NetworkID: LIVE_LONG, MacAddress: '02:42:c6:33:64:02', IPPrefixLen: 24 } },
    },
  ]);
  assert.is(
    mended(
      `...truncated...\n"Networks": {\n  "my-wire": {\n      "NetworkID": "${LONG}",\n      "MacAddress": "02:42:c6:33:64:07",\n      "IPPrefixLen": 16\n  }\n}\n...truncated`,
      live,
      { correspondence: known(), verb: 'inspect', makes: made('network', 'wire') },
    ),
    `...truncated...\n"Networks": {\n  "wire": {\n      "NetworkID": "${LONG}",\n      "MacAddress": "02:42:c6:33:64:07",\n      "IPPrefixLen": 24\n  }\n}\n...truncated`,
  );
});

test('a value of many lines is laid out as the document lays out its own', () => {
  assert.is(
    mended(
      '[\n  {\n    "Cmd": [\n      "sh"\n    ],\n    "Image": "alpine"\n  }\n]',
      '[{"Cmd":["sleep","60"],"Image":"alpine"}]',
      { verb: 'inspect' },
    ),
    '[\n  {\n    "Cmd": [\n      "sleep",\n      "60"\n    ],\n    "Image": "alpine"\n  }\n]',
  );
});

test('an entry that is not there goes with its line and the comma before it', () => {
  const correspondence = new Correspondence();
  correspondence.pin('80/tcp', { line: 3, what: 'port', kind: 'name' });
  assert.is(
    mended('{\n  "Ports": {\n    "80/tcp": null,\n    "90/tcp": null\n  }\n}', '{"Ports":{"80/tcp":null}}', {
      correspondence,
      verb: 'inspect',
    }),
    '{\n  "Ports": {\n    "80/tcp": null\n  }\n}',
  );
});

const HEADER = 'CONTAINER ID        IMAGE               COMMAND             STATUS              NAMES';

test('a cell of a table changes, and those behind it stay in their columns', () => {
  assert.is(
    mended(
      `${HEADER}\n602dbf1edc81        alpine              "ash"               Up 3 seconds        web`,
      'CONTAINER ID   IMAGE          COMMAND   STATUS          NAMES\n7085d9cb6a05   nginx:alpine   "ash"     Up 10 minutes   web\n',
      { makes: made('container', 'web') },
    ),
    `${HEADER}\n602dbf1edc81        nginx:alpine        "ash"               Up 3 seconds        web`,
  );
});

test('a name that is mistyped becomes the one that the lab makes', () => {
  assert.is(
    mended(
      `${HEADER}\n602dbf1edc81        alpine              "ash"               Up 3 seconds        wbe-server`,
      'CONTAINER ID   IMAGE    COMMAND   STATUS          NAMES\n7085d9cb6a05   alpine   "ash"     Up 10 minutes   web-server\n',
      { makes: made('container', 'web-server') },
    ),
    `${HEADER}\n602dbf1edc81        alpine              "ash"               Up 3 seconds        web-server`,
  );
});

test('a row that is no longer there goes; one of the lab that is missing comes in its columns', () => {
  assert.is(
    mended('DRIVER    VOLUME NAME\nlocal     old', 'DRIVER    VOLUME NAME\nlocal     notes\n', {
      verb: 'volume ls',
      makes: made('volume', 'notes', 'old'),
    }),
    'DRIVER    VOLUME NAME\nlocal     notes',
  );
});

test('objects that the lab never makes are for the author to decide about', () => {
  assert.match(
    mended(
      `${HEADER}\n602dbf1edc81        alpine              "ash"               Up 3 seconds        friend2`,
      'CONTAINER ID   IMAGE   COMMAND   STATUS   NAMES\n',
    ),
    /^names friend2: no earlier command creates it; add what creates it/,
  );
});

test('a row that a narrow terminal broke stays broken', () => {
  assert.is(
    mended(
      'CONTAINER ID        IMAGE               COMMAND             STATUS\n              NAMES\n602dbf1edc81        alpine              "ash"               Up 3 seconds\n              web',
      'CONTAINER ID   IMAGE     COMMAND   STATUS          NAMES\n7085d9cb6a05   busybox   "ash"     Up 10 minutes   web\n',
      { makes: made('container', 'web') },
    ),
    'CONTAINER ID        IMAGE               COMMAND             STATUS\n              NAMES\n602dbf1edc81        busybox             "ash"               Up 3 seconds\n              web',
  );
});

test('lines that are printed in the place of others take their place', () => {
  assert.is(
    mended('first\nport 8080 is open\nlast', 'first\nnobody is at home\nlast\n', { verb: '' }),
    'first\nnobody is at home\nlast',
  );
});

test('of a ping the times stay the author’s', () => {
  const lines = (name: string, address: string, time: string) =>
    `PING ${name} (${address}): 56 data bytes\n64 bytes from ${address}: seq=0 ttl=64 time=${time} ms\n\n--- ${name} ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = ${time}/${time}/${time} ms`;
  assert.is(
    mended(lines('dbs', '172.18.0.2', '0.050'), `${lines('db', '172.18.0.3', '0.123')}\n`, {
      verb: 'exec',
      program: 'ping -c 1 db',
      makes: made('container', 'db'),
    }),
    lines('db', '172.18.0.2', '0.050'),
  );
});

test('exactly means exactly', () => {
  assert.is(mended('one  two', 'one two\n', { expect: 'exact', verb: '' }), 'one two');
});

test('an output shown below several commands is held against what all of them print', () => {
  assert.is(mended('one\ntwo\nthree', ['3\n', 'one\ntwo\n3\n'], { verb: '' }), 'one\ntwo\n3');
});

test('what the document leaves out stays left out, however much it lacks elsewhere', () => {
  const many = Array.from({ length: 25 }, (_, index) => `line number ${index} of many`).join('\n');
  assert.is(
    mended('first\n...\nport 8080 is open\nend', `first\nleft out\nport 9090 is open\n${many}\nend\n`, {
      verb: '',
    }),
    `first\n...\nport 9090 is open\n${many}\nend`,
  );
});

test('an output that leaves something out is not written anew as a whole', () => {
  assert.match(
    mended('a  b\n...\nc', 'x\ny\n', { verb: '', expect: 'exact' }),
    'can not be told from what is left out',
  );
});

test('between a cell that has grown and the next are two blanks', () => {
  assert.is(
    mended(
      'CONTAINER ID   IMAGE    NAMES\n602dbf1edc81   alpine   web',
      'CONTAINER ID   IMAGE            NAMES\n7085d9cb6a05   registry:2.8.3   web\n',
      { makes: made('container', 'web') },
    ),
    'CONTAINER ID   IMAGE    NAMES\n602dbf1edc81   registry:2.8.3  web',
  );
});

test('what is to be written is found without that anything is learnt', () => {
  const correspondence = new Correspondence();
  const edits = editsTo(`container ${ID} is up`, `container ${LIVE_ID} is down`, correspondence);
  assert.equal(
    edits.map(({ put }) => put),
    ['down'],
  );
  assert.is(correspondence.documentOf(LIVE_ID), undefined);
});

test('where something is printed an output is never emptied', () => {
  const live = '2.7M busybox.tar\n';
  assert.is(mended('2.7M changed.tar', live, { verb: '', program: 'ls -sh busybox.tar' }), live.trimEnd());
});

test('a broadcast address that is shown for the first time is that of the document’s network', () => {
  const live = 'inet addr:172.18.0.2  Bcast:172.18.255.255  Mask:255.255.0.0  MTU:1500\n';
  const around = { verb: 'exec', program: 'ifconfig eth0' };
  assert.is(
    mended('inet addr:172.17.0.2  Bcast:0.0.0.0  Mask:255.255.0.0  MTU:9000', live, around),
    'inet addr:172.17.0.2  Bcast:172.17.255.255  Mask:255.255.0.0  MTU:1500',
  );
});

test.run();
