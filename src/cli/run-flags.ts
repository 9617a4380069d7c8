import { existsSync } from 'node:fs';
import type { Flag } from './flag.ts';
import { PLACE } from './place-flags.ts';

/** What only `run` takes: which labs, of them which steps, on what, how often and how many at a time. */
export const RUN = {
  'engine-version': {
    ...PLACE['engine-version'],
    multiple: true,
    single: true,
    version: true,
    alsoCalled: 'engines',
    help: 'the engine that a lab is to have, such as 28 or 20.10; several, by commas or repeated, run each lab on each',
  },
  var: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    help: 'replace a value that the lab fixes, such as parent=eth0',
  },
  step: {
    type: 'string',
    value: 'N[..M]',
    help: 'report these steps only; earlier ones run too, later ones do not',
  },
  grep: {
    type: 'string',
    short: 'g',
    value: 'TEXT',
    help: 'report the steps whose title contains TEXT only',
  },
  changed: {
    type: 'string',
    value: 'REF',
    bare: { value: 'HEAD', follows: isRef },
    help: 'run the labs only that changed, or files beside them did: since the last commit, or since REF',
  },
  'pass-with-no-labs': {
    type: 'boolean',
    help: 'nothing to run is no failure (default with --changed, --last-failed and --shard)',
  },
  'no-pass-with-no-labs': { type: 'boolean', help: 'nothing to run is exit status 4, also with these' },
  'last-failed': { type: 'boolean', help: 'run the labs only that failed when they were last run' },
  tag: {
    type: 'string',
    multiple: true,
    single: true,
    value: 'NAME',
    help: 'run the labs only whose front matter has this tag; repeatable',
  },
  'skip-tag': {
    type: 'string',
    multiple: true,
    single: true,
    value: 'NAME',
    help: 'leave out the labs with this tag, and the commands whose directives have it; repeatable',
  },
  shard: {
    type: 'string',
    value: 'N/M',
    help: 'run the Nth of M parts of the labs, balanced by how long whole runs here took; auto: as the CI system divides its jobs',
  },
  workers: {
    type: 'string',
    short: 'j',
    value: 'N',
    help: 'run N labs at a time (default 1, or as many as engines); on one engine those only that do not conflict',
  },
  cache: {
    type: 'boolean',
    help: 'do not run again what passed before, while its document, files, engine, images and options are the same',
  },
  'no-cache': { type: 'boolean', help: 'run everything (default)' },
  'cache-dir': {
    type: 'string',
    value: 'DIR',
    path: true,
    help: 'as --cache, with the results in this folder instead of that of the user’s caches',
  },
  retries: { type: 'string', value: 'N', help: 'run a failed lab again, up to N times' },
  bail: {
    type: 'string',
    value: 'N',
    bare: { value: '1', follows: (word) => /^\d+$/.test(word) },
    help: 'stop after N failed commands (default 1)',
  },
  debug: {
    type: 'boolean',
    help: 'at a command that fails, open the shell of the lab before it goes on; needs a terminal',
  },
  watch: { type: 'boolean', help: 'run again what changes or a key asks for (Enter, a, f, p), until q' },
} as const satisfies Record<string, Flag>;

/** A word behind `--changed` that is no file to run. */
function isRef(word: string): boolean {
  return /^\w[\w./~^@{}-]*$/.test(word) && !/\.(?:mdx?|markdown)$/i.test(word) && !existsSync(word);
}
