import { SWARM_NETWORKS } from '../../profile/networks.ts';
import { ApiError, bodyOf, exchange, type Handler, reply } from './call.ts';
import { fold } from './fold.ts';
import { relay } from './relay.ts';
import { inspect } from './resolve.ts';
import type { Run } from './run.ts';

/** The swarm that the lab makes is the run's, and is left at its end. */
export const joinSwarm: Handler = async (call) => {
  const { run } = call;
  const body = fold(await bodyOf(call), ['ForceNewCluster']);
  // Makes a new swarm of one that is there, services and secrets included.
  if (body.ForceNewCluster === true) await refuseForeign(run, 'change');
  const networks: string[] = [];
  if (!run.swarm.active) {
    for (const network of SWARM_NETWORKS) {
      if ((await inspect(run, 'network', network)) === undefined) networks.push(network);
    }
    await run.ledger.enterSwarm({ networks });
  }
  const answer = await exchange(call, body);
  if (answer.status < 300) {
    Object.assign(run.swarm, { active: true, own: true });
    await run.ledger.recordNode(await nodeId(run));
  }
  reply(call, answer);
};

/** Changes to the swarm itself and to its nodes, when the run made it. */
export const changeSwarm: Handler = async (call) => {
  const { run } = call;
  await refuseForeign(run, 'change');
  const status = await relay(call, { mode: 'whole' });
  if (status < 300 && call.path === '/swarm/leave') Object.assign(run.swarm, { active: false, own: false });
};

/** The swarm's tokens and key, with which one joins or unlocks it from anywhere. */
export const readSwarm: Handler = async (call) => {
  await refuseForeign(call.run, 'tell the tokens and keys of');
  await relay(call, { mode: 'whole' });
};

async function refuseForeign(run: Run, what: string): Promise<void> {
  if (run.swarm.own || (await nodeId(run)) === '') return;
  throw new ApiError(403, `labproof: refused to ${what} a swarm that was there before the run`);
}

/** '' when the engine is in no swarm. */
async function nodeId(run: Run): Promise<string> {
  const { text } = await run.upstream.ask('GET', '/info');
  return (JSON.parse(text) as { Swarm?: { NodeID?: string } }).Swarm?.NodeID ?? '';
}
