/** What a value is that was read from JSON or YAML. */

export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === 'string';
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
