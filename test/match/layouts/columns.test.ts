import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  beginsRow,
  type ColumnKind,
  columnsOf,
  fits,
  isKnown,
  isLeftOut,
  isShortAge,
} from '../../../src/match/layouts/table-columns.ts';
import { readTable, splitRow } from '../../../src/match/layouts/table-rows.ts';
import { repository } from '../../support/repository.ts';

/** Headers by the kind of their cells, as docker's lists, ps and df write them. */
const HEADERS: Readonly<Record<ColumnKind, readonly string[]>> = {
  id: ['CONTAINER ID', 'NETWORK ID', 'IMAGE ID', 'PLUGIN ID', 'ID', 'DIGEST'],
  host: ['NODE', 'HOSTNAME'],
  replicas: ['REPLICAS'],
  name: ['NAMES', 'NAME', 'VOLUME NAME', 'REPOSITORY', 'TAG', 'SERVICE'],
  age: ['CREATED', 'UPDATED', 'RUNNING FOR'],
  status: ['STATUS', 'STATE', 'CURRENT STATE'],
  ports: ['PORTS'],
  command: ['COMMAND', 'CMD', 'CREATED BY'],
  measure: [
    ...[
      'CREATED AT',
      'SIZE',
      'VIRTUAL SIZE',
      'SHARED SIZE',
      'UNIQUE SIZE',
      'ENGINE VERSION',
      'LINKS',
      'TOTAL',
    ],
    ...['LOCAL VOLUMES', 'DOCKER ENDPOINT', 'ACTIVE', 'RECLAIMABLE', 'CPU %', 'MEM %', 'MEM USAGE / LIMIT'],
    ...['NET I/O', 'BLOCK I/O', 'PIDS', 'PID', 'PPID', 'C', 'STIME', 'START', 'TTY', 'TT', 'TIME', '%CPU'],
    ...['%MEM', 'VSZ', 'RSS', 'STAT'],
  ],
  text: [
    ...['CONTAINER', 'IMAGE', 'DRIVER', 'SCOPE', 'AVAILABILITY', 'MANAGER STATUS', 'MODE', 'DESIRED STATE'],
    ...['ERROR', 'COMMENT', 'LABELS', 'MOUNTS', 'NETWORKS', 'SERVICES', 'ORCHESTRATOR', 'ENDPOINTS'],
    ...['CONFIG FILES', 'DESCRIPTION', 'TYPE', 'ENABLED', 'UID', 'USER', 'CLASS', '...', '…'],
  ],
};

for (const [kind, names] of Object.entries(HEADERS))
  for (const name of names)
    test(`the column ${name} has cells of the kind ${kind}, and is known one blank from the next`, () => {
      const columns = columnsOf(`NODE ${name} SERVICE`);
      assert.equal(
        columns?.map((column) => [column.written, column.kind]),
        [
          ['NODE', 'host'],
          [name, kind],
          ['SERVICE', 'name'],
        ],
      );
      assert.ok(isKnown(columns!));
    });

test('every header is tested', () => {
  const source = readFileSync(join(repository(), 'src/match/layouts/table-columns.ts'), 'utf8');
  const table = source.slice(
    source.indexOf('const HEADERS'),
    source.indexOf('};', source.indexOf('const HEADERS')),
  );
  assert.is(table.match(/: '[a-z]+',/g)?.length, Object.values(HEADERS).flat().length);
});

test('old headers are called as today, and dots stand for others', () => {
  assert.equal(
    columnsOf('VIRTUAL SIZE   CMD   RUNNING FOR')?.map(({ name }) => name),
    ['SIZE', 'COMMAND', 'CREATED'],
  );
  assert.equal(columnsOf('NAME   ...   …   SIZE')?.map(isLeftOut), [false, true, true, false]);
});

test('one slip in a header of four columns or more is what it is meant to be', () => {
  assert.equal(
    columnsOf('NAME IMAGE STATUS PORT')
      ?.map(({ name, written }) => [name, written])
      .at(-1),
    ['PORTS', 'PORT'],
  );
  assert.is(columnsOf('NAME STATUS PORT'), undefined);
  assert.is(columnsOf('NAMEX IMAGE STATUS PORT'), undefined);
});

test('headers of other programs are groups of capitals, two blanks apart', () => {
  assert.equal(
    columnsOf('  PEARS SOLD  PLUMS/KG')?.map(({ name, kind, from, to }) => [name, kind, from, to]),
    [
      ['PEARS SOLD', 'text', 2, 12],
      ['PLUMS/KG', 'text', 14, 22],
    ],
  );
  for (const text of ['PEARS', 'PEARS plums', 'pears  PLUMS', 'PEARS SOLD'])
    assert.is(columnsOf(text), undefined, text);
});

