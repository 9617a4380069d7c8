import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearest } from '../text/nearest.ts';
import { type Theme, themes } from './themes.ts';

export interface ThemePair {
  readonly dark: Theme;
  readonly light: Theme;
}

/**
 * The themes that a text names: one, or the dark and the light one with a comma between. A name with
 * a dot or slash in it is a JSON file from `folder`.
 */
export function chooseThemes(text: string, folder: string): ThemePair | { readonly error: string } {
  const names =
    text === 'labproof' ? ['labproof-dark', 'labproof-light'] : text.split(',').map((name) => name.trim());
  const [dark, light = dark, ...more] = names.map((name) => themeOf(name, folder));
  if (!dark || !light || more.length > 0)
    return { error: `'${text}' names more than a dark and a light theme` };
  if ('error' in dark) return dark;
  return 'error' in light ? light : { dark, light };
}

/** Names of themes have neither a dot nor a slash. */
export const isThemeFile = (name: string): boolean => /[./\\]/.test(name);

function themeOf(name: string, folder: string): Theme | { readonly error: string } {
  if (Object.hasOwn(themes, name)) return themes[name]!;
  if (!isThemeFile(name)) {
    const near = nearest(name, Object.keys(themes));
    const known = Object.keys(themes).join(', ');
    return {
      error: `there is no theme '${name}'; ${near ? `did you mean '${near}'?` : `there are ${known}`}`,
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(resolve(folder, name), 'utf8'));
  } catch (error) {
    return { error: `theme ${name}: ${(error as Error).message.split('\n')[0]}` };
  }
  const { background, foreground, cursor = foreground, palette } = (value ?? {}) as Record<string, unknown>;
  if (
    !isColor(background) ||
    !isColor(foreground) ||
    !isColor(cursor) ||
    !Array.isArray(palette) ||
    palette.length !== 16 ||
    !palette.every(isColor)
  )
    return {
      error: `theme ${name}: it takes "background", "foreground", "cursor" and "palette", a list of 16, each as #rrggbb`,
    };
  return { background, foreground, cursor, palette };
}

const isColor = (value: unknown): value is string =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
