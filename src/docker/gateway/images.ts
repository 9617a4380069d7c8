import { fullReference, parseReference } from '../../text/image-reference.ts';
import { tellingTags } from './archive.ts';
import { bodyOf, exchange, type Handler, reply } from './call.ts';
import { filtersOf, setFilters } from './filters.ts';
import { visibleImages } from './image-list.ts';
import { elementsOf } from './json-text.ts';
import { relay } from './relay.ts';
import { resolve } from './resolve.ts';
import type { Run } from './run.ts';

export const listImages: Handler = async (call) => {
  const { hiddenTags } = call.run.images;
  const filters = filtersOf(call);
  const references = filters.reference ?? (call.query.has('filter') ? [call.query.get('filter') ?? ''] : []);
  if (references.length > 0 && hiddenTags.size > 0) {
    // A pattern that names a tag does not match the one that is kept apart.
    filters.reference = references.flatMap((pattern) =>
      isUntagged(pattern) ? [pattern] : [pattern, pattern + call.run.view.suffix],
    );
    call.query.delete('filter');
    setFilters(call, filters);
  }
  const answer = await exchange(call);
  reply(call, { ...answer, text: visibleImages(call.run, answer.text) });
};

export const inspectImage: Handler = async (call) => {
  const [reference = ''] = call.params;
  call.path = `/images/${await call.run.images.engineReference(reference)}/json`;
  const answer = await exchange(call);
  if (answer.status !== 200) return reply(call, answer);
  const [shown = answer.text] = elementsOf(visibleImages(call.run, `[${answer.text}]`));
  reply(call, { ...answer, text: shown });
};

/** Sends a call about one image on, to the image that the lab means. */
export const onImage: Handler = async (call) => {
  const [reference = ''] = call.params;
  const action = call.path.slice(call.path.lastIndexOf('/'));
  call.path = `/images/${await call.run.images.engineReference(reference)}${action}`;
  await relay(call, { mode: action === '/get' ? 'raw' : action === '/push' ? 'lines' : 'whole' });
};

/** What `docker save` writes; the tags inside an archive are the engine's own. */
export const saveImages: Handler = async (call) => {
  const names = call.query.getAll('names');
  call.query.delete('names');
  for (const name of names) call.query.append('names', await call.run.images.engineReference(name));
  await relay(call, { mode: 'raw' });
};

export const tagImage: Handler = async (call) => {
  const { images } = call.run;
  const [reference = ''] = call.params;
  call.path = `/images/${await images.engineReference(reference)}/tag`;
  const repository = call.query.get('repo') ?? '';
  const wanted = fullReference(joinTag(repository, call.query.get('tag') ?? ''));
  const present = await images.inspect(wanted);
  const source = await images.inspect(await images.engineReference(reference));
  // The tag is there already, and means that very image: nothing changes for anybody.
  const same = present !== undefined && present.Id === source?.Id && !images.hiddenTags.has(wanted);
  if (source !== undefined && !same) setTag(call.query, await images.claim(wanted));
  await relay(call, { mode: 'raw' });
};

export const commit: Handler = async (call) => {
  const { run } = call;
  const body = await bodyOf(call);
  call.query.set('container', await resolve(run, 'container', call.query.get('container') ?? ''));
  const repository = call.query.get('repo') ?? '';
  if (repository !== '')
    setTag(call.query, await run.images.claim(joinTag(repository, call.query.get('tag') ?? '')));
  // The image has the container's labels, the run's among them.
  const answer = await exchange(call, Object.keys(body).length === 0 ? null : body);
  if (answer.status === 201) {
    const { Id } = JSON.parse(answer.text) as { Id: string };
    // Measured: 20.10 and 26.1 keep the empty set of the container, 28.5 does not.
    if (run.engineMajor < 28) run.view.committed.add(Id);
    noteImage(run, Id);
  }
  reply(call, answer);
};

