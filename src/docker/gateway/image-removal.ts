import { fullReference, parseReference } from '../../text/image-reference.ts';
import { ApiError, type Call, exchange, type Handler, reply, replyJson } from './call.ts';
import { confineByLabel, filtersOf } from './filters.ts';
import type { ImageDetails } from './image-view.ts';
import { ownContainers } from './resolve.ts';
import type { Run } from './run.ts';

type Removal = { Untagged: string } | { Deleted: string };

export const removeImage: Handler = async (call) => {
  const { run } = call;
  const { images, view } = run;
  const [reference = ''] = call.params;
  const name = await images.engineReference(reference);
  const details = await images.inspect(name);
  call.path = `/images/${name}`;
  if (details === undefined) return reply(call, await exchange(call));
  const tag = isId(reference, details) ? undefined : fullReference(name);
  const own = images.ownTags;
  const others = (details.RepoTags ?? []).filter((other) => !own.has(other));
  const foreign = !details.text.includes(view.pair) && !images.ownIds.has(details.Id);
  if (tag !== undefined && own.has(tag)) {
    if (foreign && others.length === 0) return replyJson(call, 200, forgetLastTag(run, tag, details));
  } else if (foreign) {
    return replyJson(call, 200, await removeFromView(call, details, tag));
  }
  const answer = await exchange(call);
  if (answer.status === 200) noteRemoved(run, JSON.parse(answer.text) as Removal[]);
  reply(call, answer);
};

/** The run's own images by the engine; those that were there before leave the lab's view only. */
export const pruneImages: Handler = async (call) => {
  const { run } = call;
  const filters = filtersOf(call);
  const dangling = filters.dangling?.[0] ?? '1';
  const all = dangling === '0' || dangling.toLowerCase() === 'false';
  const plain = Object.keys(filters).every((key) => key === 'dangling');
  const unseen = all && plain ? await unusedImages(run) : [];
  confineByLabel(call, 'container');
  const answer = await exchange(call);
  if (answer.status !== 200) return reply(call, answer);
  const pruned = JSON.parse(answer.text) as { ImagesDeleted: Removal[] | null; SpaceReclaimed: number };
  const removed = pruned.ImagesDeleted ?? [];
  noteRemoved(run, removed);
  for (const details of unseen) {
    if (!run.images.ownIds.has(details.Id)) removed.push(...(await removeWhole(run, details)));
    else removed.push(...(await removeLoaded(run, details)));
  }
  const text = JSON.stringify({
    ...pruned,
    ImagesDeleted: removed.length === 0 ? pruned.ImagesDeleted : removed,
  });
  reply(call, { ...answer, text });
};

async function unusedImages(run: Run): Promise<ImageDetails[]> {
  const used = new Set((await ownContainers(run)).map(({ ImageID }) => ImageID));
  const { text } = await run.upstream.ask('GET', '/images/json');
  const unused: ImageDetails[] = [];
  for (const { Id } of JSON.parse(text) as { Id: string }[]) {
    if (used.has(Id) || run.images.hiddenIds.has(Id)) continue;
    const details = await run.images.inspect(Id);
    if (details !== undefined && !details.text.includes(`"${run.view.label}":`)) unused.push(details);
  }
  return unused;
}

/** Takes an image that was there before and all its tags from the view; the lab's own tags are removed. */
async function removeWhole(run: Run, details: ImageDetails): Promise<Removal[]> {
  const { ownTags } = run.images;
  const tags = details.RepoTags ?? [];
  const before = visibleTags(run, details);
  const removals: Removal[] = [];
  for (const tag of tags.filter((each) => ownTags.has(each))) {
    // The engine removes an image with its last tag.
    if (tags.every((each) => ownTags.has(each))) {
      run.images.hiddenTags.add(tag);
      removals.push({ Untagged: tag });
    } else if ((await run.upstream.ask('DELETE', `/images/${tag}`)).status === 200) {
      ownTags.delete(tag);
      removals.push({ Untagged: tag });
    }
  }
  return [...removals, ...hideTags(run, details, before), ...hideImage(run, details)];
}

