import { effectsOf } from '../../src/command/meaning.ts';
import type { Maker } from '../../src/match/context.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { Comparison, MatchContext } from '../../src/match/match.ts';
import { matchOutput } from '../../src/match/match.ts';
import { tokenize } from '../../src/match/tokens.ts';
import { pinsOf } from '../../src/plan/pins.ts';
import { programOf } from '../../src/run/match-context.ts';
import type { Recording } from './record.ts';

/** A documented command: its line in an imagined document and what that shows. */
export interface Documented {
  readonly command: string;
  readonly output: string;
  readonly line: number;
}

/** What the commands of a scenario fix and make, as the run would know it. */
export class Replay {
  readonly correspondence = new Correspondence();
  readonly #makers = new Map<string, Maker>();
  readonly #names = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #commands = new Set<string>();
  readonly #bound = new Map<string, string[]>();

  /** Compares a documented output with a recorded one after having taken in what the command does. */
  compare({ command, output, line }: Documented, live: Recording): Comparison {
    this.learn(command, line, live.output);
    const comparison = this.match({ command, output, line }, live.output);
    for (const { expected } of comparison.acceptances) this.#remember(expected);
    return comparison;
  }

  match({ command, output, line }: Documented, live: string): Comparison {
    const lines = output
      .replace(/\n$/, '')
      .split('\n')
      .map((text, index) => ({ line: line + 1 + index, text }));
    const span = { file: 'lab.md', line: line + 1, column: 1, endLine: line + lines.length };
    return matchOutput({ expected: { span, lines }, live, context: this.#context(command, line) });
  }

  get names(): readonly string[] {
    return [...this.#names];
  }

  /** Document values that a comparison bound, by what they are. */
  get bound(): ReadonlyMap<string, readonly string[]> {
    return this.#bound;
  }

  /** Takes in what a command does, before its output is compared. */
  learn(command: string, line: number, output: string): void {
    const effects = effectsOf(command);
    this.#commands.add(command);
    for (const { value, what, kind } of pinsOf(effects)) {
      this.correspondence.pin(value, { line, what, kind });
      if (kind === 'name') {
        this.#names.add(value);
        if (!this.#makers.has(value)) this.#makers.set(value, { line, what });
      }
    }
    if (!effects.some(({ act }) => act === 'create')) return;
    for (const effect of effects) {
      if (effect.act !== 'create' || effect.object.kind !== 'image') continue;
      this.#makers.set(effect.object.name, { line, what: `image ${effect.object.name}` });
    }
    for (const [id] of output.matchAll(/\b[0-9a-f]{64}\b/g)) this.#ids.add(id.slice(0, 12));
  }

  #remember(value: string): void {
    const [token] = tokenize(value);
    if (token?.valueClass?.kind !== 'identity') return;
    const { space } = token.valueClass;
    const values = this.#bound.get(space) ?? [];
    const digits = token.text.replace('sha256:', '');
    const at = values.findIndex((other) => other.slice(0, 12) === digits.slice(0, 12) && space === 'id');
    if (at < 0 && !values.includes(digits)) values.push(digits);
    else if (at >= 0 && digits.length > values[at]!.length) values[at] = digits;
    this.#bound.set(space, values);
  }

  #context(command: string, line: number): MatchContext {
    return {
      correspondence: this.correspondence,
      command: { ...programOf(command), line },
      made: (name) => this.#makers.has(name) || this.#ids.has(name.replace('sha256:', '').slice(0, 12)),
      makers: (name) => this.#makers.get(name),
      names: [...this.#names],
      given: (text) => [...this.#commands].some((given) => given.includes(text)),
    };
  }
}

/** The line that the command at an index has in the imagined document. */
export function lineOf(index: number): number {
  return index * 1000 + 1;
}
