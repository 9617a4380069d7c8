import { IPV4 } from '../../text/ipv4.ts';
import { DIGITS, type Measure } from './value-class.ts';

/**
 * The version of a program: three or more numbers, `go1.9.5`, or two after the word `version` or behind
 * the name of a program and its package. Not
 * after `:`, `=`, `@` or `-`, where it is the tag of an image, a setting or part of a name.
 */
export const version: Measure = {
  kind: 'measure',
  name: 'version',
  starts: `${DIGITS}vg`,
  end(text, from) {
    if (/[:=@\-.]/.test(text.charAt(from - 1))) return -1;
    const found = FORM.exec(text.slice(from, from + 80))?.[0];
    // Four numbers are an address.
    if (found === undefined || FOUR_NUMBERS.test(found)) return -1;
    const before = text.slice(Math.max(0, from - 80), from);
    if (isLong(found) || /version:? {0,16}v?$/i.test(before.slice(-26)) || GNU.test(before)) {
      return from + found.length;
    }
    return -1;
  },
};

const FOUR_NUMBERS = new RegExp(`^${IPV4}$`);
/** `cmp (GNU diffutils) 3.8`: what programs print first that follow GNU's standards, up to the number. */
const GNU = /(?:^|\n)[\w.+-]{1,30} \([A-Z][\w .+-]{1,40}\) $/;

const FORM =
  /^(?:go|v)?\d{1,5}(?:\.\d{1,8}){1,4}(?:[-+~][0-9A-Za-z][0-9A-Za-z._+~]{0,30}(?:-[0-9A-Za-z._+~]{1,30}){0,4})?(?![\w.]*\w)/;

const isLong = (text: string): boolean => /^(?:go\d|v?\d{1,5}\.\d{1,8}\.\d)/.test(text);
