import { CATALOGUE } from '../check/catalogue.ts';
import { DIRECTIVES } from '../lab/directive-table.ts';
import { FRONT_MATTER } from '../lab/front-matter-table.ts';
import { RULES } from '../lint/rules.ts';
import { SKIP_REASONS } from '../model/lab.ts';
import { EXIT } from './exit-status.ts';

/** A table of the program's own, for `labproof help TOPIC` and the reference. */
export interface Topic {
  readonly summary: string;
  /** What has to be known before the table. */
  readonly text: string;
  readonly head: readonly [string, string];
  readonly rows: readonly (readonly [string, string])[];
}

const DIRECTIVE_TEXT =
  'Directives stand in HTML comments, which readers never see: <!-- labproof: expect=subset timeout=60s -->. ' +
  'One above a block is for the whole block; a check is verified where it stands.';

const FRONT_MATTER_TEXT =
  'YAML between two lines of --- at the top of a document. Keys stand under labproof:, or at the top where their types fit; labproof: false leaves a document alone.';

const EXIT_HELP: Readonly<Record<keyof typeof EXIT, string>> = {
  passed: 'all passed; drift and skips are reported',
  failed: 'a lab failed, or drifted under --strict, or skipped under --require-all or --fail-on-skip',
  usage: 'usage, or a document that cannot be read',
  noEnvironment: 'no usable environment: no engine, or no room for what a run keeps',
  nothingToRun: 'nothing was run',
  cannotWrite: 'a report or a document could not be written',
  internal: 'a bug in labproof',
  interrupted: 'interrupted (SIGINT), after cleanup',
  terminated: 'terminated (SIGTERM), after cleanup',
};

export const TOPICS = {
  directives: {
    summary: 'comments that say what a block is and how it is run',
    text: DIRECTIVE_TEXT,
    head: ['directive', 'meaning'],
    rows: Object.values(DIRECTIVES).map(({ form, help }) => [form, help] as const),
  },
  checks: {
    summary: 'sentences about the state of an engine',
    text: 'Checks follow from a lab’s commands; more can be written down as check="SENTENCE". One that can become true is looked at again until its deadline.',
    head: ['sentence', 'looked at for'],
    rows: Object.values(CATALOGUE).map(({ form, deadlineMs }) => [
      form,
      deadlineMs === 0 ? 'once' : `${deadlineMs / 1000} s`,
    ]),
  },
  'front-matter': {
    summary: 'what a document can say of itself as a whole',
    text: FRONT_MATTER_TEXT,
    head: ['key', 'meaning'],
    rows: Object.entries(FRONT_MATTER),
  },
  skips: {
    summary: 'why commands are not run',
    text: 'A skipped command says why and what would make it run. --require-all makes every skip a failure, --fail-on-skip REASON those of one kind.',
    head: ['reason', 'meaning'],
    rows: Object.entries(SKIP_REASONS),
  },
  matching: {
    summary: 'how a documented output is compared with what is printed',
    text: 'The first of these that fits decides about each documented value.',
    head: ['value', 'what it must be'],
    rows: [
      ['fixed by the lab (names, tags, subnets, published ports)', 'the same'],
      [
        'different in every run (IDs, MACs, chosen addresses)',
        'one live value for one documented value, to the end',
      ],
      ['measured (ages, times, sizes, percentages)', 'a value of the same kind'],
      ['left out (…, <snip>, <container-id>)', 'anything'],
      ['everything else', 'the same'],
    ],
  },
  lint: {
    summary: 'rules that a document is held to without an engine',
    text: 'labproof lint --rule NAME=error|warning|info|off sets how much a rule counts.',
    head: ['rule', 'reports'],
    rows: Object.entries(RULES).map(([name, { level, summary }]) => [`${name} (${level})`, summary]),
  },
  'exit-status': {
    summary: 'what the exit status of run tells',
    text: 'The worst cause counts.',
    head: ['status', 'meaning'],
    rows: (Object.entries(EXIT_HELP) as [keyof typeof EXIT, string][]).map(([name, help]) => [
      String(EXIT[name]),
      help,
    ]),
  },
} satisfies Record<string, Topic>;

/** A topic as text for a terminal of that many columns. */
export function topicText({ text, head, rows }: Topic, columns: number): string {
  const width = Math.min(Math.max(...[head, ...rows].map(([left]) => left.length)), 52);
  const table = [head, ...rows].flatMap(([left, right]) => {
    const lines = wrapped(right, Math.max(20, columns - width - 4));
    const first = left.length > width ? [`  ${left}`] : [];
    const margin = ' '.repeat(width + 4);
    return [
      ...first,
      ...lines.map((line, index) =>
        index === 0 && first.length === 0 ? `  ${left.padEnd(width)}  ${line}` : margin + line,
      ),
    ];
  });
  return `${wrapped(text, columns).join('\n')}\n\n${table.join('\n')}\n`;
}

/**
 * The topics as one Markdown document, which a test holds `docs/reference.md` to.
 *
 * @public
 */
export function referenceText(): string {
  const sections = Object.entries<Topic>(TOPICS).map(([name, { summary, text, head, rows }]) => {
    const code = (cell: string): string => (name === 'matching' ? cell : `\`${cell}\``);
    const table = rows.map(([left, right]) => `| ${code(left)} | ${right} |`.replace(/\|(?=[a-z])/g, '\\|'));
    return `## ${name}\n\n${summary[0]!.toUpperCase()}${summary.slice(1)}.\n\n${markdown(text)}\n\n| ${head[0]} | ${head[1]} |\n| --- | --- |\n${table.join('\n')}\n`;
  });
  return `# Reference\n\nWhat \`labproof help TOPIC\` prints, from the program's own tables. \`labproof VERB --help\` lists the options\nof a verb.\n\n${sections.join('\n')}`;
}

/** Comments and options would be taken for markup. */
const markdown = (text: string): string =>
  text.replace(/<!--.*?-->|(?<!`)--[a-z-]+(?: [A-Z]+)?/g, (code) => `\`${code}\``);

function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
