import { HEX, type Measure, matching } from './value-class.ts';

/** The commit a program was built from: `build c97c6d6`, `commit: 9ee9f40`. */
export const commit: Measure = {
  kind: 'measure',
  name: 'commit',
  starts: HEX,
  end(text, from) {
    return NAMED.test(text.slice(Math.max(0, from - 24), from)) ? digits(text, from) : -1;
  },
};

const NAMED = /(?:build|commit)[ :=]{1,14}$/i;
const digits = matching(/[0-9a-f]{6,40}(?!\w)/y);
