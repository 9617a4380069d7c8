import type { Row, Run } from '../cells.ts';
import { type Layout, round } from '../look.ts';
import type { Sheet } from './sheet.ts';

/** A row as text that can be selected, each letter in its cell whatever font is there. */
export function rowMarkup(row: Row, y: number, { layout, sheet }: Canvas): string {
  const { cellWidth, cellHeight, baseline } = layout;
  const grounds = row.runs.flatMap(({ x, cells, width, style }) => {
    const name = sheet.ground(style);
    if (name === undefined) return [];
    const box = `x="${round(x * cellWidth)}" y="${round(y * cellHeight)}" width="${round(cells.length * width * cellWidth)}" height="${cellHeight}"`;
    return [`<rect class="${name}" ${box}/>`];
  });
  if (row.text.trim() === '') return grounds.join('');
  const place = `y="${round(y * cellHeight + baseline)}"`;
  const pieces = row.runs.flatMap((run) => piecesOf(run));
  const even = pieces.every(({ regular }) => regular);
  const text = even
    ? `<text ${place} textLength="${round(row.length * cellWidth)}">${pieces.map((piece) => spanOf(piece, sheet, '')).join('')}</text>`
    : `<text ${place}>${pieces
        .map((piece) =>
          spanOf(
            piece,
            sheet,
            ` x="${round(piece.x * cellWidth)}" textLength="${round(piece.length * cellWidth)}"`,
          ),
        )
        .join('')}</text>`;
  return grounds.join('') + text;
}

export interface Canvas {
  readonly layout: Layout;
  readonly sheet: Sheet;
}

interface Piece {
  readonly x: number;
  readonly length: number;
  readonly text: string;
  readonly style: Run['style'];
  /** Of letters that every monospaced font has with one width. */
  readonly regular: boolean;
}

/** Letters that a font may lack, or has wider, get a place of their own each. */
function piecesOf({ x, cells, width, style }: Run): readonly Piece[] {
  const pieces: Piece[] = [];
  cells.forEach((cell, index) => {
    const regular = width === 1 && REGULAR.test(cell);
    const last = pieces.at(-1);
    if (regular && last?.regular) {
      pieces[pieces.length - 1] = { ...last, length: last.length + 1, text: last.text + cell };
    } else pieces.push({ x: x + index * width, length: width, text: cell, style, regular });
  });
  return pieces;
}

const REGULAR = /^[\u0020-\u007e\u00a0-\u017f]$/;

function spanOf({ text, style }: Piece, sheet: Sheet, place: string): string {
  const name = sheet.letters(style);
  const content = escapeXml(text);
  if (name === '' && place === '') return content;
  return `<tspan${name === '' ? '' : ` class="${name}"`}${place}>${content}</tspan>`;
}

export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
