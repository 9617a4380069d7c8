import type { Shells } from './shells.ts';

/** The spelling of compose that the machine has, looked for when it is first asked for; undefined where it has none. */
export function composeSpelling(shells: Shells): () => Promise<string | undefined> {
  let found: Promise<string | undefined> | undefined;
  return () => {
    found ??= findCompose(shells);
    return found;
  };
}

async function findCompose(shells: Shells): Promise<string | undefined> {
  const shell = await shells.host(0);
  const options = { timeoutMs: 10_000, terminal: 'none' } as const;
  if ((await shell.run('docker compose version >/dev/null 2>&1', options)).exitCode === 0)
    return 'docker compose';
  return (await shell.run('command -v docker-compose >/dev/null', options)).exitCode === 0
    ? 'docker-compose'
    : undefined;
}
