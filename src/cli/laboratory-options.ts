import type { Machine, MachineOptions } from '../machine/machine.ts';
import type { LaboratoryOptions } from '../run/laboratory.ts';
import { prepareLab } from '../run/prepare.ts';
import { type RunSettings, stateDirectory } from './run-options.ts';

/** What the machines of a lab are opened with, as the settings of a run say. */
export function machineOptions(
  { machineImage }: RunSettings,
  { choice, version }: { readonly choice: MachineOptions['choice']; readonly version: string | undefined },
): Omit<MachineOptions, 'names'> {
  const { env } = process;
  return { choice, env, stateDirectory: stateDirectory(env), machineImage, engineVersion: version };
}

/** What a lab is opened with on its machines, as the settings of a run say. */
export function laboratoryOptions(
  settings: RunSettings,
  signal: AbortSignal,
): (machine: Machine) => LaboratoryOptions {
  const { env } = process;
  const { timeoutMs, online, given, allowed, faithful, workdir, privileged, images, swarm, skipTags } =
    settings;
  return (engine) => ({
    env,
    stateDirectory: stateDirectory(env),
    timeoutMs,
    online,
    given,
    allowed,
    skipTags,
    callers: new Set(Object.keys(env)),
    faithful,
    ...(workdir === undefined ? {} : { workdir }),
    privileged,
    signal,
    prepare: (plan, endpoint) => prepareLab(plan, { engine, endpoint, images, swarm, env, signal }),
  });
}
