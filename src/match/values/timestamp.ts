import { DIGITS, type Measure, matching } from './value-class.ts';

/**
 * A date with a time of day, in the forms of RFC 3339, Go's `time.String`, ctime, JavaScript, systemd,
 * OpenSSL, git, HTTP, log files and the common locales.
 */
export const timestamp: Measure = {
  kind: 'measure',
  name: 'time',
  starts: `${DIGITS}MTWFSJADNO`,
  end(text, from) {
    for (const form of formsAt(text, from)) {
      const end = form(text, from);
      if (end >= 0) return end;
    }
    return -1;
  },
};

type Form = (text: string, from: number) => number;

/** The forms that can begin so; most numbers are no times. */
function formsAt(text: string, from: number): readonly Form[] {
  if (text.charCodeAt(from) > 57) return WORDED;
  const separator = text.charAt(from + 4);
  if (/^\d{4}/.test(text.slice(from, from + 4)) && (separator === '-' || separator === '/')) return ISO;
  if (text.charAt(from + 8) === 'T') return COMPACT;
  if (/^1\d{9}/.test(text.slice(from, from + 10))) return EPOCH;
  if (/[/.]/.test(text.charAt(from + 1)) || /[/.]/.test(text.charAt(from + 2))) return NUMBERS;
  return /[ -]/.test(text.charAt(from + 1)) || /[ -]/.test(text.charAt(from + 2)) ? DAY_FIRST : NONE;
}

const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const DAY = '[ \\d]?\\d';
const CLOCK = '\\d{1,2}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?(?: ?[AP]M\\b)?';
/** The names that the time zone database still uses; another word in capitals is the level of a log. */
const ZONE_NAME =
  '(?:UTC|GMT|WES?T|CES?T|EES?T|MSK|BST|IST|JST|KST|HKT|SGT|PKT|WIB|SAST|[ECMP][SD]T|AK[SD]T|HST|A[CEW]?[SD]T|NZ[SD]T)\\b';
const ZONE = `(?: ?Z\\b| ?(?:GMT|UTC)?[+-]\\d\\d:?\\d\\d(?: ${ZONE_NAME}| \\([A-Z][A-Za-z ]{2,40}\\))?| ${ZONE_NAME})`;

const forms = (...sources: readonly string[]): readonly Form[] =>
  sources.map((source) => matching(new RegExp(source, 'y')));

const NONE: readonly never[] = [];
const ISO = forms(
  // As a part of a file's name.
  '\\d{4}-\\d\\d-\\d\\d[T_-]\\d\\d[_-]\\d\\d[_-]\\d\\d(?:[_-]\\d{3,9})?Z?(?![\\d:])',
  `\\d{4}[-/]\\d\\d[-/]\\d\\d(?:T|, ?|[ _]{1,2})\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?${ZONE}?(?![\\d:])`,
);
/** Seconds since 1970 with or without parts, milliseconds, and git's with a zone: 2001 to 2033. */
const EPOCH = forms('1\\d{9}(?:\\d{3})?(?:\\.\\d{1,9})?(?: [+-]\\d{4})?(?![\\w.])');
const COMPACT = forms('\\d{8}T\\d{6}(?:\\.\\d{1,9})?Z?(?!\\w)');
/** Apache and nginx logs: 26/Apr/2018:07:12:25 +0000; locales: 4/26/2018, 7:12:25 AM and 26.04.2018 07:12 */
const NUMBERS = forms(
  `\\d\\d/${MONTH}/\\d{4}[: ]\\d\\d:\\d\\d:\\d\\d(?: [+-]\\d{4})?`,
  `\\d{1,2}([/.])\\d{1,2}\\1\\d{2,4},? ${CLOCK}${ZONE}?(?![\\d:])`,
);
/** RFC 1123 and 850: Thu, 26 Apr 2018 07:12:25 GMT */
const FIRST_DAY = `(?:${WEEKDAY},? )?${DAY}[ -]${MONTH}[ -]\\d{2,4}[ ,]{1,2}${CLOCK}${ZONE}?(?![\\d:])`;
const DAY_FIRST = forms(FIRST_DAY);

const WORDED = forms(
  FIRST_DAY,
  // ctime, date and git: Thu Apr 26 07:12:25 UTC 2018, Thu Apr 26 07:12:25 2018 +0200
  `${WEEKDAY},? ${MONTH} ${DAY} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [AP]M)?(?: [A-Z]{2,5}(?= \\d{4}))?(?: \\d{4})?(?: [+-]\\d{4})?`,
  // JavaScript and locales: Thu Apr 26 2018 07:12:25 GMT+0000 (Coordinated Universal Time), Apr 26, 2018, 7:12 AM
  `(?:${WEEKDAY},? )?${MONTH} ${DAY},? \\d{4},? (?:at )?${CLOCK}${ZONE}?(?![\\d:])`,
  // systemd: Thu 2018-04-26 07:12:25 UTC
  `${WEEKDAY} \\d{4}-\\d\\d-\\d\\d ${CLOCK}${ZONE}?`,
  // OpenSSL, syslog and ls: Apr 26 07:12:25 2018 GMT, Dec 18 02:53
  `${MONTH} ${DAY} \\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?: \\d{4}(?!\\d))?(?: (?:GMT|UTC|Z)\\b)?(?!\\d)`,
);
