import type { Script } from './script.ts';

/** What a recording shows as plain text, step by step. */
export function textOf({ title, chapters }: Script): string {
  const parts = chapters.map(({ title: step, shots }) => {
    const lines = shots.flatMap(({ prompt, typed, output, failed }) => [
      `${prompt}${typed.replaceAll('\n', '\n> ')}`,
      ...(output === '' ? [] : [plain(output)]),
      ...(failed === undefined ? [] : [`✗ ${failed}`]),
    ]);
    return `# ${step}\n\n${lines.join('\n')}\n`;
  });
  return [`${title}\n`, ...parts].join('\n');
}

/** Without colours. */
const plain = (text: string): string => text.replace(/\u001b\[[\d;:]*m/g, '');
