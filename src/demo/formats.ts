import { type Cast, type CastVersion, castText } from './cast.ts';
import type { Film, Frame } from './film.ts';
import { pageOf } from './html.ts';
import type { Look } from './look.ts';
import { gifOf } from './raster/gif.ts';
import type { LetterFonts } from './raster/letters.ts';
import { pngOf } from './raster/png.ts';
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
  readonly raster: Raster;
  /** See `Origin`; '' for recordings of others. */
  readonly origin: string;
}

/** What pictures of pixels take beside the look. */
export interface Raster {
  /** Pixels for one of the look; undefined for what the format has by itself. */
  readonly scale: number | undefined;
  readonly fonts: LetterFonts;
  /** Step whose end a still picture shows. */
  readonly poster: number;
}

type Format = (recording: Recording) => string | Uint8Array;

const picture = ({ film, script, look, origin }: Recording): string =>
  svgOf(film, { look, description: descriptionOf(script), origin });

/** By the ending of the file's name. */
export const FORMATS = {
  cast: ({ cast, castVersion }) => castText(cast, castVersion),
  svg: picture,
  gif: ({ film, look, raster, origin }) => gifOf(film, { look, scale: 1, ...given(raster), origin }),
  png: (recording) => {
    const { film, script, look, raster, origin } = recording;
    const options = {
      look,
      scale: 2,
      ...given(raster),
      origin,
      title: film.title,
      description: descriptionOf(script),
    };
    return pngOf(film, posterOf(recording), options);
  },
  html: (recording) => pageOf({ ...recording, svg: picture(recording) }),
  txt: ({ script }) => textOf(script),
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export function formatOf(file: string): FormatName | undefined {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(FORMATS, ending) ? (ending as FormatName) : undefined;
}

const given = ({ scale, fonts }: Raster): { scale?: number; fonts: LetterFonts } =>
  scale === undefined ? { fonts } : { scale, fonts };

/** The last that is shown of a step. */
function posterOf({ film: { frames, chapters }, script, raster }: Recording): Frame {
  const step = script.chapters.findLastIndex(({ ordinal }) => ordinal <= raster.poster);
  const end = chapters[step + 1]?.at ?? Number.POSITIVE_INFINITY;
  return frames.findLast(({ at }) => at < end) ?? frames[0]!;
}

function descriptionOf({ title, chapters }: Script): string {
  const steps = chapters.map((chapter, index) => `${index + 1}. ${chapter.title}`).join('; ');
  return `A terminal recording of “${title}”${steps === '' ? '' : `, step by step: ${steps}`}.`;
}
