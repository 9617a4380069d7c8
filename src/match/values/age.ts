import { DIGITS, type Measure, matching } from './value-class.ts';

/** How docker says how long ago something was: `4 seconds ago`, `About a minute ago`; as authors shorten it, `21 min. ago`. */
export const age: Measure = {
  kind: 'measure',
  name: 'age',
  starts: `${DIGITS}ALal`,
  end: matching(
    /(?:[Ll]ess than a second|[Aa]bout an? (?:minute|hour|day|week|month|year)|\d{1,6} (?:second|minute|hour|day|week|month|year)s?|\d{1,6} (?:sec|min|hr|mon|yr)s?\.?|an? (?:second|minute|hour|day|week|month|year)) ago(?!\w)/y,
  ),
};
