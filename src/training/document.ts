import { parseLab } from '../lab/parse.ts';
import { type RichBlock, readRich } from '../markdown/rich.ts';
import { type Plan, planLab } from '../plan/plan.ts';

export interface DocumentSource {
  readonly file: string;
  /** With what it includes in it. */
  readonly text: string;
  /** Names of the tabs to follow, before those of its front matter. */
  readonly tabs?: readonly string[];
}

export function planOf({ file, text, tabs = [] }: DocumentSource): Plan {
  return planLab(parseLab(file, text, { tabs }));
}

/** What a learner is shown of it: hidden set-up, the author's checks and other tabs are no part of it. */
export function shownBlocks(
  { text, tabs = [] }: DocumentSource,
  { lab, commands }: Plan,
): readonly RichBlock[] {
  const hidden = commands
    .filter(({ command: { directives } }) => directives.phase === 'setup' || directives.verify)
    .map(({ command }) => command.span.line);
  return readRich(text, [...tabs, ...(lab.frontMatter.tabs ?? [])]).filter(
    (block) => block.kind !== 'code' || !hidden.some((line) => block.line <= line && line <= block.endLine),
  );
}