const CELLS: Readonly<Record<ColumnKind, readonly [fit: readonly string[], misfit: readonly string[]]>> = {
  id: [
    [
      '0123456789ab',
      `sha256:${'0a'.repeat(32)}`,
      `${'q1'.repeat(12)}z *`,
      '<none>',
      '<missing>',
      '*',
      'my_id',
      '01…',
      '01...ab',
    ],
    ['a b', 'x-y', '"a"'],
  ],
  age: [
    ['2 days ago', 'N/A', '2024-01-02', '5 mins', 'About an hour'],
    ['up', '5 pears'],
  ],
  status: [
    [
      'Up 2 days',
      'Exited (0)',
      'Created',
      'Restarting',
      'Paused',
      'Dead',
      'Removal',
      'Ready',
      'Down',
      'Running',
      'Shutdown',
      'Preparing',
      'Pending',
      'Complete',
      'Failed',
      'Rejected',
      'Starting',
      'Assigned',
      'Accepted',
      'Orphaned',
      'running',
      'exited',
      'created',
      'paused',
      'restarting',
      'dead',
    ],
    ['up', 'Uppity', '2 days ago', 'Up 2 days 80/tcp'],
  ],
  ports: [
    ['80/tcp', '0.0.0.0:8080->80/tcp', '80/tcp, 81/udp', '80/sctp,'],
    ['80', 'web', '80/tcp web'],
  ],
  measure: [['12', '5MB', '-', '?'], ['x']],
  command: [['anything'], []],
  name: [['web', 'web *', ''], ['web two']],
  text: [['anything'], []],
  host: [['anything'], []],
  replicas: [['anything'], []],
};

for (const [kind, [fit, misfit]] of Object.entries(CELLS) as readonly [
  ColumnKind,
  (typeof CELLS)[ColumnKind],
][])
  test(`cells of the kind ${kind} are told from others`, () => {
    for (const text of fit) assert.ok(fits(kind, text), text);
    for (const text of misfit) assert.not.ok(fits(kind, text), text);
  });

for (const age of [
  'a minute',
  'About an hour',
  'an hour ago',
  'Less than a second',
  '5s',
  '5 secs',
  '5 m',
  '5 mins.',
  '2h',
  '2 hrs',
  '3d',
  '3 days',
  '1w',
  '2 wks',
  '4 mo',
  '4 mons',
  '2 months ago',
  '1y',
  '2 yrs',
  '3 years…',
  '3 weeks..',
])
  test(`"${age}" is an age`, () => {
    assert.ok(isShortAge(age));
  });
for (const text of ['5', '5 pears', 'hour', '12345 days', '5 days old'])
  test(`"${text}" is no age`, () => {
    assert.not.ok(isShortAge(text));
  });

test('a row of a table that begins with an ID begins with one', () => {
  const columns = columnsOf('CONTAINER ID   NAMES')!;
  for (const text of ['0123456789ab x', 'q1q1q1q1q1q1 x', '<none> x', '<missing> x', '... x', '… x'])
    assert.ok(beginsRow(columns, text), text);
  for (const text of ['word', ' 0123456789ab', 'q1q1q1q1q1q1q'])
    assert.not.ok(beginsRow(columns, text), text);
  assert.ok(beginsRow(columnsOf('PID   USER')!, '   12 root'));
  assert.ok(beginsRow(columnsOf('  NAME   SIZE')!, '  a'));
  assert.ok(beginsRow(columnsOf('NAME   SIZE')!, 'a'));
});

const rowsOf = (...texts: readonly string[]): readonly (readonly string[])[] =>
  readTable(
    texts.map((text, at) => ({ text, line: at + 1 })),
    0,
  )!.table.rows.map(({ cells }) => cells);

test('a row is divided by the places of its columns', () => {
  assert.equal(rowsOf('NAME   IMAGE   PORTS', 'a      b       80/tcp', 'c              '), [
    ['a', 'b', '80/tcp'],
    ['c', '', ''],
  ]);
});

test('two blanks in a command end no cell', () => {
  assert.equal(rowsOf('CREATED BY           SIZE', 'RUN a  b             5MB', 'RUN a               5MB'), [
    ['RUN a  b', '5MB'],
    ['RUN a', '5MB'],
  ]);
});

test('a row that keeps to no columns is divided by what fits', () => {
  const columns = columnsOf('CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES')!;
  assert.equal(splitRow('0123456789ab alpine "sh -c a" 5 minutes ago Up 5 minutes 80/tcp web', columns), [
    '0123456789ab',
    'alpine',
    '"sh -c a"',
    '5 minutes ago',
    'Up 5 minutes',
    '80/tcp',
    'web',
  ]);
  assert.equal(splitRow('0123456789ab alpine "sh" About an hour ago Exited (0) 2 hours ago web', columns), [
    '0123456789ab',
    'alpine',
    '"sh"',
    'About an hour ago',
    'Exited (0) 2 hours ago',
    '',
    'web',
  ]);
});

test('of a row with very many words each column has one, and the last has the rest', () => {
  const words = Array.from({ length: 60 }, (_, at) => `w${at}`).join(' ');
  const [pid, user, command] = splitRow(` 1 root ${words}`, columnsOf('PID USER COMMAND')!);
  assert.equal([pid, user, command], ['1', 'root', words]);
});

test('columns that stand for others are left out with their cells', () => {
  const { table } = readTable(
    ['NAME   ...   SIZE', 'a      ...   5MB'].map((text, at) => ({ text, line: at })),
    0,
  )!;
  assert.equal(
    table.columns.map(({ name }) => name),
    ['NAME', 'SIZE'],
  );
  assert.equal(table.rows[0]?.cells, ['a', '5MB']);
});

test('a table ends at a blank line and where another begins', () => {
  const ends = (...texts: readonly string[]) =>
    readTable(
      texts.map((text, at) => ({ text, line: at })),
      0,
    )?.end;
  assert.is(ends('NAME   SIZE', 'a      5MB', '', 'b      6MB'), 2);
  assert.is(ends('NAME   SIZE', 'a      5MB', 'NAME   IMAGE', 'c      d'), 2);
  assert.is(ends('name   size', 'a      5MB'), undefined);
});

test.run();
