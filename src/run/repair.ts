import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';

/**
 * The script with compose spelled as this machine has it (`docker-compose` or `docker compose`),
 * and whether that changed anything.
 */
export function respellCompose(script: string, spelling: string): { script: string; changed: boolean } {
  const places: { from: number; to: number }[] = [];
  for (const { words } of parseScript(script).commands) {
    if (!dockerCommand(words)?.verb.startsWith('compose')) continue;
    const [program, next] = programWords(words);
    if (!program) continue;
    const to = program.text.endsWith('docker-compose') ? program.to : (next?.to ?? program.to);
    places.push({ from: program.from, to });
  }
  let result = script;
  for (const { from, to } of places.toReversed())
    result = result.slice(0, from) + spelling + result.slice(to);
  return { script: result, changed: result !== script };
}

/** Whether a script uses compose in either spelling. */
export function usesCompose(script: string): boolean {
  return parseScript(script).commands.some(({ words }) => dockerCommand(words)?.verb.startsWith('compose'));
}

/**
 * The script with `git log` telling branches and tags, as it does by itself only at a terminal, where
 * the document shows them.
 */
export function withDecoration(script: string, shown: readonly { readonly text: string }[]): string {
  if (!shown.some(({ text }) => /[0-9a-f]{7} \((?:HEAD\b|tag: |\w+\/)/.test(text))) return script;
  return script.replace(
    /(^|[;&|(]\s*)git (?=(?:-\S+ )*(?:log|show|reflog)\b)/g,
    '$1git -c log.decorate=short ',
  );
}

/**
 * The script with the run's own DOCKER_HOST hidden from commands about contexts, which would say that
 * it stands above the context. They talk to no engine.
 */
export function byContexts(script: string): string {
  const places = parseScript(script).commands.flatMap(({ words }) => {
    const verb = dockerCommand(words)?.verb ?? '';
    const [program] = programWords(words);
    return verb.startsWith('context ') && program ? [program.from] : [];
  });
  return places.reduceRight((text, at) => `${text.slice(0, at)}env DOCKER_HOST= ${text.slice(at)}`, script);
}
