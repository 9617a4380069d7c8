import { readFileSync } from 'node:fs';
import { packageFile } from '../text/package-file.ts';

/** The version that the manifest of this package gives. */
export function labproofVersion(): string {
  const manifest = readFileSync(packageFile('package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
