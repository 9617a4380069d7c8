import { parseScript } from '../command/words.ts';
import type { Problem, Span } from '../model/problem.ts';

export interface Repaired {
  readonly script: string;
  readonly problems: readonly Problem[];
}

/**
 * What the shell is given for a command as shown: blanks that only look like blanks are made some,
 * and on the host `sudo` is dropped, since the engine is reached without it. Typographic quotes and
 * dashes stay, because a reader who copies the line gets them too; they are a warning.
 */
export function repair(
  typed: string,
  { span, host }: { readonly span: Span; readonly host: boolean },
): Repaired {
  const problems: Problem[] = [];
  const warn = (code: string, message: string, hint: string): void => {
    problems.push({ severity: 'warning', code, span, message, hint });
  };
  let script = typed;
  if (NO_BREAK.test(script)) {
    script = script.replace(new RegExp(NO_BREAK, 'g'), ' ');
    warn('no-break-space', 'the command has no-break spaces', 'type plain spaces; it runs with those');
  }
  const smart = SMART.exec(script)?.[0];
  if (smart !== undefined) {
    warn(
      'smart-punctuation',
      `the command has ${smart} where a shell needs ${PLAIN[smart]}`,
      'it runs as written',
    );
  }
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(script)) {
    script = script.slice(0, -1).trimEnd();
    warn('stray-backslash', 'the command ends with a backslash, but nothing continues it', 'it runs without');
  }
  return { script: host ? withoutSudo(script) : script, problems };
}

const NO_BREAK = /[\u00a0\u2007\u202f]|\u200b/;
const SMART = /[\u201c\u201d\u2018\u2019\u2013\u2014]/;
const PLAIN: Readonly<Record<string, string>> = {
  '\u201c': '"',
  '\u201d': '"',
  '\u2018': "'",
  '\u2019': "'",
  '\u2013': '- or --',
  '\u2014': '--',
};

/** Options of sudo that change nothing for a command that runs as root. */
const HARMLESS = /^-[EHnSk]+$/;

function withoutSudo(typed: string): string {
  if (!typed.includes('sudo')) return typed;
  const script = typed.replace(/(\$\(|`)sudo (?=docker )/g, '$1');
  let result = '';
  let end = 0;
  for (const { words } of parseScript(script).commands) {
    const at = words.findIndex(({ text }) => !/^[A-Za-z_]\w*=/.test(text) && !BEFORE.has(text));
    if (words[at]?.text !== 'sudo' || words[at]!.quoted) continue;
    let next = at + 1;
    while (HARMLESS.test(words[next]?.text ?? '')) next += 1;
    const target = words[next];
    // `sudo -u postgres` and a bare `sudo -i` mean more than to be root.
    if (!target || target.text.startsWith('-')) continue;
    result += script.slice(end, words[at]!.from);
    end = target.from;
  }
  return result + script.slice(end);
}

const BEFORE = new Set(['do', 'then', 'else', 'if', 'while', 'until', '!', 'time', '{']);

/**
 * The first character of an output at the end of the command, as in `docker network inspect net1[`:
 * the author lost the line break.
 */
export function gluedOutput(typed: string, next: string | undefined): string | undefined {
  const glued = /[\w\])'"]([[{])$/.exec(typed)?.[1];
  if (glued === undefined || next === undefined) return undefined;
  return /^\s*[{"}\]]/.test(next) ? glued : undefined;
}
