import { parseJson } from '../match/layouts/json-parse.ts';
import { columnsOf } from '../match/layouts/table-columns.ts';
import { readTable } from '../match/layouts/table-rows.ts';
import type { DocumentLine } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { visibleLine } from '../text/lines.ts';
import { dockerOf } from './docker-of.ts';
import { shownInJson } from './shown-json.ts';
import type { Shown, ShownOutput } from './shown-output.ts';
import { shownInTable } from './shown-table.ts';

const NOTHING: ShownOutput = { objects: [], addresses: [], memberships: [] };

/** What the documented output of a command shows of the engine's objects. Linear in its length. */
export function shownBy(planned: PlannedCommand): ShownOutput {
  const { expected, script, where } = planned.command;
  if (!expected || where.kind !== 'host') return NOTHING;
  const docker = dockerOf(script);
  if (!docker) return NOTHING;
  const lines = expected.lines.map(({ line, text }) => ({ line, text: visibleLine(text) }));
  const { verb } = docker;
  if (verb === 'run' || verb === 'create' || verb === 'network create') {
    return { ...NOTHING, objects: createdId(planned, lines) };
  }
  if (verb.endsWith('inspect')) {
    const nodes = /^\s*(?:[[{"]|\.|…|<)/.test(lines[0]?.text ?? '') ? parseJson(lines) : undefined;
    return nodes ? shownInJson(nodes, docker) : NOTHING;
  }
  if (!LISTS.has(verb)) return NOTHING;
  const objects: Shown[] = [];
  for (let at = 0; at < lines.length; ) {
    const read = columnsOf(lines[at]!.text) ? readTable(lines, at) : undefined;
    if (read) objects.push(...shownInTable(read.table));
    at = Math.max(at + 1, read?.end ?? 0);
  }
  return { ...NOTHING, objects };
}

const LISTS = new Set(['ps', 'images', 'network ls', 'volume ls']);

/** The 64 digits that `docker run -d` and `docker network create` print. */
function createdId({ effects }: PlannedCommand, lines: readonly DocumentLine[]): readonly Shown[] {
  const created = effects.filter((effect) => effect.act === 'create');
  const [effect] = created;
  if (created.length !== 1 || effect?.act !== 'create') return [];
  const { kind, name } = effect.object;
  const ids = lines.filter(({ text }) => /^[0-9a-f]{64}$/.test(text.trim()));
  const [id] = ids;
  if (ids.length !== 1 || !id) return [];
  return [{ kind, name: name ?? '', id: id.text.trim(), line: id.line, idLine: id.line }];
}
