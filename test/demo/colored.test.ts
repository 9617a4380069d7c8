import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { colored } from '../../src/demo/colored.ts';

const RED = '\u001b[31m';
const OFF = '\u001b[m';

/** What is shown, what was written, and the lines that come of both. */
const CASES: Readonly<Record<string, readonly [shown: string, written: string, lines: string]>> = {
  'a line as it was written': ['a red b', `a ${RED}red${OFF} b\r\n`, `a ${RED}red${OFF} b`],
  'a colour that goes on in the next line': [
    'a\nb',
    `${RED}a\r\nb${OFF}\r\n`,
    `${RED}a${OFF}\n${RED}b${OFF}`,
  ],
  'a value of the document’s in the place of the run’s': [
    'up abcd of web',
    `up ${RED}0123456789ab${OFF} of web\r\n`,
    `up ${RED}abcd${OFF} of web`,
  ],
  'lines that the document leaves out': [
    'one\n...\nfour',
    `${RED}one${OFF}\r\ntwo\r\nthree\r\n\u001b[32mfour${OFF}\r\n`,
    `${RED}one${OFF}\n...\n\u001b[32mfour${OFF}`,
  ],
  'bold on top, and a reset among others': [
    'a b c',
    `${RED}a \u001b[1mb \u001b[0;4mc${OFF}`,
    `${RED}a ${OFF}\u001b[31;1mb ${OFF}\u001b[4mc${OFF}`,
  ],
  'a zero in a colour is no reset': [
    'a',
    '\u001b[38;5;0;48;2;0;0;0ma\u001b[m',
    '\u001b[38;5;0;48;2;0;0;0ma\u001b[m',
  ],
  'what was written over': ['done', `${RED}10%\rdone${OFF}\r\n`, 'done'],
  'lines of what has no terminal': ['red', `${RED}red${OFF}\n`, `${RED}red${OFF}`],
  'no colours': ['a', 'a\r\n', 'a'],
};

for (const [name, [shown, written, lines]] of Object.entries(CASES)) {
  test(`colours are kept: ${name}`, () => {
    assert.is(colored(shown, written), lines);
  });
}

test.run();
