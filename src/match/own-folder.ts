import type { Correspondence } from './correspondence.ts';
import { pathPattern } from './path-pattern.ts';

export interface OwnFolder {
  /** Where the lab's shells start, absolute. */
  readonly folder: string;
  readonly correspondence: Correspondence;
}

interface DocumentLine {
  readonly line: number;
  readonly text: string;
}

/**
 * The live text as it would be in the author's folder: `/home/ada/labs` of a document stands for the
 * folder that the lab is run in, once the two are met with the same path below them, or alone on lines
 * that are otherwise the same.
 */
export function inAuthorsFolder(
  document: readonly DocumentLine[],
  live: string,
  { folder, correspondence }: OwnFolder,
): string {
  if (folder === '' || folder === '/' || !live.includes(folder)) return live;
  if (document.some(({ text }) => mentions(text, folder))) return live;
  const met = correspondence.metLive('folder', folder);
  const authors = met ? { name: met.document, line: met.line } : learn(document, live, folder);
  if (authors === undefined) return live;
  const { name, line } = authors;
  const bound = correspondence.bind({
    document: name,
    live: folder,
    space: 'folder',
    line,
    what: 'the folder that the lab is run in',
  });
  return typeof bound === 'object' ? live : live.replaceAll(pathPattern(folder), name);
}

/** The author's folder, from the first live path in ours that a documented one ends like. */
function learn(
  document: readonly DocumentLine[],
  live: string,
  folder: string,
): { readonly name: string; readonly line: number } | undefined {
  const paths = document
    .slice(0, LOOKED_AT)
    .flatMap(({ line, text }) => (text.match(PATH) ?? []).map((path) => ({ line, text, path })));
  for (const text of live.split('\n').slice(0, LOOKED_AT)) {
    for (const { 0: ours, index } of text.matchAll(PATH)) {
      if (ours !== folder && !ours.startsWith(`${folder}/`)) continue;
      const below = ours.slice(folder.length);
      for (const { path, line, text: shown } of paths) {
        if (!path.endsWith(below) || path.length === below.length) continue;
        const name = path.slice(0, path.length - below.length);
        const alone =
          below !== '' ||
          shown.trim() === `${text.slice(0, index)}${path}${text.slice(index + ours.length)}`.trim();
        if (alone && !SYSTEM.test(name)) return { name, line };
      }
    }
  }
  return undefined;
}

/** Lines of a text beyond these teach nothing that the first do not. */
const LOOKED_AT = 200;
const PATH = /(?<![\w./~:-])\/(?:[\w.@+-]{1,80}\/){0,20}[\w.@+-]{1,80}/g;
/** Folders that every system has; what is in them is what it is called. */
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|lib(?:32|64)?|proc|run|sbin|sys|usr)(?:\/|$)|^\/var(?:\/(?:lib|log|run|cache)(?:\/|$)|$)/;

const mentions = (text: string, folder: string): boolean => pathPattern(folder).test(text);
