import kleur from 'kleur';

type Paint = (text: string) => string;

export interface Palette {
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly dim: Paint;
  readonly bold: Paint;
}

const plain: Paint = (text) => text;

/** Colours by role; without colour every function gives its text back. */
export function palette(color: boolean): Palette {
  if (!color) return { red: plain, green: plain, yellow: plain, dim: plain, bold: plain };
  kleur.enabled = true;
  return { red: kleur.red, green: kleur.green, yellow: kleur.yellow, dim: kleur.dim, bold: kleur.bold };
}
