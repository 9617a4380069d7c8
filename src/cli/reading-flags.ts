import type { Flag } from './flag.ts';

/** Which documents are read, and which of their variants. */
export const READING = {
  tab: {
    type: 'string',
    multiple: true,
    single: true,
    value: 'NAME',
    help: 'follow this tab where a page shows the same in several; repeatable',
  },
  fresh: {
    type: 'string',
    value: 'DEPTH',
    help: 'run each section by itself, with nothing of those before: section, or a depth of headings from 1 to 6',
  },
  exclude: {
    type: 'string',
    multiple: true,
    single: true,
    value: 'PATTERN',
    help: 'leave these files of folders and patterns out, as .labproofignore does; repeatable',
  },
} as const satisfies Record<string, Flag>;
