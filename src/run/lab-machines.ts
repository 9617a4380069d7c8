import { opensMachines } from '../docker/engine.ts';
import type { Machine, MachineOptions } from '../machine/machine.ts';
import { openMachines, withoutEngine } from '../machine/open.ts';
import type { Problem } from '../model/problem.ts';
import type { Plan } from '../plan/plan.ts';
import { usesEngine } from '../plan/uses-engine.ts';
import { Laboratories } from './laboratories.ts';
import { Laboratory, type LaboratoryOptions } from './laboratory.ts';

/** What a lab is run on: one machine, or those that it is typed at. */
export interface LabMachines extends AsyncDisposable {
  readonly engine: Machine;
  /** Opens what the lab runs in; `optionsAt` tells the machine that images are provided on. */
  open(plan: Plan, optionsAt: (machine: Machine) => LaboratoryOptions): Promise<Laboratory | Laboratories>;
}

/** What a machine is called where the document does not say. */
const NAME = 'lab';

/**
 * The machines of a lab with several, where they are to be had: `auto` takes them before the host's
 * engine, which is one. Else one, on which what needs the others is skipped. A lab that uses no engine
 * needs none.
 */
export async function openLabMachines(
  plan: Plan,
  options: Omit<MachineOptions, 'names'>,
): Promise<LabMachines | Problem> {
  const { choice } = options;
  const own = choice === 'auto' ? 'private' : choice;
  if (needsSeveral(plan) && opensMachines(own)) {
    const names = plan.lab.machines.map(({ name }) => name);
    // The host's engine is one, whatever is asked of it.
    const machines = await openMachines({ ...options, choice: own, names });
    if (!('severity' in machines)) return several(machines);
  }
  const machines = await openMachines({ ...options, names: [plan.lab.machines[0]?.name ?? NAME] });
  if ('severity' in machines && (choice !== 'auto' || machines.code !== 'no-engine' || usesEngine(plan)))
    return machines;
  const [engine] = 'severity' in machines ? [withoutEngine()] : (machines as readonly [Machine]);
  return {
    engine,
    open: (labPlan, optionsAt) => Laboratory.open(labPlan, engine, optionsAt(engine)),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** How many machines a lab has where each lab has its own. */
export const machinesOf = (plan: Plan): number => (needsSeveral(plan) ? plan.lab.machines.length : 1);

/** Whether something of the lab runs only where it has all its machines. */
const needsSeveral = ({ commands }: Plan): boolean =>
  commands.some(({ command: { skip } }) => skip?.unless === 'machines');

function several(machines: readonly Machine[]): LabMachines {
  return {
    engine: machines[0]!,
    open: (plan, optionsAt) => Laboratories.open(plan, machines, optionsAt),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(machines.map((machine) => machine[Symbol.asyncDispose]()));
    },
  };
}
