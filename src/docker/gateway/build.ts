import { BUILT_IN_NETWORKS } from '../../profile/networks.ts';
import { cacheNamespace } from './buildkit-calls.ts';
import { ApiError, type Call, type Handler } from './call.ts';
import { noteImage, tagsOf } from './images.ts';
import { relay } from './relay.ts';
import { inspect, resolve } from './resolve.ts';
import type { Run } from './run.ts';
import { hide, type View } from './view.ts';

/** `docker build`, the engine's classic builder as well as BuildKit behind the same call. */
export const build: Handler = async (call) => {
  const { run, query } = call;
  const tags = query.getAll('t');
  query.delete('t');
  for (const tag of tags) query.append('t', await run.images.claim(tag));
  const network = query.get('networkmode') ?? '';
  if (network.startsWith('container:')) {
    query.set(
      'networkmode',
      `container:${await resolve(run, 'container', network.slice('container:'.length))}`,
    );
  } else if (network !== '' && network !== 'default' && !BUILT_IN_NETWORKS.has(network)) {
    query.set('networkmode', await resolve(run, 'network', network));
  }
  run.builds.add(query.get('buildid') ?? '');
  query.set('labels', JSON.stringify({ ...mapOf(call, 'labels'), [run.view.label]: run.view.runId }));
  // BuildKit sets the label without a step of its own.
  const classic = query.get('version') !== '2';
  if (!classic) {
    const given = mapOf(call, 'buildargs');
    query.set('buildargs', JSON.stringify({ ...given, [cacheNamespace]: run.view.runId }));
  }
  const recordStep = classic ? await stepRecorder(run) : undefined;
  const containers = new Set<string>();
  await relay(call, {
    mode: 'lines',
    observe: (line) => {
      const started = / ---\\u003e Running in ([0-9a-f]{12})/.exec(line)?.[1];
      if (started !== undefined) containers.add(started);
      const ended = /Remov(?:ed|ing) intermediate container ([0-9a-f]{12})/.exec(line)?.[1];
      if (ended !== undefined) containers.delete(ended);
      recordStep?.(line);
      const id = /^\{"(?:id":"moby\.image\.id",")?aux":\{"ID":"(sha256:[0-9a-f]{64})"\}/.exec(line)?.[1];
      if (id !== undefined) noteImage(run, id);
    },
    ...(classic && { edit: withoutLabelStep(run.view) }),
  });
  for (const container of containers) await adopt(run, container);
};

/** What a failed step ran in stays, without a label. */
async function adopt(run: Run, container: string): Promise<void> {
  const text = await inspect(run, 'container', container);
  if (text === undefined) return;
  const { Id, Name } = JSON.parse(text) as { Id: string; Name: string };
  run.view.adopted.add(Id);
  run.view.own.container.add(Id);
  run.ledger.record({ kind: 'container', id: Id, name: Name.slice(1) });
}

/**
 * The classic builder commits an image per step, which the label reaches only with the last. The
 * steps are put on record when they are announced, which is before their images are committed.
 */
async function stepRecorder(run: Run): Promise<(line: string) => void> {
  const { ids } = await tagsOf(run);
  await run.ledger.beginBuild([...ids]);
  return (line) => {
    const instruction = /^\{"stream":("Step \d+\/\d+ : .*")\}\s*$/s.exec(line)?.[1];
    if (instruction === undefined) return;
    run.ledger.beginStep((JSON.parse(instruction) as string).replace(/^Step \S+ : /, '').trimEnd());
  };
}

/** Ends a build of the lab's own. */
export const cancelBuild: Handler = async (call) => {
  const id = call.query.get('id') ?? '';
  if (!call.run.builds.has(id)) throw new ApiError(404, `labproof: the lab has no build ${id}`);
  await relay(call, { mode: 'raw' });
};

/** Caches belong to nobody, so the lab prunes none: other builds would lose theirs. */
export const pruneBuildCache: Handler = async ({ run, response }) => {
  run.notices.add('the build cache is shared, so it was not pruned');
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"CachesDeleted":null,"SpaceReclaimed":0}\n');
};

/**
 * The classic builder shows the run's label as a last step. Its lines are left out, and the others
 * count one step less.
 */
function withoutLabelStep(view: View): (view: View, line: string) => string {
  let inLabelStep = false;
  return (_view, line) => {
    const step = /^\{"stream":"Step (\d+)\/(\d+) : (.*)"\}(\s*)$/s.exec(line);
    if (step !== null) {
      const [, number, count, instruction, end] = step;
      inLabelStep = instruction === `LABEL ${view.label}=${view.runId}`;
      if (inLabelStep) return '';
      return hide(view, `{"stream":"Step ${number}/${Number(count) - 1} : ${instruction}"}${end}`);
    }
    if (inLabelStep && !line.startsWith('{"stream":')) inLabelStep = false;
    if (inLabelStep && line.startsWith('{"stream":"Successfully built')) inLabelStep = false;
    return inLabelStep ? '' : hide(view, line);
  };
}

function mapOf(call: Call, parameter: 'labels' | 'buildargs'): Record<string, string> {
  try {
    return (JSON.parse(call.query.get(parameter) ?? '{}') ?? {}) as Record<string, string>;
  } catch {
    return {};
  }
}
