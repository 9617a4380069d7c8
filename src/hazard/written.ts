import { profileOf } from '../profile/programs.ts';
import type { Typed } from './hazard.ts';
import { written } from './kinds/files.ts';
import { typedIn } from './typed-in.ts';

/** What a script does with files and folders, in its order; paths as typed. */
export type Written =
  /** Its shell goes there; undefined for its home, or where nobody can tell. */
  | { readonly kind: 'goes'; readonly to: string | undefined }
  /** `sources`: what comes into it, where it is a folder. */
  | { readonly kind: 'writes'; readonly path: string; readonly sources: readonly string[] };

/** Paths with expansions are left out: what they are is known only when they are written. */
export function* writtenBy(script: string): Generator<Written> {
  for (const typed of typedIn(script)) {
    if (/^(?:cd|pushd|popd)$/.test(typed.program)) {
      const [to] = typed.operands;
      yield { kind: 'goes', to: to !== undefined && isPlain(to) && to !== '-' ? to : undefined };
      continue;
    }
    const sources = intoFolder(typed);
    for (const path of written(typed)) if (isPlain(path)) yield { kind: 'writes', path, sources };
  }
}

function intoFolder({ program, operands, docker }: Typed): readonly string[] {
  if (docker) return docker.verb === 'cp' ? docker.arguments.slice(0, 1) : [];
  return program === 'mv' || profileOf(program).writes === 'last'
    ? operands.slice(0, -1).filter(isPlain)
    : [];
}

const isPlain = (path: string): boolean => !/[$`*?~{}[\]]/.test(path);
