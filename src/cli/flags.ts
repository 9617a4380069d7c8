import { parseArgs } from 'node:util';
import { nearest } from '../text/nearest.ts';
import { DEMO } from './demo-flags.ts';
import type { Flag } from './flag.ts';
import { PLACE } from './place-flags.ts';
import { READING } from './reading-flags.ts';
import { RUN } from './run-flags.ts';
import { BUNDLE, GUIDE, SERVE } from './training-flags.ts';

const COMMON = {
  help: { type: 'boolean', short: 'h', help: 'show this help' },
  config: {
    type: 'string',
    value: 'FILE',
    help: 'settings to use (default: labproof.config.json here or in a folder above)',
  },
  'no-config': { type: 'boolean', help: 'use no config file' },
  color: {
    type: 'boolean',
    help: 'colour, also where the output is no terminal (off: --no-color or NO_COLOR)',
  },
  'no-color': { type: 'boolean', help: 'no colour' },
} as const satisfies Record<string, Flag>;

const ENGINE = {
  engine: {
    type: 'string',
    multiple: true,
    single: true,
    value: 'NAME',
    help: 'auto (default: host if it answers, else private), host, private, container, an address such as ssh://me@build, or a Docker context; several are a pool',
  },
} as const satisfies Record<string, Flag>;

const REPORT = {
  reporter: {
    type: 'string',
    multiple: true,
    value: 'NAME[=FILE]',
    fileAfterName: true,
    help: 'list, json, junit, tap, github, github-comment, gitlab, html, blob; repeatable (default list)',
  },
  trend: {
    type: 'string',
    value: 'DIR',
    path: true,
    help: 'with html: show the course of the runs whose JSON reports are in DIR, too',
  },
  explain: { type: 'boolean', help: 'say why each documented value was accepted' },
  quiet: { type: 'boolean', short: 'q', help: 'failing steps and the summary only' },
  verbose: { type: 'boolean', short: 'v', help: 'every command with its output' },
} as const satisfies Record<string, Flag>;

const STRICT = {
  strict: { type: 'boolean', help: 'drift fails the run' },
  'require-all': { type: 'boolean', help: 'skipped commands fail the run' },
  'fail-on-skip': {
    type: 'string',
    multiple: true,
    value: 'REASON',
    help: 'commands skipped for this reason fail the run, such as image or platform; repeatable',
  },
} as const satisfies Record<string, Flag>;

const { faithful: _, ...PLACE_OF_LEARNERS } = PLACE;

