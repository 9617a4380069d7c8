import { programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { hostIn } from '../profile/arguments.ts';
import { profileOf } from '../profile/programs.ts';
import type { ShellSession } from '../session/shell.ts';
import { isIpv4 } from '../text/ipv4.ts';

/** In seconds; a host that can be reached answers in far less. */
const LOOK = 3;

/** Looks, once for each host, whether what commands name of the internet can be reached from a lab's shell. */
export class Internet {
  readonly #known = new Map<string, Promise<boolean>>();

  /** Whether all that a script names can be reached; false where it names nothing that can be looked at. */
  async reaches(script: string, shell: () => Promise<ShellSession>): Promise<boolean> {
    const hosts = hostsOf(script);
    for (const host of hosts) {
      const known = this.#known.get(host) ?? look(host, shell);
      this.#known.set(host, known);
      if (!(await known)) return false;
    }
    return hosts.length > 0;
  }
}

/** A connection to where HTTPS or HTTP is served; names of the shell's own proxy settings are not used. */
async function look(host: string, open: () => Promise<ShellSession>): Promise<boolean> {
  const shell = await open();
  const tries = [443, 80].map((port) => `timeout ${LOOK} bash -c '</dev/tcp/${host}/${port}'`);
  const { exitCode } = await shell.run(`(${tries.join(' || ')}) >/dev/null 2>&1`, {
    timeoutMs: 10_000,
    terminal: 'none',
  });
  return exitCode === 0;
}

function hostsOf(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const [program = '', ...rest] = programWords(words).map(({ text }) => text);
    const named = rest
      .filter((word) => /[:/.]/.test(word) && !word.startsWith('-') && !/^\.{0,2}\//.test(word))
      .flatMap((word) => hostIn(word) ?? [])
      .filter((host) => /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,18}$/.test(host) || isIpv4(host));
    const { source } = profileOf(program);
    if (source === 'named') return named;
    return source === undefined ? [] : [source];
  });
}
