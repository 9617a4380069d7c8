import type { Row, Table } from './table-rows.ts';

/** The names by which a row's object is known, the most telling one first. */
export function namesOf(
  { cells }: Pick<Row, 'cells'>,
  { columns }: Pick<Table, 'columns'>,
): readonly string[] {
  const cell = (name: string): string => cells[columns.findIndex((column) => column.name === name)] ?? '';
  const repository = cell('REPOSITORY');
  const names = [
    ...[cell('NAMES'), cell('NAME'), cell('VOLUME NAME')].flatMap((name) => name.split(',')),
    repository === '' ? '' : `${repository}:${cell('TAG')}`,
    repository,
    ...columns.flatMap(({ kind }, index) => (kind === 'id' ? [cells[index] ?? ''] : [])),
  ];
  return names.filter((name) => name !== '' && !name.startsWith('<none>'));
}
