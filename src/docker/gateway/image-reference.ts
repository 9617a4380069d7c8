/** `alpine` → `alpine:latest`, `docker.io/library/nginx:1` → `nginx:1`; references by digest stay. */
export function familiar(reference: string): string {
  const short = reference.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '');
  if (short.includes('@')) return short;
  return tagStart(short) < 0 ? `${short}:latest` : short;
}

/** Repository and tag; the tag is '' when there is none. */
export function splitTag(reference: string): { repository: string; tag: string } {
  const at = tagStart(reference);
  if (reference.includes('@') || at < 0) return { repository: reference, tag: '' };
  return { repository: reference.slice(0, at), tag: reference.slice(at + 1) };
}

/** A colon before the last slash is a registry's port. */
function tagStart(reference: string): number {
  const at = reference.lastIndexOf(':');
  return at > reference.lastIndexOf('/') ? at : -1;
}
