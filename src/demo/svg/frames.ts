import type { Row } from '../cells.ts';
import type { FrameScene } from '../scenes.ts';
import { cursorMarkup, type SceneContext } from './curtain.ts';
import { rowMarkup } from './row-markup.ts';

/**
 * A stretch in which the cursor moves: each row is drawn once for as long as it looks the same, and
 * rows that come and go together share one animation.
 */
export function framesMarkup({ frames, from, to }: FrameScene, context: SceneContext): string {
  const { layout, look, sheet, percent } = context;
  const windows = new Map<string, { readonly spans: readonly Span[]; readonly markup: string[] }>();
  const show = (spans: readonly Span[], markup: string): void => {
    if (markup === '') return;
    const key = JSON.stringify(spans);
    const known = windows.get(key);
    if (known) known.markup.push(markup);
    else windows.set(key, { spans, markup: [markup] });
  };
  const endOf = (index: number): number => frames[index + 1]?.at ?? to;
  const height = Math.max(...frames.map(({ rows }) => rows.length));
  for (let y = 0; y < height; y += 1) {
    const spans = new Map<Row, Span[]>();
    frames.forEach(({ at, rows }, index) => {
      const row = rows[y];
      if (row) extend(spans, row, { from: at, to: endOf(index) });
    });
    for (const [row, seen] of spans) show(seen, rowMarkup(row, y, context));
  }
  const cursors = new Map<string, Span[]>();
  frames.forEach(({ at, cursor }, index) => {
    if (cursor.visible) extend(cursors, `${cursor.x} ${cursor.y}`, { from: at, to: endOf(index) });
  });
  const mark = cursorMarkup(look, layout);
  for (const [key, seen] of mark === '' ? [] : cursors) {
    const [x = 0, y = 0] = key.split(' ').map(Number);
    show(seen, `<g transform="translate(${x * layout.cellWidth} ${y * layout.cellHeight})">${mark}</g>`);
  }
  return [...windows.values()]
    .map(({ spans, markup }) => {
      const whole = spans.length === 1 && spans[0]!.from === from && spans[0]!.to === to;
      const content = markup.join('\n');
      return whole ? content : `<g class="${visibility(spans, to, { sheet, percent })}">${content}</g>`;
    })
    .join('\n');
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

function extend<K>(spans: Map<K, Span[]>, key: K, { from, to }: Span): void {
  const known = spans.get(key) ?? [];
  const last = known.at(-1);
  if (last && last.to === from) known[known.length - 1] = { from: last.from, to };
  else known.push({ from, to });
  spans.set(key, known);
}

/** The class of what is seen in these spans only. Without animations it is seen if the end is. */
export function visibility(
  spans: readonly Span[],
  end: number,
  { sheet, percent }: Pick<SceneContext, 'sheet' | 'percent'>,
): string {
  const steps = spans.flatMap(({ from, to }) => [
    `${percent(from)}{visibility:visible}`,
    ...(to === end ? [] : [`${percent(to)}{visibility:hidden}`]),
  ]);
  const hiddenFirst = spans[0]!.from === 0 ? [] : ['0%{visibility:hidden}'];
  const seen = spans.at(-1)!.to === end;
  return sheet.animation([...hiddenFirst, ...steps], `visibility:${seen ? 'visible' : 'hidden'}`);
}
