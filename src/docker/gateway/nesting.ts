import type { Endpoint } from '../endpoint.ts';
import { type Call, exchange, type Handler, reply } from './call.ts';
import { Upstream } from './upstream.ts';
import { runLabel } from './view.ts';

/*
 * A lab may itself run labproof, as this project's README does. Then the engine of the inner run is
 * the gateway of the outer one, and each must tell its own objects by a label of its own.
 */

/** A header of `_ping`, which all clients ask first: the label of the gateway that answers. */
const HEADER = 'labproof-label';

/** `_ping`, with the header that tells an inner run of this gateway. */
export const ping: Handler = async (call: Call) => {
  const answer = await exchange(call);
  // In place of the label of a gateway that this one is inside.
  reply(call, { ...answer, headers: { ...answer.headers, [HEADER]: call.run.view.label } });
};

/** The label for a run's objects on this engine; rejects when it does not answer. */
export async function runLabelAt(endpoint: Endpoint): Promise<string> {
  if (endpoint.kind === 'none') return runLabel;
  const outer = await gatewayLabelAt(endpoint);
  return outer === undefined ? runLabel : `${outer}.inner`;
}

/** The label of the gateway at this endpoint; undefined when it is an engine. */
export async function gatewayLabelAt(endpoint: Endpoint): Promise<string | undefined> {
  await using upstream = new Upstream(endpoint);
  const { headers } = await upstream.ask('GET', '/_ping');
  const label = headers[HEADER];
  return typeof label === 'string' ? label : undefined;
}
