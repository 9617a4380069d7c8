import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { verbOf } from '../profile/verbs.ts';

/** The names that a script gives to containers, images, networks and the like. */
export function namesGiven(script: string): readonly string[] {
  if (!script.includes('docker')) return [];
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    if (!docker) return [];
    const { verb, options, arguments: named } = docker;
    const all = (...keys: readonly string[]): readonly string[] =>
      keys.flatMap((key) => options.get(key) ?? []);
    const own = all('name', 'tag', 'network-alias', 'hostname', 'alias', 'link').flatMap((name) =>
      name.split(':').concat(name),
    );
    const { gives } = verbOf(verb);
    if (gives !== undefined) own.push(...named.slice(gives, gives + 1));
    own.push(...all('volume').map((mount) => mount.split(':')[0]!));
    return own;
  });
}

/** Stands for whatever variables a script sets that the lab sources. */
export const ANY_VARIABLE = '$*';

/** The shell variables that a script sets or that it passes on, as `$NAME`. */
export function variablesGiven(script: string): readonly string[] {
  const set = [...script.matchAll(/\b([A-Za-z_]\w{0,60})=|\b(?:for|read(?: -\w+)?) ([A-Za-z_]\w{0,60})/g)];
  const sourced = /(?:^|[;&|]\s*)(?:source|\.|eval)\s/.test(script) ? [ANY_VARIABLE] : [];
  return [...sourced, ...set.map(([, assigned, read]) => `$${assigned ?? read}`)];
}

/** The names of the services of a compose file, which are host names on its networks. */
export function servicesIn(content: string): readonly string[] {
  const body = /^services\s*:\s*$([\s\S]*)/m.exec(content)?.[1] ?? '';
  const names: string[] = [];
  let indent: number | undefined;
  for (const line of body.split('\n')) {
    const match = /^( +)([\w.-]+)\s*:\s*$/.exec(line);
    if (/^\S/.test(line)) break;
    if (!match) continue;
    indent ??= match[1]!.length;
    if (match[1]!.length === indent) names.push(match[2]!);
  }
  return names;
}
