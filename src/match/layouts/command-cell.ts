/** Whether two cells show one command, though lists cut it, older ones otherwise than newer ones. */
export function sameCommand(document: string, live: string): boolean {
  return agree(cellOf(document), cellOf(live));
}

/** Whether two cells of an image's history show one instruction in the notations of two builders. */
export function sameInstruction(document: string, live: string): boolean {
  return agree(cellOf(instructionOf(document)), cellOf(instructionOf(live)));
}

/** An instruction without what builders write around it. */
export function instructionOf(cell: string): string {
  return cell
    .replace(/^(?:\|\d{1,3} (?:[^= ]{1,60}=\S{0,200} ){0,20})?\/bin\/sh -c (?:#\(nop\) {1,2})?/, '')
    .replace(/^RUN (?:\/bin\/sh -c )?/, '')
    .replace(/ # buildkit$/, '')
    .replace(/^EXPOSE (?:map)?\[(\d+)\/tcp(?::\{\})?\]$/, 'EXPOSE $1');
}

/** What a cell says is run, without what a list writes around it. */
export const commandOf = (cell: string): string => cellOf(instructionOf(cell)).text;

/** A cell up to where a list cut it. */
export const withoutCut = (cell: string): string => cell.replace(/(?:\.{3}|…)["“”]?$/, '');

interface Cell {
  readonly text: string;
  readonly cut: boolean;
}

function agree(left: Cell, right: Cell): boolean {
  if (!left.cut && !right.cut) return left.text === right.text;
  const length = Math.min(
    left.cut ? left.text.length : Number.POSITIVE_INFINITY,
    right.cut ? right.text.length : Number.POSITIVE_INFINITY,
  );
  return left.text.slice(0, length) === right.text.slice(0, length);
}

function cellOf(cell: string): Cell {
  const text = cell.replace(/^["“”]|["“”]$/g, '').replace(/\s+/g, ' ');
  const cut = /(?:\.{3}|…)$/.exec(text);
  return cut ? { text: text.slice(0, cut.index), cut: true } : { text, cut: false };
}
