import type { Findings, LayoutContext, Line } from '../context.ts';

/** A way outputs are laid out. `compare` is undefined when the texts are not laid out so. */
export interface Layout {
  readonly name: string;
  readonly compare: (
    document: readonly Line[],
    live: readonly Line[],
    context: LayoutContext,
  ) => Findings | undefined;
}