/** An image that came with the lab and could not be labelled. */
async function removeLoaded(run: Run, details: ImageDetails): Promise<Removal[]> {
  const { status, text } = await run.upstream.ask('DELETE', `/images/${details.Id}?force=1`);
  if (status !== 200) return [];
  const removals = JSON.parse(text) as Removal[];
  noteRemoved(run, removals);
  return removals;
}

async function removeFromView(
  call: Call,
  details: ImageDetails,
  tag: string | undefined,
): Promise<Removal[]> {
  const { run } = call;
  const force = isTrue(call.query.get('force'));
  const tags = visibleTags(run, details);
  const users = (await ownContainers(run)).filter(({ ImageID }) => ImageID === details.Id);
  const short = details.Id.replace('sha256:', '').slice(0, 12);
  const running = users.find(
    ({ State }) => State === 'running' || State === 'paused' || State === 'restarting',
  );
  if (tag !== undefined) {
    const left = tags.filter((other) => other !== tag);
    const user = users[0];
    if (left.length === 0 && user !== undefined && !force) {
      const reference = call.params[0] ?? '';
      throw new ApiError(
        409,
        `conflict: unable to remove repository reference "${reference}" (must force) - container ${user.Id.slice(0, 12)} is using its referenced image ${short}`,
      );
    }
    const untagged = hideTags(run, details, [tag]);
    return left.length > 0 || users.length > 0 ? untagged : [...untagged, ...hideImage(run, details)];
  }
  if (running !== undefined) {
    throw conflict(
      short,
      'cannot be forced',
      `image is being used by running container ${running.Id.slice(0, 12)}`,
    );
  }
  if (!force && users[0] !== undefined) {
    throw conflict(
      short,
      'must be forced',
      `image is being used by stopped container ${users[0].Id.slice(0, 12)}`,
    );
  }
  const repositories = new Set(tags.map((each) => parseReference(each).name));
  if (!force && repositories.size > 1) {
    throw conflict(short, 'must be forced', 'image is referenced in multiple repositories');
  }
  return removeWhole(run, details);
}

function hideTags(run: Run, details: ImageDetails, tags: readonly string[]): Removal[] {
  const removals: Removal[] = [];
  for (const tag of tags) {
    run.images.hiddenTags.add(tag);
    run.notices.add(`image ${tag} was there before: it was removed from the lab's view only`);
    removals.push({ Untagged: tag });
  }
  if (tags.length > 0 && visibleTags(run, details).length === 0) {
    for (const digest of details.RepoDigests ?? []) removals.push({ Untagged: digest });
  }
  return removals;
}

function hideImage(run: Run, details: ImageDetails): Removal[] {
  run.images.hiddenIds.add(details.Id);
  return [{ Deleted: details.Id }];
}

/** Removing the engine's last tag of an image that was there before would remove the image. */
function forgetLastTag(run: Run, tag: string, details: ImageDetails): Removal[] {
  run.images.hiddenTags.add(tag);
  run.images.hiddenIds.add(details.Id);
  return [{ Untagged: tag }, { Deleted: details.Id }];
}

function visibleTags(run: Run, details: ImageDetails): string[] {
  return (details.RepoTags ?? []).filter(
    (tag) => !run.images.hiddenTags.has(tag) && !run.images.ownTags.has(tag),
  );
}

function noteRemoved(run: Run, removals: readonly Removal[]): void {
  for (const removal of removals) {
    if ('Untagged' in removal) run.images.ownTags.delete(removal.Untagged);
    else run.images.ownIds.delete(removal.Deleted);
  }
}

function isId(reference: string, details: ImageDetails): boolean {
  const hex = reference.replace(/^sha256:/, '');
  return /^[0-9a-f]+$/.test(hex) && details.Id.startsWith(`sha256:${hex}`);
}

function isTrue(value: string | null): boolean {
  return value !== null && !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());
}

function conflict(short: string, kind: string, why: string): ApiError {
  return new ApiError(409, `conflict: unable to delete ${short} (${kind}) - ${why}`);
}
