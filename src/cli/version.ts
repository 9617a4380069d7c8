import { readFileSync } from 'node:fs';

/** The version that the manifest of this package gives. */
export function labproofVersion(): string {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
