import { createHash } from 'node:crypto';
import type { Script } from './script.ts';
import type { DemoValues } from './settings.ts';

/** How a file came about; it is kept in the file, so that `check` can make it again. */
export interface Origin {
  /** The document, from the file's folder. */
  readonly from: string;
  /** What the command line said, beside the document's own options. */
  readonly options: DemoValues;
  /** For each step a digest of what is shown of it. */
  readonly steps: readonly string[];
  /** Digests of the fonts of one's own that it was drawn with. */
  readonly fonts: readonly string[];
  /** Of labproof, which may draw the same otherwise. */
  readonly version: string;
}

export function digestsOf({ chapters }: Script): Origin['steps'] {
  return chapters.map(({ title, shots }) => {
    const shown = shots.map(({ prompt, typed, output, failed }) => [prompt, typed, output, failed ?? '']);
    return createHash('sha256')
      .update(JSON.stringify([title, shown]))
      .digest('hex')
      .slice(0, 8);
  });
}

/** As text of ASCII alone, which every format has a place for. */
export function originText({ from, options, steps, fonts, version }: Origin): string {
  const json = JSON.stringify({ from, options, steps, ...(fonts.length > 0 ? { fonts } : {}), version });
  return `${HEAD}${json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}`;
}

const HEAD = 'labproof ';

/** The origin at the beginning of a text. */
export function readOrigin(text: string): Origin | undefined {
  if (!text.startsWith(`${HEAD}{`)) return undefined;
  try {
    const { from, options, steps, fonts, version } = JSON.parse(
      objectAt(text, HEAD.length),
    ) as Partial<Origin>;
    if (typeof from !== 'string' || !Array.isArray(steps) || typeof version !== 'string') return undefined;
    return { from, options: options ?? {}, steps, fonts: Array.isArray(fonts) ? fonts : [], version };
  } catch {
    return undefined;
  }
}

/** The JSON object that begins there. */
function objectAt(text: string, from: number): string {
  let depth = 0;
  const pieces = /"(?:[^"\\]|\\.)*"|[{}]/g;
  pieces.lastIndex = from;
  for (let match = pieces.exec(text); match; match = pieces.exec(text)) {
    if (match[0] === '{') depth += 1;
    else if (match[0] === '}') depth -= 1;
    if (depth === 0) return text.slice(from, pieces.lastIndex);
  }
  return '';
}
