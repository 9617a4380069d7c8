import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfig } from '../../src/cli/config-text.ts';
import { labproof, withFolder } from '../support/cli.ts';

const LARDER = {
  larder: {
    'options-with-value': ['--shelf'],
    'needs-internet': ['sync'],
    'never-ends': ['serve', '--watch'],
    changes: { packages: ['install'] },
  },
  cellar: { 'works-elsewhere': 'reaches the cellar' },
  crate: { 'needs-system': true },
};

const DOCUMENT = [
  '# Larder',
  '',
  '```console',
  '$ larder sync',
  '$ larder --shelf sync list',
  '$ larder --watch',
  '$ larder install jam',
  '$ cellar open',
  '$ crate open',
  '```',
  '',
  'Then',
  '',
  '```',
  'larder list',
  '```',
  '',
].join('\n');

interface Planned {
  readonly command: string;
  readonly terminal: string;
  readonly skip: { readonly reason: string; readonly message: string } | null;
  readonly hazards: readonly { readonly message: string }[];
}

async function planned(programs: object): Promise<ReadonlyMap<string, Planned>> {
  const files = { 'labproof.config.json': JSON.stringify({ programs }), 'lab.md': DOCUMENT };
  return withFolder(files, async (folder) => {
    const { stdout } = await labproof(['plan', '--json', 'lab.md'], { cwd: folder });
    const { labs } = JSON.parse(stdout) as { readonly labs: readonly { readonly commands: Planned[] }[] };
    return new Map(labs[0]!.commands.map((command) => [command.command, command]));
  });
}

test('what a config says of a program decides how a document is planned', async () => {
  const commands = await planned(LARDER);
  assert.is(commands.get('larder sync')?.skip?.reason, 'network');
  assert.is(commands.get('larder --shelf sync list')?.skip, null, 'the value of an option is no sub-command');
  assert.is(commands.get('larder --watch')?.terminal, 'endless');
  assert.is(commands.get('larder install jam')?.hazards.length, 1);
  assert.equal(commands.get('cellar open')?.skip?.message, 'cellar reaches the cellar');
  assert.is(commands.get('crate open')?.skip?.reason, 'platform');
  assert.ok(commands.has('larder list'), 'a line without a prompt is a command of it');
});

test('a program of which the config says nothing ends, needs nothing and begins no line without a prompt', async () => {
  const commands = await planned({});
  assert.is(commands.size, 6);
  for (const { command, terminal, skip, hazards } of commands.values())
    assert.equal([terminal, skip, hazards], ['none', null, []], command);
});

test('a program may be known already: the config decides key by key', async () => {
  const commands = await planned({ ...LARDER, cellar: { 'works-elsewhere': 'is far away' } });
  assert.equal(commands.get('cellar open')?.skip?.message, 'cellar is far away');
});

for (const [programs, message] of [
  [{ larder: { 'need-internet': true } }, "programs.larder: unknown key 'need-internet'; did you mean"],
  [{ larder: { 'never-ends': 'serve' } }, 'programs.larder.never-ends takes true, false or a list'],
  [{ larder: { asks: 'me' } }, 'programs.larder.asks takes one of shell, interpreter, database'],
  [
    { larder: { changes: { package: true } } },
    "programs.larder.changes takes no 'package'; did you mean 'packages'?",
  ],
  [{ 'a larder': {} }, "programs: 'a larder' is no name of a program"],
] as const) {
  test(`programs ${JSON.stringify(programs)} are refused with their place`, () => {
    const read = readConfig(JSON.stringify({ programs }), 'c.json');
    assert.ok('error' in read, 'it is taken');
    assert.match(read.error as string, `c.json:1:2: ${message}`);
  });
}

test.run();
