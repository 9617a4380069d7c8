import { exchange, type Handler, reply } from './call.ts';
import { elementsOf, goJson } from './json-text.ts';

interface Layer {
  readonly Id: string;
  readonly CreatedBy: string;
  readonly Tags: readonly string[] | null;
}

/** `docker history` without the layer that the run's label is for the classic builder. */
export const imageHistory: Handler = async (call) => {
  const { run } = call;
  const [reference = ''] = call.params;
  call.path = `/images/${await run.images.engineReference(reference)}/history`;
  const answer = await exchange(call);
  const [first, second, ...rest] = elementsOf(answer.text);
  const layer = first === undefined ? undefined : (JSON.parse(first) as Layer);
  if (
    second === undefined ||
    layer?.CreatedBy.endsWith(`LABEL ${run.view.label}=${run.view.runId}`) !== true
  ) {
    return reply(call, answer);
  }
  // The image's ID and tags stand at its last layer.
  const last = goJson({ ...(JSON.parse(second) as Layer), Id: layer.Id, Tags: layer.Tags });
  reply(call, { ...answer, text: `[${[last, ...rest].join(',')}]\n` });
};
