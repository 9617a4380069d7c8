import { Transform } from 'node:stream';
import { BLOCK, padding } from '../../text/tar.ts';

/** A longer list of an archive's images is not read, in bytes. */
const LONGEST = 4 * 1024 * 1024;

/**
 * Passes on an archive that `docker save` made, and tells of the tags in it before the engine has
 * all of it. One that is compressed or otherwise unreadable passes untold.
 */
export function tellingTags(tell: (tags: readonly string[]) => Promise<void>): Transform {
  const reader = new ManifestReader();
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const tags = reader.read(chunk);
      (tags === undefined ? Promise.resolve() : tell(tags)).then(() => done(null, chunk), done);
    },
  });
}

/** Finds the file manifest.json in the chunks of a tar. */
class ManifestReader {
  #header = Buffer.alloc(0);
  /** Bytes of the present file's content and padding that are still to come. */
  #rest = 0;
  #content: { readonly size: number; text: Buffer } | undefined;
  #over = false;

  /** The tags, with the chunk that completes the list. */
  read(chunk: Buffer): readonly string[] | undefined {
    for (let at = 0; at < chunk.length && !this.#over; ) {
      if (this.#rest > 0) {
        const part = chunk.subarray(at, at + this.#rest);
        at += part.length;
        this.#rest -= part.length;
        if (this.#content === undefined) continue;
        this.#content.text = Buffer.concat([this.#content.text, part]);
        if (this.#rest > 0) continue;
        this.#over = true;
        return tagsOf(this.#content.text.subarray(0, this.#content.size).toString('utf8'));
      }
      const part = chunk.subarray(at, at + BLOCK - this.#header.length);
      at += part.length;
      this.#header = Buffer.concat([this.#header, part]);
      if (this.#header.length === BLOCK) this.#open(this.#header);
    }
    return undefined;
  }

  /** Fields are those of ustar (POSIX pax, ustar Interchange Format). */
  #open(header: Buffer): void {
    this.#header = Buffer.alloc(0);
    if (header.every((byte) => byte === 0)) return;
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8);
    if (header.toString('latin1', 257, 262) !== 'ustar' || !(size >= 0)) {
      this.#over = true;
      return;
    }
    const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '').replace(/^\.\//, '');
    this.#rest = size + padding(size);
    if (name === 'manifest.json' && size > 0 && size < LONGEST)
      this.#content = { size, text: Buffer.alloc(0) };
  }
}

function tagsOf(manifest: string): readonly string[] {
  try {
    const images = JSON.parse(manifest) as { RepoTags?: string[] | null }[];
    return images.flatMap(({ RepoTags }) => RepoTags ?? []);
  } catch {
    return [];
  }
}
