import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Problem } from '../model/problem.ts';
import { BLOCK, headerOf, padding, readHeader, TAIL, type TarEntry } from '../text/tar.ts';

/** The last entry of a bundle, which says what all the others are. */
const MANIFEST = 'labproof.json';

const SCHEMA = v.object({
  format: v.literal('labproof-bundle'),
  version: v.literal(1),
  title: v.string(),
  images: v.array(v.string()),
  files: v.array(v.object({ path: v.string(), size: v.number(), sha256: v.string() })),
});

export type Manifest = v.InferOutput<typeof SCHEMA>;

/** Bytes past which a manifest is none. */
const LARGEST_MANIFEST = 1 << 24;

/** Writes a bundle piece by piece; what was not ended is no bundle, and is to be removed. */
export class BundleWriter implements AsyncDisposable {
  readonly #file: FileHandle;
  readonly #files: { path: string; size: number; sha256: string }[] = [];
  #at = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Rejects where the file can't be written. */
  static async open(path: string): Promise<BundleWriter> {
    return new BundleWriter(await open(path, 'w'));
  }

  /** Puts a file in as it comes; its size need not be known. False where its name is too long for an archive. */
  async add(path: string, content: AsyncIterable<Buffer | string>): Promise<boolean> {
    if (!headerOf({ name: path, size: 0 })) return false;
    const start = this.#at;
    this.#at += BLOCK;
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content) {
      const bytes = Buffer.from(chunk);
      hash.update(bytes);
      size += bytes.length;
      await this.#write(bytes);
    }
    await this.#write(Buffer.alloc(padding(size)));
    await this.#file.write(headerOf({ name: path, size })!, 0, BLOCK, start);
    this.#files.push({ path, size, sha256: hash.digest('hex') });
    return true;
  }

  /** Ends the bundle; the number of its files and bytes. */
  async end({
    title,
    images,
  }: Pick<Manifest, 'title' | 'images'>): Promise<{ readonly files: number; readonly bytes: number }> {
    const files = [...this.#files];
    const manifest: Manifest = { format: 'labproof-bundle', version: 1, title, images, files };
    await this.add(
      MANIFEST,
      (async function* () {
        yield Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
      })(),
    );
    await this.#write(TAIL);
    return { files: files.length, bytes: this.#at };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }

  async #write(bytes: Buffer): Promise<void> {
    if (bytes.length > 0) await this.#file.write(bytes, 0, bytes.length, this.#at);
    this.#at += bytes.length;
  }
}

/** Whether a file begins as a tar archive does. */
export async function looksLikeTar(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;
  await using file = await open(path, 'r');
  const header = Buffer.alloc(BLOCK);
  const { bytesRead } = await file.read(header, 0, BLOCK, 0);
  return /\.tar$/i.test(path) || (bytesRead === BLOCK && header.toString('latin1', 257, 262) === 'ustar');
}

/**
 * Unpacks a bundle into a folder that is there and empty, and holds all of it against its manifest. Nothing is
 * written outside of the folder, and of an archive that is no bundle nothing is to be used.
 */
export async function unpackBundle(path: string, folder: string): Promise<Manifest | Problem> {
  const problem = (message: string): Problem => ({
    severity: 'error',
    code: 'bundle',
    message: `${path}: ${message}`,
    hint: '‘labproof bundle’ makes bundles; copy this one again, or make it anew',
  });
  const found = new Map<string, { readonly size: number; readonly sha256: string }>();
  let manifest: string | undefined;
  const reader = new Pieces(createReadStream(path));
  try {
    for (;;) {
      const block = await reader.take(BLOCK);
      if (!block) return problem('it ends in the middle');
      const entry = readHeader(block);
      if (!entry) break;
      if ('error' in entry) return problem(entry.error);
      const wrong =
        unsafe(entry) ??
        (found.has(entry.name) || manifest !== undefined
          ? `‘${shown(entry.name)}’ is where no file is to be`
          : undefined);
      if (wrong !== undefined) return problem(wrong);
      if (entry.name === MANIFEST) {
        const bytes = entry.size > LARGEST_MANIFEST ? undefined : await reader.take(entry.size);
        if (!bytes) return problem('it ends in the middle');
        manifest = bytes.toString('utf8');
      } else {
        const sha256 = await unpack(reader, entry, join(folder, entry.name));
        if (sha256 === undefined) return problem(`it ends in the middle of ${shown(entry.name)}`);
        found.set(entry.name, { size: entry.size, sha256 });
      }
      if (!(await reader.take(padding(entry.size)))) return problem('it ends in the middle');
    }
  } catch (error) {
    return problem(`it can't be unpacked (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  } finally {
    await reader.close();
  }
  return verified(manifest, found, problem);
}

function verified(
  text: string | undefined,
  found: ReadonlyMap<string, { readonly size: number; readonly sha256: string }>,
  problem: (message: string) => Problem,
): Manifest | Problem {
  if (text === undefined) return problem('it is an archive, and no bundle of labproof');
  let manifest: Manifest;
  try {
    manifest = v.parse(SCHEMA, JSON.parse(text));
  } catch {
    return problem('its list of contents can’t be read, or is of a later labproof');
  }
  for (const { path, size, sha256 } of manifest.files) {
    const file = found.get(path);
    if (!file) return problem(`${shown(path)} is missing in it`);
    if (file.size !== size || file.sha256 !== sha256) return problem(`${shown(path)} is not what was packed`);
  }
  const more = [...found.keys()].find((name) => !manifest.files.some(({ path }) => path === name));
  return more === undefined ? manifest : problem(`${shown(more)} was not packed by labproof`);
}

/** Why an entry is not unpacked: a bundle has regular files below its own folder alone. */
function unsafe({ name, type }: TarEntry): string | undefined {
  const parts = name.split('/');
  const inside =
    name !== '' &&
    !parts.some((part) => part === '' || part === '.' || part === '..') &&
    !/[\\\0]/.test(name);
  if (!inside) return `‘${shown(name)}’ would be outside of the bundle's folder`;
  return type === '0' ? undefined : `‘${shown(name)}’ is no regular file`;
}

const shown = (name: string): string => name.replaceAll(/\p{Cc}/gu, '?').slice(0, 200);

async function unpack(reader: Pieces, { size }: TarEntry, path: string): Promise<string | undefined> {
  await mkdir(dirname(path), { recursive: true });
  // What is there already would be something else: an entry, or a link to it.
  await using file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  for (let left = size; left > 0; ) {
    const bytes = await reader.some(left);
    if (!bytes) return undefined;
    hash.update(bytes);
    await file.write(bytes);
    left -= bytes.length;
  }
  return hash.digest('hex');
}

/** A stream, by pieces of the size that is asked for. */
class Pieces {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#source = stream[Symbol.asyncIterator]();
  }

  /** So many bytes at once; undefined where there are fewer. */
  async take(size: number): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    for (let left = size; left > 0; ) {
      const bytes = await this.some(left);
      if (!bytes) return undefined;
      parts.push(bytes);
      left -= bytes.length;
    }
    return Buffer.concat(parts);
  }

  /** What is there of the next so many bytes; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.#held.length === 0) {
      const next = await this.#source.next();
      if (next.done) return undefined;
      this.#held = next.value;
    }
    const bytes = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(bytes.length);
    return bytes;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
