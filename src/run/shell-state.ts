import type { ShellSession } from '../session/shell.ts';

/** A script that brings another shell to where this one is: its folder and exported variables. */
export async function shellState(shell: ShellSession): Promise<string> {
  const { output } = await shell.run('printf "cd %q\\n" "$PWD"; export -p', {
    timeoutMs: 10_000,
    terminal: 'none',
  });
  return output;
}

/** The same for a shell that a person types into, which has a terminal and settings of its own. */
export async function shellStateForPerson(shell: ShellSession): Promise<string> {
  const state = await shellState(shell);
  // What shells give each other is theirs: terminals and levels differ.
  return state.replace(/^declare -x (?:TERM|SHLVL|OLDPWD|PAGER|LC_ALL)\b.*\n/gm, '');
}
