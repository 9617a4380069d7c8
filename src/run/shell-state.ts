import type { Shells } from './shells.ts';

/** A script that brings another shell to where one of the lab's is: its folder and exported variables. */
export async function shellState(shells: Shells, number = 0): Promise<string> {
  const shell = await shells.host(number);
  const { output } = await shell.run('printf "cd %q\\n" "$PWD"; export -p', {
    timeoutMs: 10_000,
    terminal: 'none',
  });
  return output.replace(/^declare -x (?:TERM|SHLVL|OLDPWD|PAGER|LC_ALL)\b.*\n/gm, '');
}
