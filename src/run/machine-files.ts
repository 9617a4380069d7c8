import { posix } from 'node:path';
import { type ExecTarget, execText } from '../docker/exec.ts';
import type { FileAction } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { type Files, outside } from './files.ts';

/** Files in a folder of a machine that is a container; they go with it. */
export class MachineFiles implements Files {
  readonly #target: ExecTarget;
  readonly #root: string;
  /** What was last written, so that a file which a command changed since is not taken for ours. */
  readonly #written = new Map<string, string>();

  constructor(target: ExecTarget, root: string) {
    this.#target = target;
    this.#root = root;
  }

  async write(action: FileAction): Promise<Problem | undefined> {
    const path = posix.resolve(this.#root, action.path);
    if (!path.startsWith(`${this.#root}/`)) return outside(action);
    if (action.write === 'unless-made') {
      const present = await this.#run(`[ ! -e "$1" ] || cat -- "$1"`, [path]);
      const untouched = present.output === (this.#written.get(path) ?? '');
      if (!untouched) return undefined;
    }
    const mode = action.content.startsWith('#!') ? '755' : '644';
    const script = `mkdir -p -- "$(dirname -- "$1")" && cat >"$1" && chmod "$2" -- "$1"`;
    const { errors, status } = await this.#run(script, [path, mode], action.content);
    if (status !== 0) throw new Error(`cannot write ${path} on the machine: ${errors.trim()}`);
    this.#written.set(path, action.content);
    return undefined;
  }

  async removeWritten(): Promise<void> {}

  #run(script: string, args: readonly string[], input = '') {
    return execText(this.#target, { argv: ['sh', '-c', script, 'labproof', ...args], input });
  }
}
