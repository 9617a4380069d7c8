import { relative, resolve } from 'node:path';
import type { Lab } from '../model/lab.ts';
import { readHistory } from './history.ts';
import type { WatchKey } from './watch-keys.ts';

/** Which labs are to run; undefined for those that the command line chooses. */
export type Choice = ((lab: Pick<Lab, 'file' | 'frontMatter'>) => boolean) | undefined;

/** The labs that a key asks for, and what is to be said when there are none. */
export async function chosenBy(
  key: WatchKey,
  { last, directory }: { readonly last: Choice; readonly directory: string },
): Promise<{ readonly choice: Choice; readonly none: string }> {
  switch (key.kind) {
    case 'again':
      return { choice: last, none: 'there is nothing to run again' };
    case 'all':
      return { choice: () => true, none: 'there is no lab' };
    case 'failed': {
      const history = await readHistory(directory);
      return {
        choice: ({ file }) => history.get(resolve(file))?.failed === true,
        none: 'no lab failed when it was last run',
      };
    }
    case 'named':
      return {
        choice: ({ file }) => relative(process.cwd(), file).includes(key.text),
        none: `no lab has '${key.text}' in its path`,
      };
    default:
      return key satisfies never;
  }
}
