import { DIGITS, type Measure, matching } from './value-class.ts';

/** A time of day, such as `07:12:25`, or the processor time of a process, `0:00`. */
export const clock: Measure = {
  kind: 'measure',
  name: 'time of day',
  starts: DIGITS,
  end: matching(/(?:\d{1,2}:\d\d:\d\d(?:\.\d{1,9})?(?: ?[AP]M)?)(?![\w:])/y),
};
