import type { CommandResult } from '../model/verdict.ts';

/** The images without which commands were skipped, each once, with what would provide all of them; '' for none. */
export function missingImages(commands: readonly CommandResult[]): string {
  const names = [...new Set(commands.flatMap(({ skip }) => skip?.image ?? []))].sort();
  if (names.length === 0) return '';
  const them = names.length === 1 ? 'it' : 'each';
  return (
    `not here: ${names.join(', ')}; docker pull where a registry is reached, --images with a folder that has ` +
    `NAME/Dockerfile or NAME.tar for ${them}, or images: in the front matter`
  );
}
