import { quote, quotePath } from '../command/quote.ts';
import { globPattern } from '../text/glob.ts';
import { isMap, listOf } from '../text/values.ts';

/** What reads the files beside the index of a scenario. */
export interface Beside {
  /** The text of a file; undefined where it can't be read. */
  read(path: string): string | undefined;
  /** The files below a folder, as they are called from there. */
  list(folder: string): readonly string[];
}

export interface Assets {
  /** A script of bash that puts them where they belong; '' for none. */
  readonly script: string;
  /** What can't be put there, by its place in the index. */
  readonly missing: readonly { readonly path: readonly (string | number)[]; readonly file: string }[];
}

/** The folder of the files that a scenario brings to its machines. */
const FOLDER = 'assets';

/**
 * The files that a scenario puts on its machines: by host a list of `file`, a name or pattern below `assets`,
 * with the `target` folder and the `chmod` that they get.
 */
export function assetsOf(given: unknown, beside: Beside): Assets {
  const lines: string[] = [];
  const missing: { path: readonly (string | number)[]; file: string }[] = [];
  const hosts = Object.entries(isMap(given) ? given : {});
  for (const [host, entries] of hosts) {
    for (const [at, entry] of listOf(entries).entries()) {
      const { file, target, chmod } = isMap(entry) ? entry : {};
      const name = typeof file === 'string' ? file : '';
      const fits = globPattern(name);
      const names = beside.list(FOLDER).filter((path) => fits.test(path));
      const found = names.flatMap((path) => {
        const text = beside.read(`${FOLDER}/${path}`);
        return text === undefined ? [] : [{ path, text }];
      });
      if (names.length === 0 || found.length < names.length) missing.push({ path: [host, at], file: name });
      const folder = (typeof target === 'string' && target !== '' ? target : '~/').replace(/\/+$/, '') || '/';
      // What a pattern names is called from the folder that it begins at.
      const from = name.slice(0, name.search(/[*?[{]|$/)).lastIndexOf('/') + 1;
      for (const { path, text } of found) lines.push(...placed(text, `${folder}/${path.slice(from)}`, chmod));
    }
  }
  return { script: lines.join('\n'), missing };
}

function placed(text: string, target: string, chmod: unknown): readonly string[] {
  const path = quotePath(target.replace(/^\/\//, '/'));
  const mode = typeof chmod === 'string' && /^[\w+=,-]{1,20}$/.test(chmod) ? chmod : '';
  return [
    `mkdir -p -- "$(dirname ${path})"`,
    `base64 -d >${path} <<'FILE'`,
    ...(Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    'FILE',
    ...(mode === '' ? [] : [`chmod ${quote(mode)} -- ${path}`]),
  ];
}
