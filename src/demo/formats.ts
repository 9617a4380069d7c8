import { type Cast, type CastVersion, castText } from './cast.ts';
import type { Film } from './film.ts';
import { pageOf } from './html.ts';
import type { Look } from './look.ts';
import type { Script } from './script.ts';
import { svgOf } from './svg/svg.ts';
import { textOf } from './text-of.ts';

/** All that a format may be made of. */
export interface Recording {
  readonly cast: Cast;
  readonly castVersion: CastVersion;
  readonly film: Film;
  readonly script: Script;
  readonly look: Look;
  /** See `Origin`; '' for recordings of others. */
  readonly origin: string;
}

type Format = (recording: Recording) => string | Uint8Array;

const picture = ({ film, script, look, origin }: Recording): string =>
  svgOf(film, { look, description: descriptionOf(script), origin });

/** By the ending of the file's name. */
export const FORMATS = {
  cast: ({ cast, castVersion }) => castText(cast, castVersion),
  svg: picture,
  html: (recording) => pageOf({ ...recording, svg: picture(recording) }),
  txt: ({ script }) => textOf(script),
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export function formatOf(file: string): FormatName | undefined {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(FORMATS, ending) ? (ending as FormatName) : undefined;
}

function descriptionOf({ title, chapters }: Script): string {
  const steps = chapters.map((chapter, index) => `${index + 1}. ${chapter.title}`).join('; ');
  return `A terminal recording of “${title}”${steps === '' ? '' : `, step by step: ${steps}`}.`;
}
