import type { Maker } from '../../src/match/context.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { Comparison, MatchContext } from '../../src/match/match.ts';
import { matchOutput } from '../../src/match/match.ts';

/** What a test says of the lab around two texts. */
export interface Around {
  readonly correspondence?: Correspondence;
  /** The docker verb, `ps` unless told. */
  readonly verb?: string;
  readonly program?: string;
  /** The line before the output's first; 100 unless told. */
  readonly line?: number;
  /** Objects of the lab by name, with the lines that make them. */
  readonly makes?: Readonly<Record<string, Maker>>;
  /** What the lab's commands and files contain. */
  readonly given?: string;
  readonly endless?: boolean;
  /** It sees the network of the machine itself. */
  readonly ofHost?: boolean;
  readonly expect?: MatchContext['expect'];
  readonly reader?: MatchContext['reader'];
}

/** Compares a documented text with a live one. */
export function match(document: string, live: string, around: Around = {}): Comparison {
  const {
    correspondence = new Correspondence(),
    verb = 'ps',
    program = '',
    line = 100,
    makes = {},
    given = '',
    endless,
    ofHost,
    expect,
    reader,
  } = around;
  const lines = document.split('\n').map((text, index) => ({ line: line + 1 + index, text }));
  return matchOutput({
    expected: { span: { file: 'lab.md', line: line + 1, column: 1, endLine: line + lines.length }, lines },
    live,
    context: {
      correspondence,
      command: { verb, program, line, ...(ofHost ? { ofHost } : {}) },
      made: (name) => Object.hasOwn(makes, name),
      makers: (name) => makes[name],
      names: Object.keys(makes),
      given: (text) => given.includes(text),
      ...(endless ? { endless } : {}),
      ...(expect ? { expect } : {}),
      ...(reader ? { reader } : {}),
    },
  });
}

/** The verdict alone. */
export function verdict(document: string, live: string, around: Around = {}): Comparison['verdict'] {
  return match(document, live, around).verdict;
}

/** A maker for each name, of a kind, all on one line. */
export function made(kind: string, ...names: readonly string[]): Record<string, Maker> {
  return Object.fromEntries(names.map((name) => [name, { line: 9, what: `${kind} ${name}` }]));
}
