import { DIGITS, type Measure, matching } from './value-class.ts';

/** A time of day, such as `07:12:25`, that is not a part of something longer with colons. */
export const clock: Measure = {
  kind: 'measure',
  name: 'time of day',
  starts: DIGITS,
  end: (text, from) => (text.charAt(from - 1) === ':' ? -1 : whole(text, from)),
};

const whole = matching(/\d{1,2}:\d\d:\d\d(?:\.\d{1,9})?(?: ?[AP]M)?(?![\w:])/y);
