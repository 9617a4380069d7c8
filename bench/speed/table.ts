export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes?: readonly string[];
}

/** What every benchmark is given. */
export interface Bench {
  /** An empty folder of its own. */
  readonly folder: string;
  /** How often each thing is measured. */
  readonly rounds: number;
}

/** The first column is of words, the others are of figures. */
export function tableText({ title, columns, rows, notes = [] }: Table): string {
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd();
  return [title, line(columns), ...rows.map(line), ...notes, ''].join('\n');
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
