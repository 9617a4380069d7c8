import { exchange, type Handler, reply, replyJson } from './call.ts';
import { visibleImages } from './image-list.ts';
import { editMembers, elementsOf, filterElements } from './json-text.ts';
import { belongs, ownContainers } from './resolve.ts';
import type { Run } from './run.ts';

/** `docker info`, its counts being those of the lab's view. */
export const info: Handler = async (call) => {
  const [answer, containers, images] = await Promise.all([
    exchange(call),
    ownContainers(call.run),
    call.run.upstream.ask('GET', '/images/json?all=1'),
  ]);
  if (answer.status !== 200) return reply(call, answer);
  const inState = (state: string) => containers.filter(({ State }) => State === state).length;
  const paused = inState('paused');
  // The engine counts a restarting container as running; there is no fourth count.
  const running = inState('running') + inState('restarting');
  const unseen = elementsOf(images.text).length - elementsOf(visibleImages(call.run, images.text)).length;
  const text = editMembers(answer.text, {
    Containers: () => String(containers.length),
    ContainersRunning: () => String(running),
    ContainersPaused: () => String(paused),
    ContainersStopped: () => String(containers.length - running - paused),
    Images: (count) => String(Number(count) - unseen),
  });
  reply(call, { ...answer, text });
};

/** A lab can install none, so that all there are, with their settings, are somebody else's. */
export const listPlugins: Handler = async (call) => {
  replyJson(call, 200, []);
};

/** `docker system df` of the lab's view; of the build cache, what was made since the run began. */
export const diskUsage: Handler = async (call) => {
  const { run } = call;
  const answer = await exchange(call);
  if (answer.status !== 200) return reply(call, answer);
  const containers = (list: string) => filterElements(list, (element) => element.includes(run.view.pair));
  const volumes = (list: string) => filterElements(list, (element) => belongs(run, 'volume', element));
  const images = (list: string) => visibleImages(run, list);
  const cache = (list: string) => filterElements(list, (element) => isRecent(run, element));
  const nested = (edit: (list: string) => string) => (usage: string) => editMembers(usage, { Items: edit });
  const text = editMembers(answer.text, {
    Containers: containers,
    Volumes: volumes,
    Images: images,
    BuildCache: cache,
    ContainerUsage: nested(containers),
    VolumeUsage: nested(volumes),
    ImageUsage: nested(images),
    BuildCacheUsage: nested(cache),
  });
  reply(call, { ...answer, text });
};

function isRecent(run: Run, element: string): boolean {
  const { CreatedAt } = JSON.parse(element) as { CreatedAt?: string };
  return CreatedAt !== undefined && Date.parse(CreatedAt) >= run.startedAt.getTime();
}
