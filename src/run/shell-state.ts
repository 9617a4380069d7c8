import type { ShellSession } from '../session/shell.ts';

/** A script that brings another shell to where this one is: its folder and exported variables. */
export async function shellState(shell: ShellSession): Promise<string> {
  const { output } = await shell.run('printf "cd %q\\n" "$PWD"; export -p', {
    timeoutMs: 10_000,
    terminal: 'none',
  });
  return output;
}

/**
 * The same for a shell that a person types into, which has a terminal and settings of its own; with the variables
 * and functions, too, that the commands above left in this shell alone.
 */
export async function shellStateForPerson(shell: ShellSession): Promise<string> {
  const state = await shellState(shell);
  const { output } = await shell.run(OWN, { timeoutMs: 10_000, terminal: 'none' });
  // What shells give each other is theirs: terminals and levels differ.
  return state.replace(/^declare -x (?:TERM|SHLVL|OLDPWD|PAGER|LC_ALL)\b.*\n/gm, '') + output;
}

/** Tells what this shell has that one does not which has just begun and got the same exported variables. */
const OWN = `(
set +eu
IFS=$' \\t\\n'
for name in $(compgen -A function); do
  case $name in _labproof_*) ;; *) declare -f "$name" ;; esac
done
new=$(set +o posix; "$BASH" --norc --noprofile -c 'true | true; [[ a =~ a ]]; name= new=; compgen -A variable')
for name in $(compgen -A variable); do
  case $'\\n'$new$'\\n' in *$'\\n'"$name"$'\\n'*) ;; *) declare -p "$name" ;; esac
done
) 2>/dev/null`;
