import type { Cast } from '../../../src/demo/cast.ts';

const ROWS = [
  '\u001b[1mbold \u001b[0;2mdim \u001b[0;3mitalic \u001b[0;4munder \u001b[0;9mstruck \u001b[0;7minverse\u001b[m',
  '\u001b[31mred \u001b[92mgreen \u001b[38;5;208m208 \u001b[38;2;120;130;255mtrue \u001b[m\u001b[44m ground \u001b[m',
  '┌────┐ 🐳 ✅ e\u0301 é ✓ → 漢字 ① ฟ',
  '└────┘ ██▒▒░░ {}[]()<>@#%&*~^`\'"\\/',
];

/** A bit of all that terminals show, line by line, with a screen that scrolls and a progress that is wiped. */
export const CAST: Cast = {
  cols: 44,
  rows: 5,
  title: 'What terminals show: letters, colours, frames and more',
  origin: '',
  events: [
    { at: 0, code: 'm', data: 'Letters' },
    ...ROWS.map((row, index) => ({ at: 15 * index, code: 'o' as const, data: `${row}\r\n` })),
    { at: 1000, code: 'm', data: 'Progress' },
    { at: 1000, code: 'o', data: 'one\r\ntwo\r\n10%' },
    { at: 1005, code: 'o', data: '\r\u001b[K20%' },
    { at: 1500, code: 'o', data: '\r\u001b[K100% \u001b[2A\u001b[3Cup\u001b[?25l' },
    { at: 2500, code: 'x', data: '0' },
  ],
};
