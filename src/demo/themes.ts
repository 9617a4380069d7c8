/** Colours of a terminal. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly cursor: string;
  /** The 16 of ANSI, in their order: eight, then the bright ones. */
  readonly palette: readonly string[];
}

/** By the names that terminals have for them. */
export const themes: Readonly<Record<string, Theme>> = {
  'labproof-dark': theme('#10151c #d8dee6 #7fb4ff', [
    '#2b3440 #ff7b85 #7fd88f #e6c46a #7fb4ff #d3a0ff #63d2d6 #c3ccd6',
    '#66717f #ff9ca4 #9fe8ad #f3d98f #a5caff #e2c0ff #8fe3e6 #f4f7fa',
  ]),
  'labproof-light': theme('#fbfcfd #24303d #1f5fbf', [
    '#24303d #b3202c #1d6f36 #7a5600 #1f5fbf #7a35b0 #0b6a73 #5d6a78',
    '#596675 #c9303c #25803f #8a6300 #2f6fd0 #8b45c2 #127984 #3a4653',
  ]),
  dracula: theme('#282a36 #f8f8f2 #f8f8f2', [
    '#21222c #ff5555 #50fa7b #f1fa8c #bd93f9 #ff79c6 #8be9fd #f8f8f2',
    '#6272a4 #ff6e6e #69ff94 #ffffa5 #d6acff #ff92df #a4ffff #ffffff',
  ]),
  nord: theme('#2e3440 #d8dee9 #d8dee9', [
    '#3b4252 #bf616a #a3be8c #ebcb8b #81a1c1 #b48ead #88c0d0 #e5e9f0',
    '#4c566a #bf616a #a3be8c #ebcb8b #81a1c1 #b48ead #8fbcbb #eceff4',
  ]),
  'solarized-dark': theme('#002b36 #839496 #93a1a1', solarized()),
  'solarized-light': theme('#fdf6e3 #657b83 #586e75', solarized()),
  'gruvbox-dark': theme('#282828 #ebdbb2 #ebdbb2', [
    '#282828 #cc241d #98971a #d79921 #458588 #b16286 #689d6a #a89984',
    '#928374 #fb4934 #b8bb26 #fabd2f #83a598 #d3869b #8ec07c #ebdbb2',
  ]),
  'gruvbox-light': theme('#fbf1c7 #3c3836 #3c3836', [
    '#fbf1c7 #cc241d #98971a #d79921 #458588 #b16286 #689d6a #7c6f64',
    '#928374 #9d0006 #79740e #b57614 #076678 #8f3f71 #427b58 #3c3836',
  ]),
  'one-dark': theme('#282c34 #abb2bf #528bff', [
    '#282c34 #e06c75 #98c379 #e5c07b #61afef #c678dd #56b6c2 #abb2bf',
    '#5c6370 #e06c75 #98c379 #d19a66 #61afef #c678dd #56b6c2 #ffffff',
  ]),
  monokai: theme('#272822 #f8f8f2 #f8f8f0', [
    '#272822 #f92672 #a6e22e #f4bf75 #66d9ef #ae81ff #a1efe4 #f8f8f2',
    '#75715e #f92672 #a6e22e #f4bf75 #66d9ef #ae81ff #a1efe4 #f9f8f5',
  ]),
  'github-dark': theme('#0d1117 #e6edf3 #2f81f7', [
    '#484f58 #ff7b72 #3fb950 #d29922 #58a6ff #bc8cff #39c5cf #b1bac4',
    '#6e7681 #ffa198 #56d364 #e3b341 #79c0ff #d2a8ff #56d4dd #ffffff',
  ]),
  'github-light': theme('#ffffff #1f2328 #0969da', [
    '#24292f #cf222e #116329 #4d2d00 #0969da #8250df #1b7c83 #6e7781',
    '#57606a #a40e26 #1a7f37 #633c01 #218bff #a475f9 #3192aa #8c959f',
  ]),
  'tokyo-night': theme('#1a1b26 #c0caf5 #c0caf5', [
    '#15161e #f7768e #9ece6a #e0af68 #7aa2f7 #bb9af7 #7dcfff #a9b1d6',
    '#414868 #f7768e #9ece6a #e0af68 #7aa2f7 #bb9af7 #7dcfff #c0caf5',
  ]),
  'catppuccin-mocha': theme('#1e1e2e #cdd6f4 #f5e0dc', [
    '#45475a #f38ba8 #a6e3a1 #f9e2af #89b4fa #f5c2e7 #94e2d5 #bac2de',
    '#585b70 #f38ba8 #a6e3a1 #f9e2af #89b4fa #f5c2e7 #94e2d5 #a6adc8',
  ]),
  'catppuccin-latte': theme('#eff1f5 #4c4f69 #dc8a78', [
    '#5c5f77 #d20f39 #40a02b #df8e1d #1e66f5 #ea76cb #179299 #acb0be',
    '#6c6f85 #d20f39 #40a02b #df8e1d #1e66f5 #ea76cb #179299 #bcc0cc',
  ]),
  tango: theme('#2e3436 #d3d7cf #d3d7cf', [
    '#2e3436 #cc0000 #4e9a06 #c4a000 #3465a4 #75507b #06989a #d3d7cf',
    '#555753 #ef2929 #8ae234 #fce94f #729fcf #ad7fa8 #34e2e2 #eeeeec',
  ]),
  xterm: theme('#000000 #e5e5e5 #ffffff', [
    '#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5',
    '#7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff',
  ]),
};

function solarized(): readonly string[] {
  return [
    '#073642 #dc322f #859900 #b58900 #268bd2 #d33682 #2aa198 #eee8d5',
    '#002b36 #cb4b16 #586e75 #657b83 #839496 #6c71c4 #93a1a1 #fdf6e3',
  ];
}

function theme(base: string, palette: readonly string[]): Theme {
  const [background = '', foreground = '', cursor = ''] = base.split(' ');
  return { background, foreground, cursor, palette: palette.join(' ').split(' ') };
}

/** Colour of the 256 that is in no theme. Source: xterm's 256colres, a cube of six and 24 greys. */
export function fixedColor(index: number): string {
  if (index >= 232) return hex([0, 0, 0].map(() => 8 + 10 * (index - 232)));
  const place = index - 16;
  const parts = [Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6];
  return hex(parts.map((part) => (part === 0 ? 0 : 55 + 40 * part)));
}

const hex = (parts: readonly number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
