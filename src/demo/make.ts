import { dirname, relative } from 'node:path';
import type { Lab } from '../model/lab.ts';
import type { Cast, CastVersion } from './cast.ts';
import { filmOf } from './film.ts';
import type { ChosenFont } from './font-choice.ts';
import { formatOf, type Recording } from './formats.ts';
import { scriptOfCast } from './from-cast.ts';
import type { Look } from './look.ts';
import { optionsSeenFrom } from './option-paths.ts';
import { digestsOf, type Origin, originText } from './origin.ts';
import { recordScript } from './record.ts';
import type { DemoSettings, DemoValues } from './settings.ts';
import type { ThemePair } from './theme-choice.ts';
import { type Performance, scriptOf } from './write-script.ts';

export interface MakeOptions {
  readonly settings: DemoSettings;
  readonly themes: ThemePair;
  readonly fonts: readonly ChosenFont[];
  readonly castVersion: CastVersion;
  /** File that is to be written; the document is found from it. */
  readonly output: string;
  /** What the command line says beside the document. */
  readonly options: DemoValues;
  readonly version: string;
}

/** The recording of a run. */
export async function recordingOf(performance: Performance, options: MakeOptions): Promise<Recording> {
  const { settings, output, version } = options;
  const { lab } = performance.plan;
  const script = scriptOf(performance, { ...settings, title: titleOf(lab, settings) });
  const origin = originText({
    from: pathFrom(output, lab.file),
    options: optionsSeenFrom(dirname(output), options.options),
    steps: digestsOf(script),
    fonts: fontsOf(options),
    version,
  });
  const cast = recordScript(script, { ...settings, origin });
  return { ...(await shownAs(cast, options)), script };
}

/** A recording from a cast that somebody made, with the origin of the new file. */
export async function recordingOfCast(
  cast: Cast,
  origin: Origin | undefined,
  options: MakeOptions,
): Promise<Recording> {
  const text = origin === undefined ? '' : originText({ ...origin, fonts: fontsOf(options) });
  const { settings } = options;
  const named = { ...cast, title: settings.title ?? cast.title, origin: text };
  return { ...(await shownAs(named, options)), script: scriptOfCast(named) };
}

async function shownAs(
  cast: Cast,
  { settings, themes, fonts, castVersion }: MakeOptions,
): Promise<Omit<Recording, 'script'>> {
  const film = await filmOf(cast, settings);
  const look: Look = { ...settings, ...themes };
  const { scale, poster } = settings;
  const raster = { scale, poster, fonts: { own: fonts.map(({ font }) => font), missing: new Set<string>() } };
  return { cast, castVersion, film, look, raster, origin: cast.origin };
}

/** What is drawn as text is drawn with fonts of who reads it. */
function fontsOf({ output, fonts }: MakeOptions): Origin['fonts'] {
  const format = formatOf(output);
  return format === 'gif' || format === 'png' ? fonts.map(({ digest }) => digest) : [];
}

const titleOf = ({ title }: Lab, settings: DemoSettings): string => settings.title ?? title;

/** With slashes, on every system. */
const pathFrom = (output: string, document: string): string =>
  relative(dirname(output), document).replaceAll('\\', '/');
