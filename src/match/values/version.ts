import { IPV4 } from '../../text/ipv4.ts';
import { DIGITS, type Measure } from './value-class.ts';

/**
 * The version of a program: three or more numbers, `go1.9.5`, or two after the word `version`. Not
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
    if (isLong(found) || /version:? {0,16}v?$/i.test(text.slice(Math.max(0, from - 26), from))) {
      return from + found.length;
    }
    return -1;
  },
};

const FOUR_NUMBERS = new RegExp(`^${IPV4}$`);
const FORM =
  /^(?:go|v)?\d{1,5}(?:\.\d{1,8}){1,4}(?:[-+~][0-9A-Za-z][0-9A-Za-z._+~]{0,30}(?:-[0-9A-Za-z._+~]{1,30}){0,4})?(?![\w.]*\w)/;

const isLong = (text: string): boolean => /^(?:go\d|v?\d{1,5}\.\d{1,8}\.\d)/.test(text);
