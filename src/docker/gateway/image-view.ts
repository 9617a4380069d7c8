import { fullReference } from '../../text/image-reference.ts';
import type { Ledger } from '../ledger.ts';
import { encodePath } from './encode-path.ts';
import type { Upstream } from './upstream.ts';
import type { View } from './view.ts';

/**
 * The run's view of the images: those present, but for what the lab removed, and with the tags it
 * gave. A tag that was there before is never moved or removed in the engine: when the lab makes an
 * image of that name, the engine knows it with the run's suffix.
 */
export interface ImageView {
  /** Tags that the lab made, as the engine has them. */
  readonly ownTags: Set<string>;
  /** IDs of images that came with the lab. */
  readonly ownIds: Set<string>;
  /** Tags that were there before and that the lab removed or replaced. */
  readonly hiddenTags: Set<string>;
  /** IDs of images that were there before and of which the lab removed all that it saw. */
  readonly hiddenIds: Set<string>;
  /** The engine's reference for the lab's. */
  engineReference(reference: string): Promise<string>;
  exists(engineReference: string): Promise<boolean>;
  /** Prepares for the making of a tag; resolves with the tag that the engine is to make. */
  claim(reference: string): Promise<string>;
  inspect(engineReference: string): Promise<ImageDetails | undefined>;
}

export interface ImageDetails {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly RepoDigests: readonly string[] | null;
  readonly Parent?: string;
  readonly RootFS?: { readonly Layers?: readonly string[] | null };
  /** The answer itself. */
  readonly text: string;
}

export function createImageView(parts: {
  upstream: Upstream;
  view: View;
  ledger: Ledger;
  notices: Set<string>;
}): ImageView {
  const { upstream, view, ledger, notices } = parts;
  const ownTags = new Set<string>();
  const ownIds = new Set<string>();
  const hiddenTags = new Set<string>();
  const hiddenIds = new Set<string>();

  const inspect = async (reference: string): Promise<ImageDetails | undefined> => {
    const { status, text } = await upstream.ask('GET', `/images/${encodePath(reference)}/json`);
    return status === 200 ? { ...(JSON.parse(text) as ImageDetails), text } : undefined;
  };

  return {
    ownTags,
    ownIds,
    hiddenTags,
    hiddenIds,
    inspect,
    exists: async (reference) => (await inspect(reference)) !== undefined,
    async engineReference(reference) {
      if (hiddenTags.has(fullReference(reference))) return fullReference(reference) + view.suffix;
      if (hiddenIds.size === 0) return reference;
      const details = await inspect(reference);
      return details !== undefined && hiddenIds.has(details.Id) ? reference + view.suffix : reference;
    },
    async claim(reference) {
      const tag = fullReference(reference);
      const apart = tag + view.suffix;
      if (ownTags.has(tag) || ownTags.has(apart)) return ownTags.has(apart) ? apart : tag;
      const present = await inspect(tag);
      const free = present === undefined || present.text.includes(view.pair) || ownIds.has(present.Id);
      const claimed = free ? tag : apart;
      await ledger.intend('image', claimed);
      ownTags.add(claimed);
      view.everOwn.add(`image ${claimed}`);
      if (free) return tag;
      hiddenTags.add(tag);
      notices.add(`image ${tag} was there before: the lab's own image of that name is kept apart from it`);
      return apart;
    },
  };
}
