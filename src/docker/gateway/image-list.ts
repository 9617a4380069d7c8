import { parseReference } from '../../text/image-reference.ts';
import { elementsOf, goJson, isArray } from './json-text.ts';
import type { Run } from './run.ts';
import { hideImage } from './view.ts';

/** A list of images as the lab sees it, as JSON text. */
export function visibleImages(run: Run, text: string): string {
  if (!isArray(text)) return text;
  const visible = elementsOf(text).flatMap((element) => {
    const shown = visibleImage(run, element);
    return shown === undefined ? [] : hideImage(run.view, shown);
  });
  return `[${visible.join(',')}]`;
}

/** The entry without tags that the lab does not see; undefined when it does not see the image. */
function visibleImage(run: Run, element: string): string | undefined {
  const { suffix, pair, label } = run.view;
  const { hiddenIds, hiddenTags } = run.images;
  // Another run's, by its label or by a tag that it keeps apart.
  if (element.includes(`"${label}":`) && !element.includes(pair)) return undefined;
  const mayHaveTags = hiddenTags.size > 0 || /-lp[0-9a-f]{8}"/.test(element);
  if (!mayHaveTags && hiddenIds.size === 0) return element;
  const image = JSON.parse(element) as {
    Id: string;
    RepoTags?: string[] | null;
    RepoDigests?: string[] | null;
  };
  if (hiddenIds.has(image.Id)) return undefined;
  const tags = image.RepoTags ?? [];
  const seen = tags.filter((tag) => !hiddenTags.has(tag) && !isOfAnotherRun(tag, suffix));
  if (seen.length === tags.length) return element;
  // Somebody else's image without a tag is nothing that the lab came across.
  if (seen.length === 0 && !element.includes(pair)) {
    const removed = tags.every((tag) => !hiddenTags.has(tag));
    if (removed) return undefined;
  }
  const repositories = new Set(seen.map((tag) => parseReference(tag).name));
  const digests = (image.RepoDigests ?? []).filter((digest) => repositories.has(parseReference(digest).name));
  return goJson({ ...image, RepoTags: seen, RepoDigests: digests });
}

function isOfAnotherRun(tag: string, suffix: string): boolean {
  return /-lp[0-9a-f]{8}$/.test(tag) && !tag.endsWith(suffix);
}
