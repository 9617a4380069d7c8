import { DIGITS, type Measure, matching } from './value-class.ts';

/** A share of a resource. The share of lost packets is what a ping is run for, so it is no measure. */
export const percentage: Measure = {
  kind: 'measure',
  name: 'percentage',
  starts: DIGITS,
  end: matching(/\d{1,6}(?:\.\d{1,6})?%(?! packet loss| loss)/y),
};
