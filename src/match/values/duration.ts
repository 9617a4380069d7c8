import { DIGITS, type Measure, matching } from './value-class.ts';

/** A length of time: `Up 3 seconds`, `1m30s`, `0.115 ms`, `1009ms`. */
export const duration: Measure = {
  kind: 'measure',
  name: 'duration',
  starts: `${DIGITS}ALal`,
  end(text, from) {
    const named = NAMED.test(text.slice(Math.max(0, from - 24), from)) ? number(text, from) : -1;
    return named >= 0 ? named : withUnit(text, from);
  },
};

/** A program that says `duration_ms 12.5` or `"uptime": 3.7` gives the unit with the name, or none. */
const NAMED =
  /(?:^|[^A-Za-z])(?:duration|elapsed|uptime|latency|took)(?:_?(?:ns|us|ms|s|sec|seconds))?"?[ :=]{1,3}$/i;
const number = matching(/\d{1,12}(?:\.\d{1,12})?(?![\w.%])/y);
const withUnit = matching(
  /(?:[Ll]ess than a second|[Aa]bout an? (?:minute|hour|day|week|month|year)|\d{1,9}(?:\.\d{1,9})? ?(?:nanoseconds?|microseconds?|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?|ns|us|µs|ms)|(?:\d{1,6}h)?(?:\d{1,6}m)?\d{1,6}(?:\.\d{1,9})?s|\d{1,6}h\d{1,6}m)(?!\w)/y,
);
