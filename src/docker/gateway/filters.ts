import type { Call } from './call.ts';
import type { NamedKind } from './view.ts';

export type Filters = Record<string, string[]>;

/**
 * The `filters` of a list, prune or events call. The API has two forms: a list of values, and an
 * object whose keys are the values.
 */
export function filtersOf(call: Call): Filters {
  const text = call.query.get('filters');
  if (text === null || text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  const filters: Filters = {};
  for (const [key, values] of Object.entries(value)) {
    if (Array.isArray(values)) filters[key] = values.map(String);
    else if (typeof values === 'object' && values !== null) {
      filters[key] = Object.keys(values).filter((name) => (values as Record<string, unknown>)[name]);
    }
  }
  return filters;
}

export function setFilters(call: Call, filters: Filters): void {
  call.query.set('filters', JSON.stringify(filters));
}

/** Has the engine itself leave out what is not the run's. Does nothing to filters that are not JSON. */
export function confineByLabel(call: Call, kind: NamedKind): void {
  const text = call.query.get('filters');
  const filters = filtersOf(call);
  if (text !== null && text !== '' && !isJson(text)) return;
  withNamesApart(call, kind, filters);
  setFilters(call, {
    ...filters,
    label: [...(filters.label ?? []), `${call.run.view.label}=${call.run.view.runId}`],
  });
}

/**
 * Names in filters, as the engine knows them. The engine takes them for parts of names or, for
 * containers, for patterns; one that is anchored at its end would miss the suffix.
 */
export function withNamesApart(call: Call, kind: NamedKind, filters: Filters): void {
  const { apart, suffix } = call.run.view;
  const withSuffix = (of: NamedKind, values: readonly string[]) =>
    values.flatMap((value) => {
      const name = value.replace(/^\^?\/?/, '').replace(/\$$/, '');
      return apart[of].has(name) && value.endsWith('$')
        ? [value, `${value.slice(0, -1)}${suffix}$`]
        : [value];
    });
  const exactly = (of: NamedKind, values: readonly string[]) =>
    values.map((value) => (apart[of].has(value) ? value + suffix : value));
  if (filters.name !== undefined) filters.name = withSuffix(kind, filters.name);
  if (kind === 'container') {
    for (const [key, of] of referringFilters) {
      const values = filters[key];
      if (values !== undefined) filters[key] = exactly(of, values);
    }
  }
}

const referringFilters = [
  ['network', 'network'],
  ['volume', 'volume'],
  ['before', 'container'],
  ['since', 'container'],
] as const;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
