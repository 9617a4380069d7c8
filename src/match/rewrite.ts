import { dockerCommand } from '../command/docker.ts';
import { parseScript, type Word } from '../command/words.ts';
import { verbOf } from '../profile/verbs.ts';
import type { Entry } from './identities.ts';
import { pathPattern } from './path-pattern.ts';
import { tokenize } from './tokens.ts';

export interface Rewritten {
  readonly script: string;
  readonly replaced: readonly { readonly from: string; readonly to: string }[];
}

export interface Resolver {
  /** The entry of the document value that a word is, or for IDs begins. */
  resolve(word: string): Entry | undefined;
  /** The folders of the author's that stand for ones of ours. */
  folders(): Iterable<Entry>;
}

/**
 * Replaces the document values in a script by the live values they stand for: IDs, addresses,
 * generated names and ports wherever they stand, also inside a path or a URL; beginnings of IDs only
 * where a docker command takes an object, since `98` elsewhere is a number.
 */
export function rewriteScript(script: string, resolver: Resolver): Rewritten {
  const places = [
    ...wholeValues(script, resolver),
    ...shortIds(script, resolver),
    ...gitHashes(script, resolver),
    ...ownFolders(script, resolver),
  ].sort((a, b) => a.from - b.from);
  const replaced: { from: string; to: string }[] = [];
  let out = '';
  let at = 0;
  for (const { from, to, live } of places) {
    if (from < at) continue;
    const text = script.slice(from, to);
    out += script.slice(at, from) + live;
    at = to;
    if (live !== text) replaced.push({ from: text, to: live });
  }
  return { script: out + script.slice(at), replaced };
}

/** The author's folder, wherever a path begins with it. */
function ownFolders(script: string, resolver: Resolver): readonly Place[] {
  return [...resolver.folders()].flatMap((entry) =>
    entry.live === undefined
      ? []
      : [...script.matchAll(pathPattern(entry.document))].map(({ 0: text, index }) => ({
          from: index,
          to: index + text.length,
          live: entry.live!,
        })),
  );
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly live: string;
}

function wholeValues(script: string, resolver: Resolver): readonly Place[] {
  return tokenize(script).flatMap((token) => {
    if (token.valueClass?.kind !== 'identity') return [];
    const entry = resolver.resolve(token.text);
    return entry?.live === undefined
      ? []
      : [{ from: token.from, to: token.to, live: liveForm(token.text, entry) }];
  });
}

function shortIds(script: string, resolver: Resolver): readonly Place[] {
  return parseScript(script).commands.flatMap(({ words }) =>
    objectWords(words).flatMap((word) => {
      // `CONTAINER:PATH` of cp; a quoted or escaped word has other offsets than its text.
      const name = word.text.split(':', 1)[0]!;
      const from = word.from + (word.quoted ? script.slice(word.from, word.to).indexOf(name) : 0);
      if (name === '' || script.slice(from, from + name.length) !== name) return [];
      const entry = resolver.resolve(name);
      return entry?.live === undefined ? [] : [{ from, to: from + name.length, live: liveForm(name, entry) }];
    }),
  );
}

/** Words of a git command that are, or contain, a hash: `git show 1a2b3c4:file`, `git diff 1a2b3c4..HEAD`. */
function gitHashes(script: string, resolver: Resolver): readonly Place[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    if (words[0]?.text !== 'git') return [];
    return words.slice(1).flatMap(({ from, to }) =>
      [...script.slice(from, to).matchAll(/(?<![\w-])[0-9a-f]{7,40}(?!\w)/g)].flatMap((match) => {
        const entry = resolver.resolve(match[0]);
        if (entry?.live === undefined || entry.space !== 'git hash') return [];
        const start = from + match.index;
        return [
          {
            from: start,
            to: start + match[0].length,
            live: entry.live.slice(0, Math.max(7, match[0].length)),
          },
        ];
      }),
    );
  });
}

/** The words of a docker command that name objects which exist already. */
function objectWords(words: readonly Word[]): readonly Word[] {
  const docker = dockerCommand(words);
  if (!docker) return [];
  const { verb, argumentWords } = docker;
  const { subject, fetches, runs, count } = verbOf(verb);
  if (subject === 'none' || fetches) return [];
  // What follows is a command line of the container's own.
  return argumentWords.slice(0, runs ? 1 : count);
}

/** The live value in the form that was typed: with or without algorithm, cut where it was cut. */
function liveForm(typed: string, { space, live = '' }: Entry): string {
  if (space !== 'id' && space !== 'swarm ID') return live;
  const digits = live.startsWith('sha256:') ? live.slice(7) : live;
  const wanted = typed.startsWith('sha256:') ? typed.slice(7) : typed;
  const cut = wanted.length >= 64 ? digits : digits.slice(0, Math.max(12, wanted.length));
  return typed.startsWith('sha256:') ? `sha256:${cut}` : cut;
}
