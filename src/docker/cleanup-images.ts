import type { EngineObject } from '../model/verdict.ts';
import { parseReference } from '../text/image-reference.ts';
import { ask, labelled, note, remove, type Work } from './cleanup-work.ts';
import { imagesOfBuilds } from './unfinished-builds.ts';

export async function removeImages(work: Work): Promise<void> {
  const images = [...work.made.values()].filter(({ kind }) => kind === 'image');
  const tags = images.filter(({ id }) => !id.startsWith('sha256:'));
  const run = await labelled(work, 'image');
  for (const object of run) note(work, object);
  const steps = await imagesOfBuilds(work.ledger.builds(), (method, path) => ask(work, method, path));
  for (const id of steps) note(work, { kind: 'image', id, name: id });
  // Tags first: an image goes with its last one.
  for (const tag of tags) await removeTag(work, tag);
  const ids = new Set([
    ...[...steps].reverse(),
    ...[...images.filter(({ id }) => id.startsWith('sha256:')), ...run].map(({ id }) => id),
  ]);
  let waiting = [...ids].reverse().flatMap((id) => work.made.get(`image ${id}`) ?? []);
  // An image goes after those that are made from it, of which the engine tells only that there are some.
  for (;;) {
    const refused: Refused[] = [];
    for (const object of waiting) {
      const why = await removeImage(work, object);
      if (why !== undefined) refused.push({ ...object, why });
    }
    const again = refused.some(({ why }) => why.includes('dependent child images'));
    if (!again || refused.length === waiting.length) {
      work.left.push(...refused);
      return;
    }
    waiting = refused;
  }
}

type Refused = EngineObject & { readonly why: string };

/** Undefined when it is gone. */
async function removeImage(work: Work, { id }: EngineObject): Promise<string | undefined> {
  const { status, text } = await ask(work, 'GET', `/images/${id}/json`);
  if (status === 404) return undefined;
  const others = (JSON.parse(text) as { RepoTags?: string[] | null }).RepoTags ?? [];
  if (others.length > 0) return `somebody else tagged it ${others.join(', ')}`;
  return remove(work, `/images/${id}`);
}

async function removeTag(work: Work, tag: EngineObject): Promise<void> {
  const { status, text } = await ask(work, 'GET', `/images/${tag.id}/json`);
  if (status === 404) {
    // It was only intended: a pull or build that failed.
    work.made.delete(`image ${tag.id}`);
    return;
  }
  const image = JSON.parse(text) as { Id: string; RepoTags?: string[] | null };
  if (!(image.RepoTags ?? []).includes(tag.id)) return;
  const why = await remove(work, `/images/${tag.id}`);
  if (why !== undefined) work.left.push({ ...tag, why });
}

/** Tags that a pull or a load moved while the run was interrupted go back to their images. */
export async function restoreTags(work: Work): Promise<void> {
  for (const { reference, id } of work.ledger.heldTags()) {
    const { status, text } = await ask(work, 'GET', `/images/${reference}/json`);
    if (status === 200 && (JSON.parse(text) as { Id: string }).Id === id) continue;
    const { name: repo, tag } = parseReference(reference);
    await ask(work, 'POST', `/images/${id}/tag?${new URLSearchParams({ repo, tag })}`);
  }
}
