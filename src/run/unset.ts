import type { Command, Skip } from '../model/lab.ts';
import { dynamicTexts, valuesNeeded } from '../plan/variable-needs.ts';
import type { LabContext } from './context.ts';

/**
 * A variable or an argument that the reader is to have set, asked of the shell itself: with nothing in
 * its place `$scratch/*` is `/*`.
 */
export async function unsetVariable(command: Command, context: LabContext): Promise<Skip | undefined> {
  const { script, where } = command;
  if (where.kind !== 'host' || !script.includes('$')) return undefined;
  const argument = dynamicTexts(script).flatMap((text) => ARGUMENT.exec(text)?.[1] ?? [])[0];
  if (argument !== undefined && !/\bset --|\(\)\s*\{|\bfunction\b/.test(script))
    return {
      reason: 'placeholder',
      message: `${argument} is an argument of the reader's own script`,
      hint: 'write a name that the lab gives',
    };
  const names = valuesNeeded(command);
  if (names.length === 0) return undefined;
  await context.shells.leave();
  const shell = await context.shells.host(where.shell);
  const tests = names.map((name) => `[ -n "\${${name}+x}" ] || echo ${name}`);
  const { output } = await shell.run(`(${tests.join('; ')}; exit 0)`, {
    timeoutMs: 10_000,
    terminal: 'none',
  });
  const unset = output.split('\n').find((name) => names.includes(name));
  if (unset === undefined) return undefined;
  const withheld = context.options.callers?.has(unset) === true;
  return {
    reason: 'placeholder',
    message: withheld
      ? `variable ${unset} of your environment looks secret, so labs are not given it`
      : `nothing gives variable ${unset} a value`,
    hint: withheld ? `--env ${unset} passes it on` : `--env ${unset}=VALUE`,
  };
}

const ARGUMENT = /^(\$(?:\{?[1-9]\}?|@|\*))(?:$|\/)/;
