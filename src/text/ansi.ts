import { controlLength, isCsi } from './control-sequence.ts';

/**
 * What a terminal would show of `text`, as plain lines: escape sequences are gone, progress bars
 * and other overwrites (`\r`, backspace, cursor movement) are applied, CRLF is LF.
 */
export function plainText(text: string): string {
  const terminal = terminalText();
  return terminal.write(text) + terminal.end();
}

export interface TerminalText {
  /** Takes a chunk, cut anywhere; returns the text that can no longer change. */
  write(chunk: string): string;
  /** The rest; nothing is shown afterwards. */
  end(): string;
  /** What is shown but may still change; its last line is the one with the cursor or below it. */
  pending(): string;
}

/** Rows a program may move the cursor back up to, as on a terminal of this height. */
const screenRows = 50;
/** Cells of a row; what is written beyond is dropped from lines that are overwritten. */
const screenColumns = 16_384;
/** As much text is held back; of a longer line an overwrite reaches the last piece only. */
const longestPlain = 65_536;

/** Streaming form of `plainText`: linear in the input, in memory bounded by one screen and line. */
export function terminalText(): TerminalText {
  let held = '';
  let plain = '';
  let screen: Screen | undefined;

  function write(chunk: string): string {
    const text = held + chunk;
    held = '';
    let settled = '';
    let at = 0;
    while (at < text.length) {
      const end = controlAt(text, at);
      if (screen === undefined) plain += text.slice(at, end);
      else settled += put(screen, text.slice(at, end));
      at = end;
      if (at === text.length) break;
      const length = controlLength(text, at);
      if (length === 0) {
        held = text[at] === '\r' ? '\r' : text.slice(at);
        break;
      }
      const sequence = text.slice(at, at + length);
      at += length;
      if (movesCursor(sequence, text[at])) {
        if (screen === undefined) {
          const cut = screenTop(plain);
          settled += plain.slice(0, cut);
          screen = screenOf(plain.slice(cut));
          plain = '';
        }
        move(screen, sequence);
      }
    }
    return settled + (screen === undefined ? settle() : '');
  }

  /** Gives out what is above the screen, once there is enough of it to be worth it. */
  function settle(): string {
    if (plain.length <= longestPlain) return '';
    const top = screenTop(plain);
    const cut = plain.length - top > longestPlain ? plain.length : top;
    const settled = plain.slice(0, cut);
    plain = plain.slice(cut);
    return settled;
  }

  function pending(): string {
    return screen === undefined ? plain : render(screen.rows);
  }

  function end(): string {
    const rest = pending();
    held = '';
    plain = '';
    screen = undefined;
    return rest;
  }

  return { write, end, pending };
}

/** Cells are code points; a wide character takes one cell, which only shifts rare overwrites. */
interface Screen {
  readonly rows: string[][];
  row: number;
  column: number;
}

// Tab and newline are text here; a carriage return is not.
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function controlAt(text: string, from: number): number {
  control.lastIndex = from;
  return control.exec(text)?.index ?? text.length;
}

/** A carriage return before a newline is a part of the line's end. */
function movesCursor(sequence: string, next: string | undefined): boolean {
  if (sequence[0] === '\r') return next !== '\n';
  return sequence === '\b' || (isCsi(sequence) && /[ABCDGJKP@]$/.test(sequence));
}

function screenTop(text: string): number {
  let top = text.length;
  for (let row = 0; row < screenRows && top > 0; row += 1) top = text.lastIndexOf('\n', top - 2) + 1;
  return top;
}

function screenOf(text: string): Screen {
  const rows = text.split('\n').map((line) => [...line].slice(0, screenColumns));
  return { rows, row: rows.length - 1, column: rows.at(-1)?.length ?? 0 };
}

/** Writes text without control characters but newlines; returns the rows that left the screen. */
function put(screen: Screen, text: string): string {
  let gone = '';
  let row = currentRow(screen);
  for (const character of text) {
    if (character === '\n') {
      screen.row += 1;
      screen.column = 0;
      gone += scroll(screen);
      row = currentRow(screen);
    } else {
      if (screen.column < screenColumns) {
        while (row.length < screen.column) row.push(' ');
        row[screen.column] = character;
      }
      screen.column += 1;
    }
  }
  return gone;
}

function currentRow(screen: Screen): string[] {
  while (screen.rows.length <= screen.row) screen.rows.push([]);
  return screen.rows[screen.row]!;
}

/** Lets rows go a screen at a time, so that each is moved once. */
function scroll(screen: Screen): string {
  if (screen.row < 2 * screenRows) return '';
  const gone = screen.rows.splice(0, screenRows);
  screen.row -= screenRows;
  return `${render(gone)}\n`;
}

function render(rows: readonly string[][]): string {
  return rows.map((row) => row.join('')).join('\n');
}

function move(screen: Screen, sequence: string): void {
  if (sequence[0] === '\r') screen.column = 0;
  else if (sequence === '\b') screen.column = Math.max(0, screen.column - 1);
  else moveBySequence(screen, sequence);
}

/** Source: ECMA-48, section 8.3 (CUU, CUD, CUF, CUB, CHA, ED, EL, DCH, ICH). */
function moveBySequence(screen: Screen, sequence: string): void {
  const parameter = Number(/\d+/.exec(sequence)?.[0] ?? 0);
  const count = Math.min(Math.max(parameter, 1), screenColumns);
  const row = currentRow(screen);
  switch (sequence.at(-1)) {
    case 'A':
      screen.row = Math.max(0, screen.row - count);
      break;
    case 'B':
      screen.row = Math.min(screen.rows.length - 1, screen.row + count);
      break;
    case 'C':
      screen.column += count;
      break;
    case 'D':
      screen.column = Math.max(0, screen.column - count);
      break;
    case 'G':
      screen.column = count - 1;
      break;
    case 'J':
      // Clearing a whole screen starts a new one on a terminal; here what was shown stays a fact.
      if (parameter !== 0) break;
      screen.rows.length = screen.row + 1;
      row.length = Math.min(row.length, screen.column);
      break;
    case 'K':
      if (parameter === 0) row.length = Math.min(row.length, screen.column);
      else if (parameter === 1) row.fill(' ', 0, screen.column + 1);
      else row.length = 0;
      break;
    case 'P':
      row.splice(screen.column, count);
      break;
    default:
      insertBlanks(row, screen.column, Math.min(count, screenColumns - row.length));
  }
}

function insertBlanks(row: string[], column: number, count: number): void {
  if (column < row.length && count > 0) row.splice(column, 0, ...Array<string>(count).fill(' '));
}