export const FLAGS = {
  run: {
    ...ENGINE,
    ...PLACE,
    ...READING,
    ...RUN,
    ...STRICT,
    keep: { type: 'boolean', help: 'leave what the lab made' },
    'keep-on-failure': { type: 'boolean', help: 'leave what the lab made if it failed' },
    ...REPORT,
    ...COMMON,
  },
  plan: {
    ...READING,
    json: { type: 'boolean', help: 'as JSON' },
    var: { type: 'string', multiple: true, value: 'NAME=VALUE', help: 'replace a value that the lab fixes' },
    ...COMMON,
  },
  lint: {
    exclude: READING.exclude,
    fix: { type: 'boolean', help: 'put right what can be put right safely, in the files themselves' },
    rule: {
      type: 'string',
      multiple: true,
      value: 'NAME=LEVEL',
      help: 'report a rule as error, warning, info, or not at all (off); repeatable',
    },
    'max-warnings': {
      type: 'string',
      value: 'N',
      help: 'fail only when there are more than N warnings (default 0)',
    },
    'list-rules': { type: 'boolean', help: 'list the rules with their levels' },
    quiet: { type: 'boolean', short: 'q', help: 'errors and warnings only' },
    json: { type: 'boolean', help: 'as JSON' },
    sarif: {
      type: 'string',
      value: 'FILE',
      path: true,
      help: 'write the findings there as SARIF 2.1.0 too, which code hosts show at their lines',
    },
    ...COMMON,
  },
  update: {
    exclude: READING.exclude,
    write: { type: 'boolean', help: 'write the documents; without it the changes are only shown' },
    fill: { type: 'boolean', help: 'write outputs for the commands that show none, too' },
    var: {
      type: 'string',
      multiple: true,
      value: 'NAME=VALUE',
      help: 'replace a value that the lab fixes for the run; the document keeps its own',
    },
    ...ENGINE,
    ...PLACE,
    quiet: { type: 'boolean', short: 'q', help: 'no differences, only what is left and the summary' },
    ...COMMON,
  },
  demo: {
    ...DEMO,
    ...ENGINE,
    ...PLACE,
    ...STRICT,
    quiet: { type: 'boolean', short: 'q', help: 'failing steps and the summary only' },
    ...COMMON,
  },
  guide: { ...GUIDE, ...ENGINE, ...PLACE_OF_LEARNERS, ...COMMON },
  serve: { ...SERVE, ...ENGINE, ...PLACE_OF_LEARNERS, ...COMMON },
  bundle: { ...BUNDLE, ...ENGINE, ...PLACE_OF_LEARNERS, ...COMMON },
  init: {
    ci: { type: 'string', value: 'NAME', help: 'write a job for github or gitlab; none: do not' },
    docker: { type: 'boolean', help: 'make the first lab one that uses Docker' },
    'no-docker': { type: 'boolean', help: 'make it one that does not (default)' },
    yes: { type: 'boolean', short: 'y', help: 'ask nothing' },
    ...COMMON,
  },
  new: { ...ENGINE, ...PLACE_OF_LEARNERS, ...COMMON },
  lsp: {
    stdio: { type: 'boolean', help: 'talk on standard input and output, as it always does' },
    ...COMMON,
  },
  'merge-reports': { ...REPORT, ...STRICT, ...COMMON },
  diff: { json: { type: 'boolean', help: 'as JSON' }, ...COMMON },
  machine: {
    all: { type: 'boolean', help: 'with rm: all that were kept' },
    json: { type: 'boolean', help: 'with ls and rm: as JSON' },
    ...COMMON,
  },
  clean: {
    yes: { type: 'boolean', short: 'y', help: 'remove without asking' },
    'cache-dir': {
      ...RUN['cache-dir'],
      help: 'the folder of cached results, if it is another than by default',
    },
    json: { type: 'boolean', help: 'as JSON' },
    ...COMMON,
  },
  doctor: {
    ...ENGINE,
    install: {
      type: 'boolean',
      help: 'install what is missing (Debian and Ubuntu, as root), saying what it does',
    },
    json: { type: 'boolean', help: 'as JSON' },
    ...COMMON,
  },
} as const satisfies Record<string, Record<string, Flag>>;

export type Verb = keyof typeof FLAGS;

export interface Arguments {
  readonly flags: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly operands: readonly string[];
  /** The config file and its plugins, which say what labs come to beside their documents. */
  readonly sources?: readonly string[];
}

/** `--flag` as `--flag=VALUE` where the value may be left out; what follows `--` is left alone. */
function withValues(argv: readonly string[], flags: Record<string, Flag>): readonly string[] {
  const end = argv.indexOf('--');
  return argv.flatMap((word, index) => {
    const bare = word.startsWith('--') && (end < 0 || index < end) ? flags[word.slice(2)]?.bare : undefined;
    if (!bare) return [word];
    const next = argv[index + 1];
    return next !== undefined && bare.follows(next) ? [word] : [`${word}=${bare.value}`];
  });
}

/** The flags and operands of a verb's command line, or what is wrong with it and what to do. */
export function readArguments(verb: Verb, argv: readonly string[]): Arguments | { readonly error: string } {
  const flags: Record<string, Flag> = FLAGS[verb];
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short ? { short } : {}), ...(multiple ? { multiple } : {}) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...withValues(argv, flags)],
      options,
      allowPositionals: true,
    });
    return { flags: values as Arguments['flags'], operands: positionals };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /Unknown option '--?([^']+)'/.exec(message)?.[1];
    if (unknown === undefined) return { error: message.split('. ')[0]! };
    const near = nearest(unknown, Object.keys(flags));
    const hint = near ? `; did you mean --${near}?` : `; see 'labproof ${verb} --help'`;
    return { error: `unknown option --${unknown}${hint}` };
  }
}
