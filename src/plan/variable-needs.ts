import { parseScript } from '../command/words.ts';

/** Who gave a shell variable its value. */
export interface Setter {
  readonly command: number;
  readonly line: number;
}

/** Which commands of the host's shells give variables their values, so that others depend on them. */
export class Variables {
  readonly #setters = new Map<string, Setter>();

  /** The commands that give values to the variables which a script uses and does not set itself. */
  needs(script: string): readonly (Setter & { readonly what: string })[] {
    if (this.#setters.size === 0 || !script.includes('$')) return [];
    const own = new Set(variablesSet(script));
    return [...new Set(variablesUsed(script))].flatMap((name) => {
      const setter = own.has(name) ? undefined : this.#setters.get(name);
      return setter ? [{ ...setter, what: `variable ${name}` }] : [];
    });
  }

  learn(script: string, by: Setter): void {
    for (const name of variablesSet(script)) this.#setters.set(name, by);
  }
}

/** By assignments that are no program's environment, `export` and the like, `read` and `for`. */
function variablesSet(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const [first, ...rest] = words.map(({ text }) => text);
    if (first === undefined) return [];
    if (first === 'for') return rest.slice(0, 1);
    if (first === 'read') return rest.filter((word) => /^[A-Za-z_]\w*$/.test(word));
    const assignments = SETS.has(first) ? rest : [first, ...rest];
    const names = assignments.map((word) => /^([A-Za-z_]\w*)\+?=/.exec(word)?.[1]);
    if (SETS.has(first)) return names.filter((name) => name !== undefined);
    return names.includes(undefined) ? [] : (names as string[]);
  });
}

const SETS: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'local', 'readonly', 'set']);

/** Names of the shell variables whose values a script uses. */
export function variablesUsed(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) =>
    words.flatMap(({ text, dynamic }) =>
      dynamic ? [...text.matchAll(/\$\{?([A-Za-z_]\w{0,60})/g)].map(([, name]) => name!) : [],
    ),
  );
}
