import { visibleLines } from '../text/lines.ts';

/** What a person did in a shell, in order. */
export type Typed =
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'command';
      readonly script: string;
      /** As the terminal was given it. */
      readonly output: string;
      readonly status: number;
    };

/**
 * A document that has a reader do the same. The first heading is its title; a command that failed
 * says so above its block, so that it is taken for what the author wants to show.
 */
export function composeDocument(typed: readonly Typed[], title: string): string {
  const [first] = typed;
  const heads = first?.kind === 'heading';
  const parts = [`# ${heads ? first.text : title}`];
  let block: { readonly status: number; readonly lines: string[] } | undefined;
  const close = (): void => {
    if (block) parts.push(fenced(block.lines, block.status));
    block = undefined;
  };
  for (const entry of heads ? typed.slice(1) : typed) {
    if (entry.kind === 'heading') {
      close();
      parts.push(`## ${entry.text}`);
      continue;
    }
    if (block?.status !== entry.status) close();
    block ??= { status: entry.status, lines: [] };
    const [start = '', ...rest] = entry.script.split('\n');
    block.lines.push(`$ ${start}`, ...rest.map((line) => `> ${line}`), ...visibleLines(entry.output));
  }
  close();
  return `${parts.join('\n\n')}\n`;
}

/** A fence longer than any run of backticks in it. */
function fenced(lines: readonly string[], status: number): string {
  const longest = lines
    .flatMap((line) => line.match(/`+/g) ?? [])
    .reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const directive = status === 0 ? '' : `<!-- labproof: exit=${status} -->\n\n`;
  return `${directive}${fence}console\n${lines.join('\n')}\n${fence}`;
}
