import { posix } from 'node:path';
import { programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';

/** Where the lab's shell is, as far as its commands tell without being run. */
export interface WorkingDirectory {
  /** Goes through `mkdir` and `cd` of a script. */
  follow(script: string): void;
  /** A path relative to the lab's directory, or why it is none of the lab's. */
  resolve(path: string): { readonly path: string } | { readonly outside: string };
  /** A file was made here, so its folder exists. */
  made(path: string): void;
  /** A `cd` has led to a folder that nothing made, so it is not known where the shell would be. */
  isLost(): boolean;
}

export function createWorkingDirectory(): WorkingDirectory {
  const folders = new Set(['.']);
  let current = '.';
  let previous = '.';
  let lost = false;
  const locate = (path: string): string => {
    // The lab's directory is its home too.
    const plain = path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, '');
    const home = plain !== path;
    const base = /^(?:\$PWD|\$\(pwd\))(?=\/|$)/.test(plain)
      ? plain.replace(/^\$(?:PWD|\(pwd\))\/?/, '')
      : plain;
    if (home) return posix.normalize(`.${base}`).replace(/\/$/, '');
    return posix.normalize(base.startsWith('/') ? base : posix.join(current, base)).replace(/(?<=.)\/$/, '');
  };
  const add = (path: string): void => {
    for (
      let folder = path;
      folder !== '.' && folder !== '/' && !folders.has(folder);
      folder = posix.dirname(folder)
    ) {
      folders.add(folder);
    }
  };
  const go = (target: string): void => {
    // A folder that nothing made, such as that of a clone which is skipped, can't be entered.
    lost = !folders.has(target) && !target.startsWith('/');
    if (!folders.has(target)) return;
    previous = current;
    current = target;
  };
  return {
    follow(script) {
      if (!/\b(?:mkdir|cd|pushd)\b/.test(script)) return;
      for (const command of parseScript(script).commands) {
        const [program, ...rest] = programWords(command.words);
        const paths = rest
          .filter(({ text }) => !text.startsWith('-') || text === '-')
          .map(({ text }) => text);
        if (program?.text === 'mkdir') for (const path of paths) add(locate(path));
        else if (program?.text === 'cd' || program?.text === 'pushd') {
          go(paths[0] === '-' ? previous : locate(paths[0] ?? '~'));
        }
      }
    },
    resolve(path) {
      const place = locate(path);
      const leaves = place.startsWith('/') || place === '..' || place.startsWith('../') || place === '.';
      return leaves || /[\0$`]/.test(place) ? { outside: path } : { path: place };
    },
    made: (path) => add(posix.dirname(path)),
    isLost: () => lost,
  };
}
