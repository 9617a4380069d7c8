import { parseLab } from '../../src/lab/parse.ts';
import { lintText } from '../../src/lint/lint.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import { matchOutput } from '../../src/match/match.ts';
import { planLab } from '../../src/plan/plan.ts';

type Text = (size: number) => string;

/** Documents that a reader may take more than linear time for, of about `size` characters. */
const documents: Readonly<Record<string, Text>> = {
  'quotes in a row': (size) => '>'.repeat(size),
  'list markers in a row': (size) => '- '.repeat(size / 2),
  'numbers in a row': (size) => '1. '.repeat(size / 3),
  'angle brackets in a row': (size) => '<'.repeat(size),
  'brackets in a row': (size) => '['.repeat(size),
  'bars in a row': (size) => '|'.repeat(size),
  'emphasis without an end': (size) => '*a _b '.repeat(size / 6),
  'deep lists': (size) => lines(size, (n) => `${'  '.repeat(n % 60)}- a`),
  'fences that open': (size) => lines(size, () => '```console'),
  fences: (size) => lines(size, (n) => `\`\`\`console\n$ echo ${n}\n${n}\n\`\`\`\n`),
  'blocks of HTML': (size) => lines(size, (n) => `<div>\n<p>${n}</p>\n</div>\n`),
  'HTML without an end': (size) => lines(size, () => '<details><summary>a'),
  'comments without an end': (size) => lines(size, () => '<!-- labproof: skip'),
  directives: (size) => lines(size, (n) => `<!-- labproof: skip reason="${n}" -->`),
  headings: (size) => lines(size, (n) => `## Title ${n}\n\nSome words.\n`),
  'one long word': (size) => 'a'.repeat(size),
  'blanks in a row': (size) => `a${' '.repeat(size)}b`,
  'blank lines': (size) => '\n'.repeat(size),
  'front matter without an end': (size) => `---\n${lines(size, (n) => `k${n}: v`)}`,
  'blank lines in a block': (size) => session(`$ echo\na${'\n'.repeat(size)}b`),
  'commands that make things': (size) => session(lines(size, (n) => `$ docker run -d --name c${n} alpine`)),
  'commands that use one thing': (size) => session(lines(size, () => '$ docker exec web ls')),
  'commands with outputs': (size) =>
    session(lines(size, (n) => `$ docker port c${n}\n80/tcp -> 0.0.0.0:${n}`)),
  'prompts in a row': (size) => session('$ '.repeat(size / 2)),
  'a line that goes on': (size) => session(`$ echo ${lines(size, () => 'a \\')}`),
  'quotes of the shell': (size) => session(`$ echo ${"'".repeat(size)}`),
  'substitutions of the shell': (size) => session(`$ echo ${'$('.repeat(size / 2)}`),
  'pipes of the shell': (size) => session(`$ echo ${'a | '.repeat(size / 4)}`),
  'options of one command': (size) => session(`$ docker run ${'-e A=1 '.repeat(size / 7)} alpine`),
  'a here-document': (size) => session(`$ cat <<E > f\n${lines(size, (n) => `line ${n}`)}\nE`),
  'a listing': (size) => session(`$ docker ps\n${listing(size)}`),
  JSON: (size) => session(`$ docker inspect web\n${json(size)}`),
};

/** Outputs to compare, with the verb that prints them. */
const outputs: Readonly<Record<string, { readonly verb: string; readonly text: Text }>> = {
  'a listing': { verb: 'ps', text: listing },
  JSON: { verb: 'inspect', text: json },
  'equal lines': { verb: 'exec', text: (size) => lines(size, () => 'the same line') },
  'lines that differ': { verb: 'logs', text: (size) => lines(size, (n) => `line ${n} of ${hex(n)}`) },
  'one long line': { verb: 'exec', text: (size) => 'word '.repeat(size / 5) },
  'one long word': { verb: 'exec', text: (size) => 'a'.repeat(size) },
  'one long number': { verb: 'exec', text: (size) => '1'.repeat(size) },
  'dots in a row': { verb: 'exec', text: (size) => '.'.repeat(size) },
  prompts: { verb: 'run', text: (size) => lines(size, () => '/ # ls') },
  'steps of a build': {
    verb: 'build',
    text: (size) => lines(size, (n) => `Step ${n}/9 : RUN a\n ---> ${hex(n)}`),
  },
  'escape sequences': { verb: 'exec', text: (size) => '\u001b[31m'.repeat(size / 5) },
  'blanks in a row': { verb: 'exec', text: (size) => `a${' '.repeat(size)}b` },
};

/** What is done to a text of a size, by name; making the text is no part of it. */
export const works: Readonly<Record<string, (size: number) => () => void>> = Object.fromEntries([
  ...Object.entries(documents).flatMap(([name, text]) => [
    [`plan: ${name}`, (size: number) => once(text(size), (each) => planLab(parseLab('lab.md', each)))],
    [`lint: ${name}`, (size: number) => once(text(size), (each) => lintText('lab.md', each))],
  ]),
  ...Object.entries(outputs).map(([name, { verb, text }]) => [
    `match: ${name}`,
    (size: number) => once(text(size), (each) => compare(each, verb)),
  ]),
]);

/** Below this, in ms, is nothing but noise. */
const NOISE = 25;

/**
 * By what the time of `work` grows from a size to another: the least of up to five measurements, since
 * whatever else runs on the machine makes it larger; time of the processor, in which waiting does not count.
 */
export function growth(
  work: (size: number) => () => void,
  [from, to, most]: readonly [number, number, number],
): number {
  const [small, large] = [work(from), work(to)];
  small();
  let least = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < 5 && least > most; tried += 1) {
    least = Math.min(least, cpuMs(large) / Math.max(cpuMs(small), NOISE));
  }
  return least;
}

function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function once(text: string, work: (text: string) => void): () => void {
  return () => work(text);
}

function compare(text: string, verb: string): void {
  const expected = text.split('\n').map((line, index) => ({ line: index + 2, text: line }));
  matchOutput({
    expected: {
      span: { file: 'lab.md', line: 2, column: 1, endLine: expected.length + 1 },
      lines: expected,
    },
    live: text.replaceAll(/[02468]/g, '7'),
    context: {
      correspondence: new Correspondence(),
      command: { verb, program: '', line: 1 },
      made: () => false,
      makers: () => undefined,
      names: ['web'],
    },
  });
}

function lines(size: number, line: (n: number) => string): string {
  const all: string[] = [];
  for (let n = 0, length = 0; length < size; n += 1) {
    all.push(line(n));
    length += all[n]!.length + 1;
  }
  return all.join('\n');
}

const session = (text: string): string => `# Lab\n\n\`\`\`console\n${text}\n\`\`\`\n`;
const hex = (n: number): string => ((n * 2654435761) % 2 ** 48).toString(16).padStart(12, '0');

function listing(size: number): string {
  const rows = lines(size, (n) => `${hex(n)}   alpine    "ash"     1 hour    Up 5 seconds           c${n}`);
  return `CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS         PORTS   NAMES\n${rows}`;
}

function json(size: number): string {
  return `[\n${lines(size, (n) => `  {"Id": "${hex(n)}", "Name": "c${n}", "N": ${n}},`)}\n  {}\n]`;
}
