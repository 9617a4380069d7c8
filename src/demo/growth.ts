/**
 * Whether text sent to a terminal only adds to what it shows: characters, new lines, colours and the
 * like, and no movement of the cursor. A wide line that wraps still grows.
 */
export function onlyGrows(data: string): boolean {
  return !MOVES.test(data.replace(HARMLESS, ''));
}

/** Source: ECMA-48, section 8.3 (SGR), and xterm's control sequences for the window's title. */
const HARMLESS =
  /\r\n|\u001b\[[\d;:]*m|\u001b\][012];[^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b\[\?(?:25|2004)[hl]|[\t\u0007]/g;
const MOVES = /[\u0000-\u001f\u007f-\u009f]/;
