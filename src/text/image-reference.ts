/**
 * A reference to an image taken apart: `registry:port/path:tag@digest`, of which only the path must be there.
 * Source: the grammar of distribution/reference.
 */
export interface ImageReference {
  /** The registry with its port; '' for Docker's own. */
  readonly registry: string;
  /** As docker shows it: with the registry, but without `docker.io/` and `library/`. */
  readonly name: string;
  /** '' when none is given. */
  readonly tag: string;
  /** Such as `sha256:…`, '' when none is given. */
  readonly digest: string;
}

/** The parts of a reference; of a text that is none, those that it would have. */
export function parseReference(reference: string): ImageReference {
  const at = reference.indexOf('@');
  const named = at < 0 ? reference : reference.slice(0, at);
  // A colon before the last slash is a registry's port.
  const colon = named.lastIndexOf(':');
  const cut = colon > named.lastIndexOf('/') ? colon : named.length;
  const name = named
    .slice(0, cut)
    .replace(/^(?:index\.)?docker\.io\//, '')
    .replace(/^library\//, '');
  const [first = ''] = name.split('/', 1);
  return {
    registry: name.includes('/') && isRegistry(first) ? first : '',
    name,
    tag: named.slice(cut + 1),
    digest: at < 0 ? '' : reference.slice(at + 1),
  };
}

/** The first part of a name is a registry when it could be no folder of Docker's own. */
const isRegistry = (first: string): boolean => /[.:A-Z]/.test(first) || first === 'localhost';

/** The tag that is meant: `latest` where neither tag nor digest are given. */
export const meantTag = ({ tag, digest }: ImageReference): string =>
  tag === '' && digest === '' ? 'latest' : tag;

/** As docker shows it in full: `alpine` is `alpine:latest`. */
export function fullReference(reference: string): string {
  const parts = parseReference(reference);
  const tag = meantTag(parts);
  return parts.name + (tag && `:${tag}`) + (parts.digest && `@${parts.digest}`);
}

/** As short as it can be written: without the tag `latest`. */
export const shortReference = (reference: string): string => fullReference(reference).replace(/:latest$/, '');

/** As it is written, but for a digest, or the beginning of one. */
export const withoutDigest = (reference: string): string =>
  reference.replace(/@[a-z][a-z0-9+._-]{0,40}:[0-9a-f]*$/i, '');

/** Whether two references are of one image, as far as they tell. */
export const sameImage = (a: string, b: string): boolean => fullReference(a) === fullReference(b);

/** Whether docker takes a text for a reference. */
export const isReference = (text: string): boolean => text.length <= LONGEST && REFERENCE.test(text);

/** Longer than any: names have at most 255 characters, tags 128. */
const LONGEST = 600;

const COMPONENT = '[a-z0-9]+(?:(?:[.]|_{1,2}|-+)[a-z0-9]+)*';
const HOST_LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const REGISTRY = String.raw`(?:${HOST_LABEL}(?:\.${HOST_LABEL})*|\[[0-9a-fA-F:]+\])(?::\d+)?`;
const TAG = String.raw`\w[\w.-]{0,127}`;
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const REFERENCE = new RegExp(`^(?:${REGISTRY}/)?${COMPONENT}(?:/${COMPONENT})*(?::${TAG})?(?:@${DIGEST})?$`);
