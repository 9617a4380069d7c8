import { DIGITS, type Measure, matching } from './value-class.ts';

/** An amount of data with its unit, in docker's (`107MB`, `2.048kB`, `1.9GiB`) and coreutils' (`8.0K`) way. */
export const size: Measure = {
  kind: 'measure',
  name: 'size',
  starts: DIGITS,
  end: matching(/\d{1,15}(?:\.\d{1,6})?(?:(?: ?(?:[kKMGTP]i?B|B))(?:\/s(?:ec)?)?|[KMGTP])(?!\w)/y),
};
