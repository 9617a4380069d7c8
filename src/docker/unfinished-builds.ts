import type { BuildRecord } from './ledger-record.ts';

type Ask = (method: string, path: string) => Promise<{ readonly status: number; readonly text: string }>;

interface ListedImage {
  readonly Id: string;
  /** Unix time in s. */
  readonly Created: number;
  readonly RepoTags?: readonly string[] | null;
}

/**
 * IDs of the images that the steps of unfinished builds left: without a tag, not there before the
 * build, made since it began, by an instruction that it announced. Latest first, so that an image
 * comes before the one it is made from.
 */
export async function imagesOfBuilds(builds: readonly BuildRecord[], ask: Ask): Promise<readonly string[]> {
  if (builds.length === 0) return [];
  const { status, text } = await ask('GET', '/images/json?all=1');
  if (status !== 200) return [];
  const untagged = (JSON.parse(text) as ListedImage[]).filter(({ RepoTags }) =>
    (RepoTags ?? []).every((tag) => tag === '<none>:<none>'),
  );
  const found: { readonly id: string; readonly layers: number }[] = [];
  for (const { Id, Created } of untagged) {
    const possible = builds.filter(
      ({ present, startedAt }) => Created >= startedAt - 1 && !present.includes(Id),
    );
    if (possible.length === 0) continue;
    const history = await ask('GET', `/images/${Id}/history`);
    if (history.status !== 200) continue;
    const layers = JSON.parse(history.text) as { readonly CreatedBy: string }[];
    const createdBy = layers[0]?.CreatedBy ?? '';
    // A quiet build (`-q`) announces nothing; then being new has to do.
    const announced = possible.some(
      ({ steps }) => steps.length === 0 || steps.some((step) => isMadeBy(createdBy, step)),
    );
    if (announced) found.push({ id: Id, layers: layers.length });
  }
  return found.sort((a, b) => b.layers - a.layers).map(({ id }) => id);
}

/** How the classic builder notes an instruction: `RUN` as its command, others as `#(nop) VERB …`. */
function isMadeBy(createdBy: string, step: string): boolean {
  const [verb = '', ...rest] = step.split(/\s+/);
  if (verb.toUpperCase() !== 'RUN')
    return createdBy.includes(`#(nop)`) && createdBy.includes(` ${verb.toUpperCase()}`);
  const squeeze = (text: string): string => text.replace(/[\s\\]+/g, ' ').trim();
  return squeeze(createdBy).endsWith(squeeze(rest.join(' ')));
}
