import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLab } from '../../src/lab/parse.ts';
import type { Prose } from '../../src/markdown/blocks.ts';
import type { Command, FileAction, Lab } from '../../src/model/lab.ts';

/** The lab of one of the documents in `fixtures/documents`. */
export function labOfDocument(name: string): Lab {
  return parseLab(name, readFileSync(join(root(), 'fixtures/documents', name), 'utf8'));
}

export function labOfText(text: string): Lab {
  return parseLab('lab.md', text);
}

/** A paragraph of prose, with the words that are marked in it. */
export const prose = (text: string, ...marked: readonly string[]): Prose => ({
  kind: 'paragraph',
  text,
  line: 1,
  endLine: 1,
  marked,
});

/** A lab of one fenced block. */
export function labOfBlock(...lines: readonly string[]): Lab {
  return labOfText(['# Lab', '```', ...lines, '```', ''].join('\n'));
}

export function commandsOf(lab: Lab): readonly Command[] {
  return lab.steps.flatMap(({ actions }) => actions.filter((action) => action.kind === 'command'));
}

export function filesOf(lab: Lab): readonly FileAction[] {
  return lab.steps.flatMap(({ actions }) => actions.filter((action) => action.kind === 'file'));
}

/** Each command in a line: where it stands, what is typed, and the lines it is said to print. */
export function outline(lab: Lab): readonly string[] {
  return commandsOf(lab).map(({ span, typed, expected }) => {
    const shown = expected ? ` -> ${expected.lines.map(({ text }) => text).join(' / ')}` : '';
    return `${span.line} ${typed.replaceAll('\n', ' // ')}${shown}`;
  });
}

export function typedIn(lab: Lab): readonly string[] {
  return commandsOf(lab).map(({ typed }) => typed);
}

export function rolesIn(lab: Lab): readonly string[] {
  return lab.blocks.map(({ role }) => role);
}

export function problemsIn(lab: Lab): readonly string[] {
  return lab.problems.map(({ code, span, severity }) => `${span?.line} ${severity} ${code}`);
}

/** Tests run as sources or compiled, so the repository is looked for upwards. */
function root(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    try {
      readFileSync(join(folder, 'biome.json'));
      return folder;
    } catch {
      if (folder === dirname(folder)) throw new Error('no repository above the tests');
    }
  }
}
