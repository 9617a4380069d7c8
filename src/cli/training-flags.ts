import type { Flag } from './flag.ts';
import { READING } from './reading-flags.ts';

const REHEARSAL = {
  'no-rehearsal': {
    type: 'boolean',
    help: 'do not run the document first to know what of it does not hold',
  },
} as const satisfies Record<string, Flag>;

const TABS = {
  tab: READING.tab,
} as const satisfies Record<string, Flag>;

const TAGS = {
  'skip-tag': {
    type: 'string',
    multiple: true,
    single: true,
    value: 'NAME',
    help: 'leave out the commands whose directives have this tag, and of a course the labs; repeatable',
  },
} as const satisfies Record<string, Flag>;

/** Of the terminal's guide. */
export const GUIDE = {
  check: {
    type: 'boolean',
    help: 'say which goals each step has and what nothing can verify; needs no engine',
  },
  json: { type: 'boolean', help: 'with --check: as JSON' },
  anew: { type: 'boolean', help: 'begin at the first step, whatever was done before' },
  ...TABS,
  ...TAGS,
  ...REHEARSAL,
} as const satisfies Record<string, Flag>;

/** Of what is packed for a place without internet. */
export const BUNDLE = {
  output: {
    type: 'string',
    short: 'o',
    value: 'FILE',
    path: true,
    help: 'the file to write, such as class.tar',
  },
  'no-images': { type: 'boolean', help: 'documents only; needs no engine' },
  json: { type: 'boolean', help: 'say what was packed as JSON' },
} as const satisfies Record<string, Flag>;

/** Of the page. */
export const SERVE = {
  port: { type: 'string', value: 'N', help: 'the port of the page (default: any that is free)' },
  seats: {
    type: 'string',
    value: 'N',
    help: 'a class: a link and a machine for each of N, and a page for the trainer',
  },
  names: { type: 'string', value: 'FILE', path: true, help: 'a name per line, one for each seat' },
  idle: { type: 'string', value: '30m', help: 'put a machine away when nobody has been there for so long' },
  listen: {
    type: 'string',
    value: 'ADDRESS',
    help: 'serve other machines too; needs TLS or --insecure (default 127.0.0.1)',
  },
  host: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: 'a name under which the page is reached, beside the loopback’s; repeatable',
  },
  'tls-cert': { type: 'string', value: 'FILE', path: true, help: 'certificate of the page, in PEM' },
  'tls-key': { type: 'string', value: 'FILE', path: true, help: 'its key' },
  insecure: { type: 'boolean', help: 'serve other machines without TLS' },
  ...TABS,
  ...TAGS,
  ...REHEARSAL,
} as const satisfies Record<string, Flag>;
