import { DIGITS, LOWER, type Measure, matching, UPPER } from './value-class.ts';

/** A key or another secret in base 64 (RFC 4648), long enough to be nothing else. */
export const encoded: Measure = {
  kind: 'measure',
  name: 'encoded key',
  starts: DIGITS + LOWER + UPPER,
  end(text, from) {
    // Cheap to refuse: few words are that long.
    for (let at = from; at < from + SHORTEST; at += 8) if (!isDigit(text.charCodeAt(at))) return -1;
    if (text.charAt(from - 1) === '/') return -1;
    const end = whole(text, from);
    return end >= 0 && /[+=]/.test(text.slice(from, end)) ? end : -1;
  },
};

const SHORTEST = 40;
const whole = matching(/[A-Za-z0-9+/]{40,2000}={0,2}(?![\w+/=])/y);

const isDigit = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 47 && code <= 57) || code === 43;
