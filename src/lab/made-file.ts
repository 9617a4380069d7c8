import { quotePath } from '../command/quote.ts';
import type { CodeBlock } from '../markdown/blocks.ts';
import type { BlockDirectives } from './directives.ts';
import type { DraftCommand } from './draft.ts';
import { trimBlankEnd } from './transcript.ts';

/** Why a block below `made=` is an output. */
export const MADE = 'a directive names the file that it shows';

/** A block that shows a file which commands have made is what a reader sees who looks at it. */
export function lookAtMade(
  block: CodeBlock,
  directives: BlockDirectives,
  { id, shell, interrupts }: { readonly id: number; readonly shell: number; readonly interrupts: boolean },
): DraftCommand {
  const output = [...block.lines];
  trimBlankEnd(output);
  const { line, column } = block;
  const typed = `cat ${quotePath(directives.made ?? '')}`;
  const command = { typed, lines: [{ line, text: '', offset: column - 1 }] };
  return {
    kind: 'command',
    id,
    block,
    entry: { prompt: undefined, command, machine: '', output },
    where: { kind: 'host', shell },
    orphan: false,
    use: { use: 'none', client: false, container: '' },
    machine: '',
    directives,
    output,
    interrupts,
  };
}
