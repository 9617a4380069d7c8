import { isElision } from '../match/elision.ts';
import type { Row, Table } from '../match/layouts/table-rows.ts';
import type { ObjectKind } from '../profile/verb.ts';
import type { Shown } from './shown-output.ts';

/** The objects that the rows of docker's own lists show; rows that are cut are left out. */
export function shownInTable({ columns, rows }: Table): readonly Shown[] {
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const shape = SHAPES.find(({ marks }) => marks.every((name) => at(name) >= 0));
  if (!shape) return [];
  const cell = (row: Row, name: string | undefined): string =>
    name === undefined ? '' : (row.cells[at(name)] ?? '').trim();
  return rows.flatMap((row): readonly Shown[] => {
    if (isElision(row.text)) return [];
    const names = cell(row, shape.name).split(',');
    // Old lists show links as `web,proxy/web`.
    const name = names.find((one) => !one.includes('/') || shape.kind === 'image') ?? '';
    const tag = cell(row, shape.tag);
    const full = shape.tag === undefined ? name : `${name}:${tag}`;
    if (!NAME.test(full) || (shape.kind === 'volume' && HEX.test(full))) return [];
    const id = cell(row, shape.id);
    const cells = new Map(
      columns.flatMap((column, index) => {
        const text = (row.cells[index] ?? '').trim();
        return text === '' ? [] : [[column.name, text] as const];
      }),
    );
    const { line } = row;
    return [{ kind: shape.kind, name: full, id: HEX.test(id) ? id : '', line, idLine: line, cells }];
  });
}

interface Shape {
  readonly kind: ObjectKind;
  /** Columns that only this list has. */
  readonly marks: readonly string[];
  readonly name: string;
  readonly tag?: string;
  readonly id?: string;
}

const SHAPES: readonly Shape[] = [
  { kind: 'container', marks: ['CONTAINER ID', 'NAMES', 'STATUS'], name: 'NAMES', id: 'CONTAINER ID' },
  { kind: 'network', marks: ['NETWORK ID', 'NAME', 'DRIVER'], name: 'NAME', id: 'NETWORK ID' },
  { kind: 'image', marks: ['REPOSITORY', 'TAG', 'IMAGE ID'], name: 'REPOSITORY', tag: 'TAG', id: 'IMAGE ID' },
  { kind: 'volume', marks: ['DRIVER', 'VOLUME NAME'], name: 'VOLUME NAME' },
];

const NAME = /^[a-zA-Z0-9][\w./:-]*$/;
const HEX = /^[0-9a-f]{12,64}$/;
