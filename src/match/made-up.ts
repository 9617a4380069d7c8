import type { MatchContext } from './context.ts';
import type { Correspondence } from './correspondence.ts';
import type { Token } from './tokens.ts';
import { generatedName } from './values/generated-name.ts';
import { gitHash, isGitHash } from './values/git-hash.ts';
import { hexId } from './values/hex-id.ts';

/** Whether an engine of today gives a container such a name. */
export const isGeneratedName = (name: string): boolean => generatedName.end(name, 0) === name.length;

/**
 * Whether a documented name is one that an engine made up, be it of an older list of words or
 * misspelt: of that form, and given by no command of the lab.
 */
export function isMadeUp(name: string, { correspondence, names, makers }: MatchContext): boolean {
  if (!FORM.test(name) || names.includes(name) || correspondence.pinOf(name) !== undefined) return false;
  const maker = makers(name);
  return maker === undefined || !maker.what.endsWith(` ${name}`) || isGeneratedName(name);
}

const FORM = /^[a-z]{2,20}_[a-z]{2,20}\d?$/;

/** The tokens of a document with those marked that an earlier list showed to be IDs or names of the engine's making. */
export function withMadeUp(tokens: readonly Token[], correspondence: Correspondence): readonly Token[] {
  return tokens.map((token) => {
    if (token.valueClass || token.hole || token.text.length < 3) return token;
    const valueClass = [hexId, generatedName].find(
      ({ space }) => correspondence.documented(space, token.text)?.live !== undefined,
    );
    return valueClass ? { ...token, valueClass } : token;
  });
}

/** What git prints, with its hashes marked in any length. */
export function withGitHashes(
  tokens: readonly Token[],
  { program }: MatchContext['command'],
): readonly Token[] {
  if (!/^(?:\S*\/)?git(?: |$)/.test(program)) return tokens;
  return tokens.map((token) =>
    isGitHash(token.text) && !token.hole ? { ...token, valueClass: gitHash } : token,
  );
}
