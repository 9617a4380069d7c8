import type { Action, Lab } from '../../src/model/lab.ts';

type Part = string | { readonly path: string; readonly content: string } | { readonly check: string };

/** A lab of one step with these commands, files and checks, one per line from line 1 on. */
export function labOf(parts: readonly Part[]): Lab {
  let id = 0;
  const actions = parts.map((part, index): Action => {
    const span = { file: 'lab.md', line: index + 1, column: 1, endLine: index + 1 };
    if (typeof part !== 'string') {
      if ('check' in part) return { kind: 'check', span, sentence: part.check };
      return { kind: 'file', span, ...part, reason: 'given', write: 'always' };
    }
    return {
      kind: 'command',
      id: id++,
      span,
      typed: part,
      script: part,
      where: { kind: 'host', shell: 0 },
      terminal: 'none',
      expected: undefined,
      answers: [],
      directives: {},
    };
  });
  const span = { file: 'lab.md', line: 1, column: 1, endLine: parts.length };
  return {
    file: 'lab.md',
    text: '',
    title: 'Lab',
    frontMatter: { variables: {}, images: {} },
    steps: [{ ordinal: 1, number: '1', title: 'Step', section: '', span, actions }],
    machines: [],
    blocks: [],
    problems: [],
  };
}
