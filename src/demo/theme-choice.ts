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
    const { code, message } = error as NodeJS.ErrnoException;
    return {
      error: `theme ${name}: ${code === 'ENOENT' ? `there is no such file in ${folder}` : message.split('\n')[0]}`,
    };
  }
  const { background, foreground, cursor = foreground, palette } = (value ?? {}) as Record<string, unknown>;
  const colors = Array.isArray(palette) ? (palette as readonly unknown[]) : [];
  const parts = Object.entries({ background, foreground, cursor, palette: colors.length === 16 && colors });
  for (const [part, given] of parts) {
    const wrong = [given].flat().find((color) => !isColor(color));
    if (wrong !== undefined || given === undefined)
      return {
        error: `theme ${name}: "${part}" is ${part === 'palette' ? 'a list of 16 colours, each' : 'a colour'} as "#rrggbb"${wrong ? `, not ${JSON.stringify(wrong)}` : ''}`,
      };
  }
  return { background, foreground, cursor, palette: colors } as Theme;
}

const isColor = (value: unknown): value is string =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
