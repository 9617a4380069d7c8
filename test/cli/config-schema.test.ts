import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { NOT_IN_CONFIG, readConfig } from '../../src/cli/config-text.ts';
import type { Flag } from '../../src/cli/flag.ts';
import { FLAGS, type Verb } from '../../src/cli/flags.ts';
import { VERBS } from '../../src/cli/help.ts';
import { ASKED, CHANGED, PROGRAM_OPTIONS, type ProgramOption } from '../../src/cli/program-options.ts';
import { ROOT } from '../support/cli.ts';

const SCHEMA = join(ROOT, 'src/cli/config.schema.json');

/** The schema that the flags make; `UPDATE=1` writes it. */
function schemaOfFlags(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:labproof:config',
    title: 'labproof.config.json',
    description:
      'Options of labproof by verb, as on the command line, which goes before. Paths start at the folder of this file, which is looked for in the working directory and the folders above.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      plugins: {
        description: 'modules with reporters, checks and matchers, from the folder of this file',
        type: 'array',
        items: { type: 'string' },
      },
      programs: {
        description: 'what is special of programs of your own, by their names',
        type: 'object',
        propertyNames: { pattern: '^[\\w.+-]+$' },
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(
            Object.entries(PROGRAM_OPTIONS).map(([name, option]) => [
              name,
              { description: option.help, ...schemaOfProgramOption(option) },
            ]),
          ),
        },
      },
      ...Object.fromEntries((Object.keys(FLAGS) as Verb[]).map((verb) => [verb, schemaOfVerb(verb)])),
    },
  };
}

const CALLED = { type: ['boolean', 'array'], items: { type: 'string' } };

function schemaOfProgramOption({ takes }: ProgramOption): object {
  switch (takes) {
    case 'called':
      return CALLED;
    case 'switch':
      return { type: 'boolean' };
    case 'words':
      return { type: 'array', items: { type: 'string' } };
    case 'text':
      return { type: 'string' };
    case 'seconds':
      return { type: 'number', exclusiveMinimum: 0 };
    case 'asks':
      return { enum: ASKED };
    case 'changes':
      return {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(CHANGED.map((what) => [what, CALLED])),
      };
  }
}

function schemaOfVerb(verb: Verb): object {
  const flags = Object.entries<Flag>(FLAGS[verb]).filter(([name]) => !NOT_IN_CONFIG.has(name));
  return {
    description: VERBS[verb].help,
    type: 'object',
    additionalProperties: false,
    properties: {
      files: {
        description: 'what to use when the command line names nothing',
        type: 'array',
        items: { type: 'string' },
      },
      ...Object.fromEntries(
        flags.flatMap(([name, flag]) => {
          const schema = { description: flag.help, ...schemaOfFlag(flag) };
          return [name, ...(flag.alsoCalled ? [flag.alsoCalled] : [])].map((called) => [called, schema]);
        }),
      ),
    },
  };
}

function schemaOfFlag({ type, multiple, single, bare, version }: Flag): object {
  if (type === 'boolean') return { type: 'boolean' };
  if (version && multiple)
    return { type: ['string', 'number', 'array'], items: { type: ['string', 'number'] } };
  if (single) return { type: ['string', 'array'], items: { type: 'string' } };
  if (multiple) return { type: 'array', items: { type: 'string' } };
  return { type: bare ? ['string', 'number', 'boolean'] : ['string', 'number'] };
}

const published = async () => JSON.parse(await readFile(SCHEMA, 'utf8')) as object;

test('the published schema has every flag of every verb, and nothing else', async () => {
  if (process.env.UPDATE === '1' && !process.env.CI)
    await writeFile(SCHEMA, `${JSON.stringify(schemaOfFlags(), undefined, 2)}\n`);
  assert.equal(await published(), schemaOfFlags());
});

const GOOD: readonly object[] = [
  {},
  { $schema: './x.json', run: { engine: 'private', strict: true, workers: 4, bail: true, files: ['labs'] } },
  { run: { reporter: ['list', 'junit=r.xml'], timeout: 30, changed: 'main' }, lint: { rule: ['a=off'] } },
  { plugins: ['./own.mjs'] },
  { programs: {} },
  { programs: { larder: { 'needs-internet': ['sync'], 'never-ends': true, seconds: 90, asks: 'database' } } },
  { programs: { 'larder-2': { changes: { packages: ['install'], 'other engine': true }, silent: true } } },
  { run: { engine: ['ssh://a', 'ssh://b'] }, update: { engine: 'host' } },
  { run: { engines: [20.1, 26, '28'] }, update: { 'engine-version': '28' } },
  { run: { 'engine-version': 28 } },
];
const BAD: readonly object[] = [
  { runs: {} },
  { run: { stict: true } },
  { run: { strict: 'yes' } },
  { run: { reporter: 'list' } },
  { run: { config: 'x' } },
  { run: { workers: [1] } },
  { run: { files: 'labs' } },
  { run: { engine: true } },
  { run: { engines: [true] } },
  { run: { engines: { old: 20 } } },
  { update: { engines: ['28'] } },
  { run: [] },
  { plugins: './own.mjs' },
  { programs: [] },
  { programs: { larder: true } },
  { programs: { 'a b': {} } },
  { programs: { larder: { internet: true } } },
  { programs: { larder: { 'needs-internet': 'sync' } } },
  { programs: { larder: { seconds: 0 } } },
  { programs: { larder: { asks: 'questions' } } },
  { programs: { larder: { changes: { moods: true } } } },
  { programs: { larder: { changes: { packages: 'install' } } } },
];

test('the reader takes what the schema takes, and refuses what it refuses', async () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(await published());
  for (const [samples, good] of [
    [GOOD, true],
    [BAD, false],
  ] as const) {
    for (const sample of samples) {
      const text = JSON.stringify(sample);
      assert.is(validate(sample), good, `schema: ${text}`);
      assert.is(!('error' in readConfig(text, 'c.json')), good, `reader: ${text}`);
    }
  }
});

test.run();
