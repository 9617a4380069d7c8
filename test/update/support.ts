import { Correspondence } from '../../src/match/correspondence.ts';
import { matchOutput } from '../../src/match/match.ts';
import { type Mended, mendOutput } from '../../src/update/mend.ts';
import type { Around } from '../match/support.ts';

/** What the output becomes, as text, or the reason why it stays. */
export function mended(document: string, live: string | readonly string[], around: Around = {}): string {
  const { correspondence = new Correspondence(), verb = 'ps', program = '', makes = {}, expect } = around;
  const lines = document.split('\n').map((text, index) => ({ line: 101 + index, text }));
  const span = { file: 'lab.md', line: 101, column: 1, endLine: 100 + lines.length };
  const context = {
    correspondence,
    command: { verb, program, line: 100 },
    made: (name: string) => Object.hasOwn(makes, name),
    makers: (name: string) => makes[name],
    names: Object.keys(makes),
    ...(expect ? { expect } : {}),
  };
  const input = { expected: { span, lines }, context, comparing: correspondence.begin() };
  const texts = typeof live === 'string' ? [live] : live;
  const result: Mended = mendOutput({ ...input, live: texts });
  if ('reason' in result) return result.reason;
  // What is written must hold, and writing it again must change nothing.
  const verdicts = texts.map((text) => {
    input.comparing.restart();
    return matchOutput({ expected: { span, lines: result.lines }, live: text, context }).verdict;
  });
  if (verdicts.every((verdict) => verdict === 'failed')) throw new Error('it does not hold');
  return result.lines.map(({ text }) => text).join('\n');
}
