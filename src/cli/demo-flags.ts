import type { Flag } from './flag.ts';

/** Options of `demo` that a document can also have under `demo:` in its front matter. */
export const DEMO_LOOK = {
  title: { type: 'string', value: 'TEXT', help: "title of the recording (default: the document's)" },
  prompt: { type: 'string', value: 'TEXT', help: 'prompt where the document shows none (default $)' },
  cols: { type: 'string', value: 'N', help: 'width of the terminal in characters (default 80)' },
  rows: { type: 'string', value: 'N', help: 'height of the terminal in lines (default 24)' },
  from: { type: 'string', value: 'N', help: 'show from this step on; earlier ones run too' },
  to: { type: 'string', value: 'N', help: 'show up to this step' },
  poster: { type: 'string', value: 'N', help: 'png: show what this step ends with (default: the last)' },
  scale: {
    type: 'string',
    value: 'N',
    help: 'gif and png: pixels for one of the look, 1 to 4 (default 1, of png 2)',
  },
  font: {
    type: 'string',
    value: 'FILE',
    help: 'gif and png: a font (TTF, OTF, TTC, WOFF) asked first for Chinese letters and others that DejaVu Sans Mono lacks',
  },
  seed: { type: 'string', value: 'TEXT', help: 'another rhythm of typing' },
  typing: { type: 'string', value: 'N', help: 'how fast keys are pressed (default 1; 2 is twice as fast)' },
  theme: {
    type: 'string',
    value: 'NAME',
    help: 'colours: a name, DARK,LIGHT for both preferences, or a JSON file (demo themes lists the names)',
  },
  frame: { type: 'string', value: 'NAME', help: 'window (default) or none' },
  'font-size': { type: 'string', value: 'N', help: 'in px (default 14)' },
  padding: { type: 'string', value: 'N', help: 'around the terminal, in px (default 12)' },
  'line-height': { type: 'string', value: 'N', help: 'in font sizes (default 1.25)' },
  cursor: { type: 'string', value: 'NAME', help: 'block (default), bar, underline or none' },
  loop: { type: 'boolean', help: 'play again and again instead of once' },
  captions: { type: 'boolean', help: 'show the title of the step below the terminal' },
  speed: { type: 'string', value: 'N', help: 'of what is played (default 1; 2 is twice as fast)' },
  'idle-limit': { type: 'string', value: 'SECONDS', help: 'longest pause in what is played (default 3)' },
} as const satisfies Record<string, Flag>;

export const DEMO = {
  output: {
    type: 'string',
    short: 'o',
    multiple: true,
    value: 'FILE',
    help: 'what to write, by its ending: .cast, .svg, .gif, .png, .html or .txt; repeatable',
  },
  format: { type: 'string', value: 'v2|v3', help: 'of asciicasts (default v3)' },
  'allow-failed': { type: 'boolean', help: 'record a lab that fails too, with the failures marked' },
  write: {
    type: 'boolean',
    help: 'check: write the recordings that have changed (with --strict also what only is drawn otherwise now)',
  },
  'pass-with-no-demos': {
    type: 'boolean',
    help: 'check: documents whose front matter names no files are left out, not refused',
  },
  rehearse: {
    type: 'boolean',
    help: 'play: run it without an audience, with the time that each step takes, and keep what to fall back to',
  },
  notes: {
    type: 'string',
    value: 'TTY|FILE',
    path: true,
    help: "play: the step's text, what comes next, a clock and verdicts, for the presenter alone",
  },
  recorded: { type: 'boolean', help: 'play: from the recording, without an engine' },
  ...DEMO_LOOK,
} as const satisfies Record<string, Flag>;
