import { CLEAR } from './canvas.ts';

/** At most 256 colours for many. */
export interface Palette {
  /** As 0xrrggbb; `CLEAR` is the place of what is transparent. */
  readonly colors: readonly number[];
  readonly indexOf: (color: number) => number;
}

/** The palette of a picture, from how many pixels have each colour. */
export function paletteOf(counts: ReadonlyMap<number, number>): Palette {
  const clear = counts.has(CLEAR);
  const room = clear ? 255 : 256;
  const opaque = [...counts].filter(([color]) => color !== CLEAR).sort(([a], [b]) => a - b);
  const groups = opaque.length <= room ? opaque.map((one) => [one]) : split(opaque, room);
  const indexes = new Map<number, number>(clear ? [[CLEAR, 0]] : []);
  const colors = clear ? [CLEAR] : [];
  for (const group of groups) {
    for (const [color] of group) indexes.set(color, colors.length);
    colors.push(meanOf(group));
  }
  return { colors, indexOf: (color) => indexes.get(color) ?? 0 };
}

type Counted = readonly [color: number, pixels: number];

/** Median cut: the group with the widest spread is halved until there are enough. Source: Heckbert 1982. */
function split(colors: readonly Counted[], room: number): readonly (readonly Counted[])[] {
  const groups: { readonly colors: readonly Counted[]; readonly shift: number; readonly spread: number }[] = [
    measured(colors),
  ];
  while (groups.length < room) {
    const widest = groups.reduce(
      (most, group, index) => (group.spread > groups[most]!.spread ? index : most),
      0,
    );
    const { colors: own, shift, spread } = groups[widest]!;
    if (spread === 0) break;
    const sorted = [...own].sort(([a], [b]) => ((a >> shift) & 255) - ((b >> shift) & 255) || a - b);
    const half = Math.ceil(sorted.length / 2);
    groups[widest] = measured(sorted.slice(0, half));
    groups.push(measured(sorted.slice(half)));
  }
  return groups.map((group) => group.colors);
}

function measured(colors: readonly Counted[]) {
  const spreads = [16, 8, 0].map((shift) => {
    const values = colors.map(([color]) => (color >> shift) & 255);
    return {
      shift,
      spread: values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b)),
    };
  });
  const widest = spreads.reduce((most, one) => (one.spread > most.spread ? one : most));
  return { colors, ...widest };
}

function meanOf(colors: readonly Counted[]): number {
  if (colors.length === 1) return colors[0]![0];
  const pixels = colors.reduce((sum, [, count]) => sum + count, 0);
  const channel = (shift: number): number =>
    Math.round(colors.reduce((sum, [color, count]) => sum + ((color >> shift) & 255) * count, 0) / pixels) <<
    shift;
  return channel(16) | channel(8) | channel(0);
}
