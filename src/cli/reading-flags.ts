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
  exclude: {
    type: 'string',
    multiple: true,
    single: true,
    value: 'PATTERN',
    help: 'leave these files of folders and patterns out, as .labproofignore does; repeatable',
  },
} as const satisfies Record<string, Flag>;
