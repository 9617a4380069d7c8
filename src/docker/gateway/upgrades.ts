import type { Call } from './call.ts';
import { addressExec } from './execs.ts';
import { resolve } from './resolve.ts';

/** Puts the engine's reference into the path of a call that asks for an upgrade. */
export async function addressUpgrade(call: Call): Promise<void> {
  const [reference = ''] = call.params;
  if (call.path.startsWith('/exec/')) return addressExec(call);
  if (!call.path.startsWith('/containers/')) return;
  const [, , , ...rest] = call.path.split('/');
  call.path = ['', 'containers', await resolve(call.run, 'container', reference), ...rest].join('/');
}
