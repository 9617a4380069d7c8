import { DIGITS, type Measure, matching } from './value-class.ts';

/** A length of time: `Up 3 seconds`, `1m30s`, `0.115 ms`, `1009ms`. */
export const duration: Measure = {
  kind: 'measure',
  name: 'duration',
  starts: `${DIGITS}ALal`,
  end: matching(
    /(?:[Ll]ess than a second|[Aa]bout an? (?:minute|hour|day|week|month|year)|\d{1,9}(?:\.\d{1,9})? ?(?:nanoseconds?|microseconds?|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?|ns|us|µs|ms)|(?:\d{1,6}h)?(?:\d{1,6}m)?\d{1,6}(?:\.\d{1,9})?s|\d{1,6}h\d{1,6}m)(?!\w)/y,
  ),
};
