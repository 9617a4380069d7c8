import { DIGITS, type Measure } from './value-class.ts';

/** A process ID where the text says that it is one: `pid 123`, `[pid=123]`, `123#123:` of nginx. */
export const pid: Measure = {
  kind: 'measure',
  name: 'PID',
  starts: DIGITS,
  end(text, from) {
    const found = /^\d{1,7}(?!\w)/.exec(text.slice(from, from + 9))?.[0];
    if (found === undefined) return -1;
    const before = text.slice(Math.max(0, from - 7), from);
    const after = text.charAt(from + found.length);
    const named = /(?:^|[^a-z])p?pid"?[ =:]{1,2}$/i.test(before);
    const nginx = (after === '#' && /\d/.test(text.charAt(from + found.length + 1))) || /\d#$/.test(before);
    return named || nginx ? from + found.length : -1;
  },
};
