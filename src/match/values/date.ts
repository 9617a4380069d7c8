import { DIGITS, type Measure, matching } from './value-class.ts';

/** A day without a time. */
export const date: Measure = {
  kind: 'measure',
  name: 'date',
  starts: `${DIGITS}MTWFSJADNO`,
  end: matching(
    /(?:(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?(?:(?:19|20)\d\d-[01]\d-[0-3]\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} [ \d]?\d(?:st|nd|rd|th)?,?[ ]{1,2}(?:19|20)\d\d|\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ -](?:19|20)\d\d)|(?:19|20)\d\d\/[01]\d\/[0-3]\d|[0-3]?\d([/.])[0-3]?\d\1(?:19|20)\d\d)(?![\w-])/y,
  ),
};
