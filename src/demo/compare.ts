import { unifiedDiff } from '../text/unified.ts';
import { originIn, shownIn } from './contents.ts';
import type { FormatName, Recording } from './formats.ts';
import { digestsOf, readOrigin } from './origin.ts';

/** What became of a file that was made again. */
export type Compared =
  | { readonly kind: 'same' }
  | { readonly kind: 'missing' }
  /** It shows the same; another version of labproof, or another font, draws it otherwise. */
  | { readonly kind: 'redrawn'; readonly why: string }
  | {
      readonly kind: 'changed';
      /** Whether what it shows is the same, and only how it is drawn is not. */
      readonly looks?: true;
      /** One line each: which steps, and how. */
      readonly reasons: readonly string[];
      /** Lines that are shown, where the file has text. */
      readonly diff: ReturnType<typeof unifiedDiff>;
    };

export interface Made {
  readonly bytes: Uint8Array;
  readonly recording: Recording;
  readonly version: string;
}

/** Compares a file with what is made now of the same document. */
export function compareFile(before: Uint8Array | undefined, made: Made, format: FormatName): Compared {
  if (before === undefined) return { kind: 'missing' };
  if (Buffer.from(before).equals(made.bytes)) return { kind: 'same' };
  const old = shownIn(before, format);
  const now = shownIn(made.bytes, format);
  const diff = old === undefined || now === undefined || old === now ? [] : unifiedDiff(old, now);
  const origin = originIn(before, format);
  if (!origin) return { kind: 'changed', reasons: ['it is not as labproof has made it'], diff };
  const reasons = changedSteps(origin.steps, made.recording);
  if (reasons.length > 0) return { kind: 'changed', reasons, diff };
  if (diff.length > 0) return { kind: 'changed', reasons: ['what it shows was not made by labproof'], diff };
  if (origin.version !== made.version)
    return { kind: 'redrawn', why: `labproof ${origin.version} drew it otherwise` };
  if (origin.fonts.join() !== (readOrigin(made.recording.origin)?.fonts ?? []).join())
    return { kind: 'redrawn', why: 'it was drawn with another font than the one named now' };
  const reason =
    'the steps show the same, but it looks or moves otherwise: its options or its theme have changed';
  return { kind: 'changed', looks: true, reasons: [reason], diff };
}

function changedSteps(before: readonly string[], { script }: Recording): readonly string[] {
  const now = digestsOf(script);
  if (before.length === now.length && before.every((digest, index) => digest === now[index])) return [];
  const known = new Set(before);
  const reasons = script.chapters.flatMap(({ title, line, ordinal }, index) =>
    known.has(now[index]!) ? [] : [`line ${line}, step ${ordinal}: ${title}`],
  );
  const gone = before.filter((digest) => !now.includes(digest)).length - reasons.length;
  if (gone > 0) reasons.push(gone === 1 ? 'a step is gone' : `${gone} steps are gone`);
  return reasons.length > 0 ? reasons : ['the steps come in another order'];
}
