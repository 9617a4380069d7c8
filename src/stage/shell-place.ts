import type { Act } from './acts.ts';
import { type FreeShellOptions, freeShell } from './free-shell.ts';
import type { ShellKey } from './keys.ts';
import type { LiveLab } from './live.ts';
import type { Presenter } from './presenter.ts';
import { prompted } from './screen.ts';

interface Place {
  /** Undefined where there is only one. */
  readonly machine: string | undefined;
  readonly prompt: string;
}

/**
 * Where a presenter is given a shell: at the machine that they name by its place, else at that of the last command.
 * Its prompt is the one that the document has there.
 */
export function shellPlace(
  key: ShellKey,
  {
    machines,
    acts,
    at,
  }: { readonly machines: readonly string[]; readonly acts: readonly Act[]; readonly at: number },
): Place | { readonly message: string } {
  const number = Number(key.slice('shell '.length));
  const last = machineOf(acts[at - 1] ?? acts[0]) ?? machines[0];
  const machine = key === 'shell' ? last : machines[number - 1];
  if (key !== 'shell' && machine === undefined)
    return {
      message:
        machines.length === 0
          ? 'the lab has one machine; s gives a shell there'
          : `the lab has no machine ${number}; ${machines.map((name, index) => `${index + 1} is ${name}`).join(', ')}`,
    };
  const near = [...acts.slice(0, at).toReversed(), ...acts.slice(at)];
  const prompt = near.find((act) => isAt(act, machine))?.prompt;
  return { machine, prompt: prompt ?? (machine === undefined ? '$ ' : `${machine}$ `) };
}

/** A shell there, until the presenter leaves it; why there can be none. */
export async function shellAt(
  place: ReturnType<typeof shellPlace>,
  lab: LiveLab | undefined,
  presenter: Presenter,
  options: Omit<FreeShellOptions, 'prompt'>,
): Promise<{ readonly message: string } | undefined> {
  if ('message' in place) return place;
  if (!lab) return { message: 'there is no live lab to have a shell in; r goes back to one' };
  return freeShell(lab.placeAt(place.machine), presenter, { ...options, prompt: prompted(place.prompt) });
}

const machineOf = (act: Act | undefined): string | undefined =>
  act?.deed.kind === 'command' ? act.deed.planned.command.machine : undefined;

/** At the shell of a machine, not in a container that a command has opened. */
const isAt = (act: Act, machine: string | undefined): boolean =>
  act.deed.kind === 'command' &&
  act.deed.planned.command.where.kind === 'host' &&
  (machine === undefined || machineOf(act) === machine);
