/** An image reference taken apart as docker does: `alpine` is `docker.io/library/alpine:latest`. */
export interface ImageReference {
  /** As docker shows it: without `docker.io/` and `library/`. */
  readonly name: string;
  /** `latest` unless given; '' when a digest is given instead. */
  readonly tag: string;
  /** Such as `sha256:…`, '' when none is given. */
  readonly digest: string;
}

/** Parts of `reference`; source: the grammar of distribution/reference. */
export function parseReference(reference: string): ImageReference {
  const [named = '', digest = ''] = reference.split('@');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const tag = hasTag ? named.slice(colon + 1) : '';
  const name = (hasTag ? named.slice(0, colon) : named).replace(/^(?:index\.)?docker\.io\//, '');
  return { name: name.replace(/^library\//, ''), tag: tag || (digest ? '' : 'latest'), digest };
}

/** The full form that docker shows: `alpine` is `alpine:latest`. */
export function fullReference(reference: string): string {
  const { name, tag, digest } = parseReference(reference);
  return name + (tag && `:${tag}`) + (digest && `@${digest}`);
}
