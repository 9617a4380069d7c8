import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import { cacheDirectory } from '../docker/cache-directory.ts';

/** A module and what tells whether it is still the one that was compiled. */
interface Key {
  readonly file: string;
  readonly state: string;
}

interface Code {
  readonly state: string;
  readonly data: Buffer;
}

/**
 * The compiled code of a build, for one use of it (a verb), in a file of the user's cache folder. V8 tells by itself
 * whether code is of its own version and flags, but takes damaged code and crashes: the file holds everything
 * twice, and is read only where both are the same. It is code that will be run, so only what belongs to the user and
 * can be written by nobody else is read. What goes wrong is nobody's trouble: the modules are compiled again.
 */
export class CodeCache {
  readonly #folder: string;
  readonly #build: string;
  readonly #path: string;
  readonly #code = new Map<string, Code>();
  readonly #scripts = new Map<string, { readonly key: Key; readonly script: Script }>();
  readonly #saved: number;
  #isStale = false;

  private constructor(folder: string, { build, use }: { build: string; use: string }) {
    this.#folder = folder;
    this.#build = build;
    this.#path = join(folder, `${build}-${use}-${process.version}-${process.arch}`);
    const kept = readKept(this.#path, folder);
    for (const { file, state, data } of kept?.entries ?? []) this.#code.set(file, { state, data });
    this.#saved = kept?.saved ?? 0;
  }

  /** Nothing where no code is to be kept (`NODE_DISABLE_COMPILE_CACHE`, as for Node's own), or none can. */
  static open(options: { build: string; use: string; env: NodeJS.ProcessEnv }): CodeCache | undefined {
    const { use, env } = options;
    if (env.NODE_DISABLE_COMPILE_CACHE || !/^[a-z-]{2,20}$/.test(use)) return undefined;
    return new CodeCache(join(cacheDirectory(env), 'code'), options);
  }

  get({ file, state }: Key): Buffer | undefined {
    const known = this.#code.get(file);
    return known?.state === state ? known.data : undefined;
  }

  /** Is told of every module that was compiled, with or without what `get` gave for it. */
  add(key: Key, script: Script): void {
    this.#scripts.set(key.file, { key, script });
    if (!this.get(key) || script.cachedDataRejected) this.#isStale = true;
  }

  /**
   * Keeps what is compiled by now beside what was kept before: where a module was not, and the first few times, as
   * no two documents need the same functions. Words that need no module that is worth it leave nothing.
   */
  save(isWorth: (files: readonly string[]) => boolean): void {
    if (!this.#isStale && this.#saved >= ENOUGH) return;
    if (!isWorth([...this.#scripts.keys()])) return;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      if (!isOwnFolder(this.#folder)) return;
      for (const [file, { key, script }] of this.#scripts)
        this.#code.set(file, { state: key.state, data: script.createCachedData() });
      const unfinished = `${this.#path}.${process.pid}`;
      writeFileSync(unfinished, contents(this.#code, this.#saved + 1), { mode: 0o600, flag: 'wx' });
      renameSync(unfinished, this.#path);
      this.#removeOld();
    } catch {
      // A full disk or a folder that is read-only: the next start compiles, too.
    }
  }

  /** Other builds may be installed beside this one, and one is kept again at its first uses only. */
  #removeOld(): void {
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      if (!name.startsWith(this.#build) && Date.now() - statSync(path).mtimeMs > OLD_MS)
        rmSync(path, { force: true });
    }
  }
}

/** How long the code of a build is kept when it is not that of the program at hand. */
const OLD_MS = 30 * 24 * 60 * 60 * 1000;
/** How often the code of one use is kept again. */
const ENOUGH = 4;
/** Bytes at the beginning that say how long the table is. */
const HEAD = 4;

interface Table {
  readonly saved: number;
  readonly entries: readonly { readonly file: string; readonly state: string; readonly bytes: number }[];
}

function contents(code: ReadonlyMap<string, Code>, saved: number): Buffer {
  const entries = [...code].map(([file, { state, data }]) => ({ file, state, bytes: data.length }));
  const table = Buffer.from(JSON.stringify({ saved, entries } satisfies Table));
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(table.length);
  const half = [head, table, ...[...code.values()].map(({ data }) => data)];
  return Buffer.concat([...half, ...half]);
}

interface Kept {
  readonly saved: number;
  readonly entries: readonly (Key & Code)[];
}

function readKept(path: string, folder: string): Kept | undefined {
  try {
    const all = isOwnFolder(folder) ? readOwn(path) : undefined;
    const half = all?.subarray(0, all.length / 2);
    return half?.equals(all!.subarray(all!.length / 2)) ? parsed(half) : undefined;
  } catch {
    return undefined;
  }
}

function parsed(half: Buffer): Kept {
  let at = HEAD + half.readUInt32LE();
  const { saved, entries } = JSON.parse(half.toString('utf8', HEAD, at)) as Table;
  const withCode = entries.map(({ file, state, bytes }) => {
    at += bytes;
    return { file, state, data: half.subarray(at - bytes, at) };
  });
  return { saved, entries: withCode };
}

function readOwn(path: string): Buffer | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    return isOwn(fstatSync(file)) ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}

/** Whether it is the user's, and can be written by nobody else. */
const isOwn = ({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean =>
  uid === process.geteuid?.() && (mode & 0o022) === 0;

function isOwnFolder(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && isOwn(found);
}
