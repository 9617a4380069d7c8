/**
 * Throws damaged and random texts at matching:
 *
 *   fuzz.ts [COUNT] [SEED]     default 2000 and 1
 *
 * A comparison must end, must not throw, must be the same again, must accept a text as its own
 * document, and must leave nothing behind when it is dropped. Prints the slowest comparisons, and
 * exits with 1 when a rule is broken.
 */
import { readFileSync } from 'node:fs';
import { Correspondence } from '../src/match/correspondence.ts';
import { matchOutput } from '../src/match/match.ts';
import { randomOf } from './mutation/random.ts';
import type { Run } from './mutation/record.ts';

const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../fixtures/outputs/' : '../fixtures/outputs/',
  import.meta.url,
);
const outputs = ['20-a', '28-a'].flatMap((name) =>
  Object.values(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Run).flatMap(
    (recordings) => recordings.map(({ output }) => output),
  ),
);

const count = Number(process.argv[2] ?? 2000);
const random = randomOf(Number(process.argv[3] ?? 1));
const pick = <T>(elements: readonly T[]): T => elements[Math.floor(random() * elements.length)]!;
const below = (most: number): number => Math.floor(random() * most);

const FRAGMENTS = [
  '...',
  '…',
  '<snip>',
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\t',
  '\r',
  '\u001b[31m',
  '\u0000',
  '\ud83d',
  'é',
  '$ ',
  '/ # ',
  '^C',
  '\n\n',
  '    ',
  '"Networks": {',
  'CONTAINER ID   IMAGE   NAMES',
  'PID USER COMMAND',
  'NAMES',
  'PING a (1.2.3.4): 56 data bytes',
  '2 packets transmitted, 2 received, 0% packet loss',
  '--- a ping statistics ---',
  '-rw-r--r-- 1 root root 1 Nov 24 03:03 x',
  'Usage:  x',
  'Error: No such container: ',
  'Successfully built ',
  '80/tcp -> 0.0.0.0:80',
  'a1b2c3d4e5f6',
  '172.17.0.2',
  '172.17.0.2/16',
  '999.999.999.999/99',
  '::',
  '<container-id>',
  '<none>',
  '__proto__',
  'constructor',
  '\uffff',
  'ab'.repeat(40),
  '"__proto__": {"a": 1}',
];
const VERBS = [
  '',
  'ps',
  'images',
  'network ls',
  'inspect',
  'exec',
  'run',
  'build',
  'version',
  'port',
  'rmi',
  'history',
  'compose up',
];

/** A text with a few cuts, repetitions, insertions and swaps. */
function damaged(text: string): string {
  let out = text;
  for (let times = below(6); times >= 0; times -= 1) {
    const from = below(out.length + 1);
    const to = Math.min(out.length, from + below(80));
    switch (below(5)) {
      case 0:
        out = out.slice(0, from) + out.slice(to);
        break;
      case 1:
        out = out.slice(0, from) + out.slice(from, to).repeat(1 + below(4)) + out.slice(to);
        break;
      case 2:
        out = out.slice(0, from) + pick(FRAGMENTS) + out.slice(from);
        break;
      case 3:
        out = out.slice(0, from) + pick(outputs).slice(0, 200) + out.slice(to);
        break;
      default:
        out = out.slice(0, from) + [...out.slice(from, to)].reverse().join('') + out.slice(to);
    }
  }
  return out;
}

function noise(): string {
  return Array.from({ length: below(60) }, () =>
    random() < 0.5 ? pick(FRAGMENTS) : String.fromCharCode(below(256)),
  ).join(pick(['', ' ', '\n', '  ']));
}

function compare(document: string, live: string, verb: string) {
  const correspondence = new Correspondence();
  const comparing = correspondence.begin();
  const lines = document.split('\n').map((text, index) => ({ line: index + 2, text }));
  const comparison = matchOutput({
    expected: { span: { file: 'lab.md', line: 2, column: 1, endLine: lines.length + 1 }, lines },
    live,
    context: {
      correspondence,
      command: { verb, program: pick(['', 'ls', 'env', 'ping']), line: 1 },
      made: () => random() < 0.5,
      makers: () => undefined,
      names: ['web', 'front'],
    },
  });
  const learnt = /[0-9a-f]{12}/.exec(document)?.[0];
  comparing.drop();
  return { comparison, left: learnt === undefined ? undefined : correspondence.liveOf(learnt) };
}

const broken: string[] = [];
const slow: { ms: number; size: number }[] = [];
for (let round = 0; round < count; round += 1) {
  const text = random() < 0.8 ? damaged(pick(outputs)) : noise();
  const other = random() < 0.5 ? damaged(text) : pick(outputs);
  const verb = pick(VERBS);
  const start = performance.now();
  try {
    const same = compare(text, text, verb).comparison;
    if (same.verdict !== 'passed')
      broken.push(`not its own document (${verb}, ${same.differences[0]?.cause}):\n${JSON.stringify(text)}`);
    const { left } = compare(text, other, verb);
    if (left !== undefined) broken.push(`not forgotten: ${JSON.stringify(text)}`);
    compare(other, text, verb);
  } catch (error) {
    broken.push(
      `${error instanceof Error ? error.stack : String(error)}\n${JSON.stringify(text)}\n${JSON.stringify(other)}`,
    );
  }
  slow.push({ ms: performance.now() - start, size: text.length + other.length });
}
slow.sort((a, b) => b.ms - a.ms);
console.log(`${count} rounds, ${broken.length} broken`);
for (const { ms, size } of slow.slice(0, 3)) console.log(`  ${ms.toFixed(0)} ms for ${size} characters`);
for (const message of broken.slice(0, 20)) console.log(message);
if (broken.length > 0) process.exitCode = 1;
