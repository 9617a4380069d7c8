import { DIGITS, type Measure, matching } from './value-class.ts';

/** A date with a time of day, in the forms of RFC 3339, Go's `time.String`, ctime and log files. */
export const timestamp: Measure = {
  kind: 'measure',
  name: 'time',
  starts: `${DIGITS}MTWFSJADNO`,
  end(text, from) {
    for (const form of formsAt(text, from)) {
      const end = form(text, from);
      if (end >= 0) return end;
    }
    return -1;
  },
};

/** The forms that can begin so; most numbers are no times. */
function formsAt(text: string, from: number): readonly ((text: string, from: number) => number)[] {
  if (text.charCodeAt(from) > 57) return WORDED;
  const separator = text.charAt(from + 4);
  if (separator === '-' || separator === '/') return ISO;
  if (text.charAt(from + 2) === '/') return LOG;
  return /[ -]/.test(text.charAt(from + 1)) || /[ -]/.test(text.charAt(from + 2)) ? DAY_FIRST : NONE;
}

const NONE: readonly never[] = [];

const ISO = [
  /\d{4}[-/]\d\d[-/]\d\d[T ,]{1,2}\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?Z| ?[+-]\d\d:?\d\d)?(?: [A-Z]{3,4}\b)?(?![\d:])/y,
].map(matching);

/** Apache and nginx logs: 26/Apr/2018:07:12:25 +0000 */
const LOG = [
  /\d\d\/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?/y,
].map(matching);

/** RFC 1123 and 850: Thu, 26 Apr 2018 07:12:25 GMT */
const DAY_FIRST = [
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ -]\d{2,4}[ ,]{1,2}\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?[+-]\d{4}| [A-Z]{3,4}\b)?/y,
].map(matching);

const WORDED = [
  ...DAY_FIRST,
  // ctime and date: Thu Apr 26 07:12:25 UTC 2018
  ...[
    /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?(?: [AP]M)?(?: [A-Z]{2,5})?(?: \d{4})?/y,
    // syslog and ls: Dec 18 02:53
    /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]?\d \d\d:\d\d(?::\d\d)?(?!\d)/y,
  ].map(matching),
];
