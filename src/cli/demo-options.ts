import { readFonts } from '../demo/font-choice.ts';
import { FORMATS, formatOf } from '../demo/formats.ts';
import type { MakeOptions } from '../demo/make.ts';
import { type DemoValues, readDemoSettings } from '../demo/settings.ts';
import { chooseThemes } from '../demo/theme-choice.ts';
import { DEMO_LOOK } from './demo-flags.ts';
import type { Arguments } from './flags.ts';
import { labproofVersion } from './version.ts';

/** How a file is made: as the document says, and the command line before it. */
export function makeOptions({
  output,
  document,
  args,
  folder,
}: {
  readonly output: string;
  readonly document: DemoValues;
  readonly args: Arguments;
  /** Of the document, where themes are looked for. */
  readonly folder: string;
}): MakeOptions | { readonly error: string } {
  if (formatOf(output) === undefined)
    return {
      error: `${output}: the ending says what it is to be; one of .${Object.keys(FORMATS).join(', .')}`,
    };
  const options = valuesGiven(args);
  const settings = readDemoSettings({ ...document, ...options });
  if ('error' in settings) return settings;
  const themes = chooseThemes(settings.theme, options.theme === undefined ? folder : process.cwd());
  if ('error' in themes) return themes;
  const fonts = readFonts(settings.font, options.font === undefined ? folder : process.cwd());
  if ('error' in fonts) return fonts;
  const { format = 'v3' } = args.flags;
  if (format !== 'v2' && format !== 'v3')
    return { error: `--format takes v2 or v3, not '${String(format)}'` };
  return {
    settings,
    themes,
    fonts,
    castVersion: format === 'v2' ? 2 : 3,
    output,
    options,
    version: labproofVersion(),
  };
}

/** What the command line says of the look. */
export const valuesGiven = ({ flags }: Pick<Arguments, 'flags'>): DemoValues =>
  Object.fromEntries(Object.entries(flags).filter(([name]) => Object.hasOwn(DEMO_LOOK, name)));

export const isOptions = (made: MakeOptions | { readonly error: string }): made is MakeOptions =>
  !('error' in made);
