import { bodyOf, type Call, exchange, type Handler, reply } from './call.ts';
import { refusePrivilegedExec } from './privileges.ts';
import { relay } from './relay.ts';
import { belongs, inspect, resolve } from './resolve.ts';

export const createExec: Handler = async (call) => {
  const { run } = call;
  const [reference = ''] = call.params;
  call.path = `/containers/${await resolve(run, 'container', reference)}/exec`;
  const body = await bodyOf(call);
  refusePrivilegedExec(run, body);
  const answer = await exchange(call, body);
  if (answer.status === 201) run.execs.add((JSON.parse(answer.text) as { Id: string }).Id);
  reply(call, answer);
};

export const onExec: Handler = async (call) => {
  await addressExec(call);
  await relay(call, { mode: 'raw' });
};

/** An exec instance is the run's when its container is. */
export async function addressExec(call: Call): Promise<void> {
  const { run } = call;
  const [id = ''] = call.params;
  if (run.execs.has(id)) return;
  const { status, text } = await run.upstream.ask('GET', `/exec/${encodeURIComponent(id)}/json`);
  if (status !== 200) return;
  const container = await inspect(
    run,
    'container',
    (JSON.parse(text) as { ContainerID: string }).ContainerID,
  );
  if (container !== undefined && belongs(run, 'container', container)) run.execs.add(id);
  else call.path = call.path.replace(id, id + run.view.suffix);
}
