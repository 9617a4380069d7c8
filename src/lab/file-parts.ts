import { basename } from 'node:path';
import type { CodeLine } from '../markdown/blocks.ts';
import { isElision } from './elision.ts';

/** Why a block that names a file is not the whole of it; undefined when it is. */
export type Part = 'repeats' | 'changes';

/**
 * A block that shows again some lines of a file shown before explains them. One that shows what no
 * whole file of that name could be, such as `ports:` alone for a compose file, tells what to change.
 */
export function partOf(path: string, content: string, before: string | undefined): Part | undefined {
  const lines = meant(content);
  if (lines.length === 0) return undefined;
  if (before !== undefined) {
    const whole = meant(before);
    if (lines.length < whole.length && isWithin(lines, whole)) return 'repeats';
  }
  return isComposeFile(path) && !isWholeCompose(content) ? 'changes' : undefined;
}

const meant = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

function isWithin(lines: readonly string[], whole: readonly string[]): boolean {
  return whole.some((_line, start) => lines.every((line, index) => whole[start + index] === line));
}

export function isComposeFile(path: string): boolean {
  return /^(?:docker-)?compose[\w.-]*\.ya?ml$/.test(basename(path));
}

/** It has services, as today's form and the first one (a service is a key of its own there) write them, or includes them. */
function isWholeCompose(content: string): boolean {
  return (
    /^(?:services|include)\s*:/m.test(content) ||
    (/^\S+:\s*$/m.test(content) &&
      /^\s+(?:image|build)\s*:/m.test(content) &&
      !/^(?:ports|environment|volumes|networks)\s*:/m.test(content))
  );
}

/** Lines that stand for what the author left out: such a block is not the whole file. */
export function hasElision(lines: readonly CodeLine[]): boolean {
  return lines.some(({ text }) => isElision(text) || /^\s*(?:#|\/\/)?\s*\.{3}\s*\w+\s*\.{3}\s*$/.test(text));
}
