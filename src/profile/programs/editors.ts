import { withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Editors. */
export const editors: Family = {
  'vi vim nano': { unprompted: 'command', editor: true },
  'nvim emacs gedit code notepad notepad.exe subl atom pico joe mcedit kate': { editor: true },
  visudo: { editor: true, changes: { users: withNone(/^-l$/) } },
  'code vi vim nano': { atHome: true },
};
