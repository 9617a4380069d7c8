import type { SeatView } from './messages.ts';

const COLUMNS = [
  'name',
  'state',
  'title',
  'step',
  'steps',
  'done',
  'finished',
  'stuck',
  'goal',
  'wrong',
] as const;

/** How far everybody is, as a table for a spreadsheet (RFC 4180). */
export function resultsCsv(seats: readonly SeatView[]): string {
  const rows = seats.map((seat) => COLUMNS.map((column) => cell(String(seat[column]))));
  return [COLUMNS.join(','), ...rows.map((row) => row.join(','))].map((line) => `${line}\r\n`).join('');
}

/** A cell that begins like a formula is not to be one. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** The same for programs; without the links, which are keys. */
export function resultsJson(seats: readonly SeatView[]): string {
  const results = seats.map((seat) => Object.fromEntries(COLUMNS.map((column) => [column, seat[column]])));
  return `${JSON.stringify({ version: 1, seats: results }, undefined, 2)}\n`;
}