export const load: Handler = async (call) => {
  const { run } = call;
  const before = await tagsOf(run);
  const loaded: string[] = [];
  await Promise.all([...before.tags].map(([reference, id]) => run.ledger.hold({ reference, id })));
  // A tag of its own is on record before the engine can make it; it carries no label.
  const through = tellingTags(async (tags) => {
    const fresh = tags.map(fullReference).filter((tag) => !before.tags.has(tag));
    await Promise.all(fresh.map((tag) => run.ledger.intend('image', tag)));
  });
  const status = await relay(call, {
    mode: 'lines',
    through,
    // A tag that has moved would not go back when nobody listened to the end.
    toItsEnd: true,
    observe: (line) => {
      const match = /Loaded image(?: ID)?: ([^\s"\\]+)/.exec(line);
      if (match?.[1] !== undefined) loaded.push(match[1]);
    },
  });
  if (status < 300) await settle(run, loaded, before);
  run.ledger.release([...before.tags.keys()]);
};

/** `docker pull`, and `docker import`, which is the same call. */
export const pull: Handler = async (call) => {
  const { run } = call;
  const { query } = call;
  if (query.has('fromSrc')) {
    const repository = query.get('repo') ?? '';
    if (repository !== '') setTag(query, await run.images.claim(joinTag(repository, query.get('tag') ?? '')));
    await relay(call, {
      mode: 'lines',
      observe: (line) => {
        const match = /"(sha256:[0-9a-f]{64})"/.exec(line);
        if (match?.[1] !== undefined) noteImage(run, match[1]);
      },
    });
    return;
  }
  const reference = fullReference(joinTag(query.get('fromImage') ?? '', query.get('tag') ?? ''));
  const before = await tagsOf(run);
  const held = before.tags.get(reference);
  if (held !== undefined) await run.ledger.hold({ reference, id: held });
  else await run.ledger.intend('image', reference);
  run.view.everOwn.add(`image ${reference}`);
  let failed = false;
  const status = await relay(call, {
    mode: 'lines',
    observe: (line) => {
      failed ||= line.includes('"errorDetail"');
    },
  });
  if (status >= 300 || failed) return run.ledger.release([reference]);
  const arrived = await run.images.inspect(reference);
  if (arrived !== undefined) run.images.hiddenIds.delete(arrived.Id);
  if (held === arrived?.Id) run.images.hiddenTags.delete(reference);
  await settle(run, [reference], before);
  run.ledger.release([reference]);
};

export function joinTag(repository: string, tag: string): string {
  if (tag === '') return repository;
  return tag.includes(':') ? `${repository}@${tag}` : `${repository}:${tag}`;
}

export function noteImage(run: Run, id: string): void {
  if (run.images.ownIds.has(id)) return;
  run.images.ownIds.add(id);
  run.view.everOwn.add(`image ${id}`);
  run.ledger.record({ kind: 'image', id, name: id });
}

export interface PresentImages {
  /** Tags that are not the run's, with the IDs of their images. */
  readonly tags: ReadonlyMap<string, string>;
  readonly ids: ReadonlySet<string>;
}

export async function tagsOf(run: Run): Promise<PresentImages> {
  const { text } = await run.upstream.ask('GET', '/images/json?all=1');
  const images = JSON.parse(text) as { Id: string; RepoTags?: string[] | null }[];
  const tags = new Map<string, string>();
  for (const { Id, RepoTags } of images) {
    for (const tag of RepoTags ?? [])
      if (!run.images.ownTags.has(tag) && tag !== '<none>:<none>') tags.set(tag, Id);
  }
  return { tags, ids: new Set(images.map(({ Id }) => Id)) };
}

/**
 * After a call that may have moved tags: those that were there before go back to their images, and
 * the lab's images get theirs with the suffix.
 */
export async function settle(run: Run, references: readonly string[], before: PresentImages): Promise<void> {
  const { images, view, upstream, ledger } = run;
  for (const reference of references) {
    const present = await images.inspect(reference);
    if (present === undefined) continue;
    if (reference.startsWith('sha256:')) {
      if (!before.ids.has(present.Id)) noteImage(run, present.Id);
      continue;
    }
    const tag = fullReference(reference);
    const held = before.tags.get(tag);
    if (!before.ids.has(present.Id)) noteImage(run, present.Id);
    if (held === undefined) {
      images.ownTags.add(tag);
      view.everOwn.add(`image ${tag}`);
      ledger.record({ kind: 'image', id: tag, name: tag });
    } else if (held !== present.Id) {
      await ledger.intend('image', tag + view.suffix);
      await retag(upstream, present.Id, tag + view.suffix);
      await retag(upstream, held, tag);
      images.ownTags.add(tag + view.suffix);
      images.hiddenTags.add(tag);
    } else if (images.hiddenTags.has(tag) && !images.ownTags.has(tag + view.suffix)) {
      // The lab removed it from its view and has got it again.
      images.hiddenTags.delete(tag);
      images.hiddenIds.delete(present.Id);
    }
  }
}

function isUntagged(pattern: string): boolean {
  const { tag, digest } = parseReference(pattern);
  return tag === '' || digest !== '';
}

async function retag(upstream: Run['upstream'], id: string, tag: string): Promise<void> {
  const { name: repo, tag: name } = parseReference(tag);
  await upstream.ask('POST', `/images/${id}/tag?${new URLSearchParams({ repo, tag: name })}`);
}

function setTag(query: URLSearchParams, reference: string): void {
  const { name, tag } = parseReference(reference);
  query.set('repo', name);
  query.set('tag', tag);
}
