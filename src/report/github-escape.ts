import { legible } from './legible.ts';

/**
 * A workflow command of GitHub Actions, one line. Source of the escapes: actions/toolkit,
 * `command.ts`: `%`, CR and LF in the message, and `:` and `,` too in properties.
 */
export function workflowCommand(
  name: 'error' | 'warning',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const parts = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${parts.join(',')}::${data(message)}\n`;
}

const data = (text: string): string =>
  legible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
