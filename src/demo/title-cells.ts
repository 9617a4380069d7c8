import stringWidth from 'fast-string-width';

interface TitleCell {
  readonly text: string;
  readonly width: 1 | 2;
}

/** The letters of a title, cut where there is no room for all of them. */
export function titleCells(text: string, room: number): readonly TitleCell[] {
  const cells = cellsOf(text);
  const fits = cells.reduce((sum, cell) => sum + cell.width, 0) <= room;
  return fits ? cells : [...within(cells, room - 1), { text: '…', width: 1 as const }];
}

/** A title as text, cut likewise. */
export const fittedTitle = (text: string, room: number): string =>
  titleCells(text, room)
    .map((cell) => cell.text)
    .join('');

/** What looks like one letter stays together. */
function cellsOf(text: string): readonly TitleCell[] {
  return (text.match(/\P{M}[\p{M}\u200d]*/gu) ?? []).map((letter) => ({
    text: letter,
    width: stringWidth(letter) === 2 ? 2 : 1,
  }));
}

function within(cells: readonly TitleCell[], room: number): readonly TitleCell[] {
  let used = 0;
  return cells.filter(({ width }) => {
    used += width;
    return used <= room;
  });
}
