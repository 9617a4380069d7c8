import { HEX, type Measure, matching } from './value-class.ts';

/** What a web server says of the length and the state of a file, not of what is in it. */
export const httpField: Measure = {
  kind: 'measure',
  name: 'HTTP field',
  starts: HEX,
  end(text, from) {
    const before = text.slice(Math.max(0, from - 18), from);
    return FIELD.test(before) || LOGGED.test(before) ? value(text, from) : -1;
  },
};

const FIELD = /(?:^|[<\s])(?:content-length|etag|age): (?:W\/)?"?$/i;
/** In an access log: `"GET / HTTP/1.1" 200 612`. */
const LOGGED = /HTTP\/\d\.\d" \d{3} $/;
const value = matching(/[0-9a-f]{1,32}(?:-[0-9a-f]{1,32}){0,3}(?!\w)/y);
