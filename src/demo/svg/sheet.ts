import type { Color, Style } from '../cells.ts';
import type { Look } from '../look.ts';
import { fixedColor, type Theme } from '../themes.ts';

/** The style sheet of a picture: only what it uses is in it. */
export class Sheet {
  readonly #look: Look;
  readonly #classes = new Map<string, string>();
  readonly #colors = new Set<number>();
  readonly #rules: string[] = [];
  #animated = 0;

  constructor(look: Look) {
    this.#look = look;
  }

  /** The class of letters of that style; '' for the plain one. */
  letters(style: Style): string {
    return this.#class([
      ...(this.#foreground(style) === 'var(--fg)' ? [] : [`fill:${this.#foreground(style)}`]),
      ...(style.bold ? ['font-weight:700'] : []),
      ...(style.dim ? ['fill-opacity:.6'] : []),
      ...(style.italic ? ['font-style:italic'] : []),
      ...(style.underline || style.strike
        ? [
            `text-decoration:${[style.underline && 'underline', style.strike && 'line-through'].filter(Boolean).join(' ')}`,
          ]
        : []),
      ...(style.hidden ? ['fill:none'] : []),
    ]);
  }

  /** The class of the ground below letters of that style; undefined where there is only the screen's. */
  ground(style: Style): string | undefined {
    const { bg, inverse } = style;
    if (!inverse && bg === 'default') return undefined;
    const fill = inverse ? this.#color(style.fg, 'fg') : this.#color(bg, 'bg');
    return this.#class([`fill:${fill}`]);
  }

  /** A name for keyframes. */
  animation(steps: readonly string[], rest: string): string {
    const name = `k${this.#animated}`;
    this.#animated += 1;
    this.#rules.push(`@keyframes ${name}{${steps.join('')}}`, `.${name}{animation-name:${name};${rest}}`);
    return name;
  }

  text(seconds: number): string {
    const { dark, light, loop, fontSize } = this.#look;
    const both = dark !== light;
    return [
      `svg{${this.#variables(dark)}}`,
      ...(both ? [`@media (prefers-color-scheme:light){svg{${this.#variables(light)}}}`] : []),
      `text{font:${fontSize}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--fg);white-space:pre}`,
      ...[...this.#classes].map(([rules, name]) => `.${name}{${rules}}`),
      ...(this.#animated > 0
        ? [`[class^=k]{animation:${trim(seconds)}s step-end ${loop ? 'infinite' : 'forwards'}}`]
        : []),
      ...this.#rules,
      ...(this.#animated > 0 ? ['@media (prefers-reduced-motion:reduce){[class^=k]{animation:none}}'] : []),
    ].join('\n');
  }

  #variables({ background, foreground, cursor, palette }: Theme): string {
    const used = [...this.#colors].sort((a, b) => a - b).map((index) => `--c${index}:${palette[index]}`);
    return [`--bg:${background}`, `--fg:${foreground}`, `--cursor:${cursor}`, ...used].join(';');
  }

  #foreground({ fg, bg, inverse }: Style): string {
    return inverse ? this.#color(bg, 'bg') : this.#color(fg, 'fg');
  }

  #color(color: Color, other: 'fg' | 'bg'): string {
    if (color === 'default') return `var(--${other})`;
    if (typeof color === 'string') return color;
    if (color >= 16) return fixedColor(color);
    this.#colors.add(color);
    return `var(--c${color})`;
  }

  #class(rules: readonly string[]): string {
    const text = rules.join(';');
    if (text === '') return '';
    const known = this.#classes.get(text);
    if (known !== undefined) return known;
    const name = `t${this.#classes.size}`;
    this.#classes.set(text, name);
    return name;
  }
}

const trim = (value: number): string => String(Math.round(value * 1000) / 1000);
