import { DIGITS, type Measure, matching } from './value-class.ts';

/** What an interface has counted (`RX packets 3  bytes 182`, `packets:8 errors:0`) and its queue, or where on a disk a file is. */
export const counter: Measure = {
  kind: 'measure',
  name: 'counter',
  starts: DIGITS,
  end: (text, from) => (NAMED.test(text.slice(Math.max(0, from - 16), from)) ? digits(text, from) : -1),
};

const NAMED =
  /(?:^|[\s(])(?:packets|bytes|errors|dropped|overruns|frame|carrier|collisions|txqueuelen)[ :]{1,2}$|Inode: $/;
const digits = matching(/\d{1,18}(?!\w)/y);
