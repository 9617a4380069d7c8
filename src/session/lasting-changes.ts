import { parseScript } from '../command/words.ts';

/**
 * What a script may leave changed in the shell that runs it, as far as its exported variables go:
 * `nothing`, `variables`, or `anything`, after which any command may be a function, an alias or a trap
 * that changes them. In doubt more.
 */
export function lastingChanges(script: string): 'nothing' | 'variables' | 'anything' {
  const { commands, unclosed } = parseScript(script);
  if (unclosed || /\(\s*\)/.test(script)) return 'anything';
  let changes: 'nothing' | 'variables' = ASSIGNS.test(script) ? 'variables' : 'nothing';
  for (const { words, background } of commands) {
    // A job in the background is to be reported as well.
    if (background) changes = 'variables';
    let at = 0;
    while (at < words.length && LEADS.has(words[at]!.text)) at += 1;
    const isLed = at > 0;
    while (at < words.length && /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/.test(words[at]!.text)) at += 1;
    const program = words[at];
    if (isLed || !program) changes = 'variables';
    if (!program || SAFE.has(program.text)) continue;
    if (program.dynamic || program.quoted || OTHER.has(program.text)) return 'anything';
    if (VARIABLES.has(program.text)) changes = 'variables';
  }
  return changes;
}

/** Expansions and redirections that assign. */
const ASSIGNS = /\$\{[^}]*=|\(\(|\{\w+\}[<>]/;

/** Words of compound commands that stand before a command. */
const LEADS = new Set('! { if then elif else while until do time'.split(' '));

/** Builtins of bash that change no variable. */
const SAFE = new Set(': echo false kill pwd test times true type wait ['.split(' '));

/** Those that change variables, and compound commands that do. */
const VARIABLES = new Set(
  'cd declare dirs done esac export fi for getopts let mapfile popd printf pushd read readarray readonly select typeset unset }'.split(
    ' ',
  ),
);

/** Those that may do more. */
const OTHER = new Set(
  '. alias bg bind break builtin caller case command compgen complete compopt continue coproc disown enable eval exec exit fc fg function hash help history jobs local logout return set shift shopt source suspend trap ulimit umask unalias'.split(
    ' ',
  ),
);
