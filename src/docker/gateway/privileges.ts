import { ApiError } from './call.ts';
import { fold, type Json, listOf, stringsOf } from './fold.ts';
import type { Run } from './run.ts';

/** Capabilities with which a process gets hold of the host's files, memory or processes. */
const mighty =
  /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|SYS_BOOT|DAC_READ_SEARCH|BPF|PERFMON)$/i;

/** Refuses a container's settings that reach beyond it, where the run does. */
export function refusePrivileges(run: Run, host: Json): void {
  refuse(run, [
    host.Privileged === true && '--privileged',
    host.PidMode === 'host' && '--pid=host',
    stringsOf(host.CapAdd).some((cap) => mighty.test(cap)) && '--cap-add',
    listOf(host.Devices).length > 0 && '--device',
    listOf(host.DeviceCgroupRules).length > 0 && '--device-cgroup-rule',
    // A list, be it empty, is in the place of the engine's own.
    (Array.isArray(host.MaskedPaths) || Array.isArray(host.ReadonlyPaths)) &&
      '--security-opt systempaths=unconfined',
  ]);
}

export function refusePrivilegedExec(run: Run, body: Json): void {
  refuse(run, [fold(body, ['Privileged']).Privileged === true && '--privileged']);
}

/** Tasks that are plugins run with what privileges they ask for, outside of any container. */
export function refusePrivilegedTask(run: Run, template: Json): void {
  const task = fold(template, ['Runtime', 'PluginSpec', 'ContainerSpec']);
  if (task.PluginSpec !== undefined || !['', 'container', undefined, null].includes(task.Runtime as string)) {
    throw new ApiError(
      403,
      'labproof: refused a service that is no container: it would belong to the engine',
    );
  }
  const { CapabilityAdd } = fold(task.ContainerSpec, ['CapabilityAdd']);
  refuse(run, [stringsOf(CapabilityAdd).some((cap) => mighty.test(cap)) && '--cap-add']);
}

function refuse(run: Run, found: readonly (string | false)[]): void {
  const reasons = found.filter((reason) => reason !== false);
  if (run.privileged === 'allow' || reasons.length === 0) return;
  throw new ApiError(403, `labproof: this run refuses ${reasons.join(' and ')}`);
}
