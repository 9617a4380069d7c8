import type { CodeBlock } from '../markdown/blocks.ts';

/** A shell whose language bash does not read, and how its commands go on on the next line. */
export interface ForeignShell {
  readonly name: 'PowerShell' | 'cmd' | 'fish' | 'Nushell';
  readonly continues: RegExp;
}

const POWERSHELL: ForeignShell = { name: 'PowerShell', continues: /(?:^|\s)`$|[|{(,]$/ };
const CMD: ForeignShell = { name: 'cmd', continues: /\^$/ };

/** The first word of a fence's info, for each of these shells. */
const BY_LANGUAGE: ReadonlyMap<string, ForeignShell> = new Map<string, ForeignShell>([
  ...['powershell', 'powershell-session', 'pwsh', 'ps', 'ps1', 'posh'].map(
    (name) => [name, POWERSHELL] as const,
  ),
  ...['cmd', 'bat', 'batch', 'batchfile', 'dos', 'dosbatch', 'doscon', 'command-prompt'].map(
    (name) => [name, CMD] as const,
  ),
  ['fish', { name: 'fish', continues: /\\$/ }],
  ...['nu', 'nushell'].map((name) => [name, { name: 'Nushell', continues: /\\$/ }] as const),
]);

/** What only PowerShell has: a backquote at the end of a line that goes on, its cmdlets and variables. */
const POWERSHELL_LINE =
  /\S\s+`$|^\s*\$(?:env:)?[A-Za-z]\w*\s*=\s*\S|^\s*(?:[A-Z][a-z]+)-[A-Z]\w+(?:\s+-[A-Z]\w+|\s*$|\s+["'])/;

/** The foreign shell that a block is written for, by its fence, else by what is in it. */
export function foreignShell(block: CodeBlock): ForeignShell | undefined {
  const named = BY_LANGUAGE.get(block.language);
  if (named) return named;
  if (block.language !== '' && !/^(?:console|shell|text|terminal)$/.test(block.language)) return undefined;
  const [first, ...rest] = block.lines.filter(({ text }) => text.trim() !== '');
  if (!first) return undefined;
  if (/^\s*(?:PS[ >]|[A-Z]:\\)/.test(first.text)) return undefined;
  const backquoted = / `$/.test(first.text) && (first.text.match(/`/g)?.length ?? 0) === 1 && rest.length > 0;
  return backquoted || (POWERSHELL_LINE.test(first.text) && !/^\s*\$\s/.test(first.text))
    ? POWERSHELL
    : undefined;
}
