import { HEX, type Measure, matching } from './value-class.ts';

/** What a web server says of the length and the state of a file, not of what is in it. */
export const httpField: Measure = {
  kind: 'measure',
  name: 'HTTP field',
  starts: HEX,
  end(text, from) {
    const before = text.slice(Math.max(0, from - 18), from);
    return /(?:^|[<\s])(?:content-length|etag|age): (?:W\/)?"?$/i.test(before) ? value(text, from) : -1;
  },
};

const value = matching(/[0-9a-f]{1,32}(?:-[0-9a-f]{1,32}){0,3}(?!\w)/y);
