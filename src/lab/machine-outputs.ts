import type { CodeLine } from '../markdown/blocks.ts';
import { IPV4 } from '../text/ipv4.ts';

/** A row of a documented `docker node ls`. */
export interface ListedNode {
  readonly name: string;
  /** The node that the command is typed at, which `*` marks. */
  readonly self: boolean;
  readonly role: 'manager' | 'worker';
}

/** The nodes of a documented `docker node ls`, [] where the lines are none. */
export function listedNodes(lines: readonly Pick<CodeLine, 'text'>[]): readonly ListedNode[] {
  const header = lines.findIndex(
    ({ text }) => /^\s*ID\s+(?:HOST)?NAME\s/.test(text) && /AVAILABILITY/.test(text),
  );
  if (header < 0) return [];
  return lines.slice(header + 1).flatMap(({ text }): readonly ListedNode[] => {
    const row =
      /^\s*\S{2,40}\s*(\*)?\s+([A-Za-z][\w.-]{0,60})\s+(?:Ready|Down|Unknown|Disconnected|Accepted)\b(.*)$/.exec(
        text,
      );
    if (!row) return [];
    const [, self, name, rest] = row;
    const role = /\b(?:Leader|Reachable|Unreachable)\b/.test(rest!) ? 'manager' : 'worker';
    return [{ name: name!, self: self !== undefined, role }];
  });
}

const MACHINE = new RegExp(
  String.raw`^\s*([A-Za-z][\w.-]{0,60})\s+\S{1,3}\s.{0,120}?\btcp:\/\/(${IPV4}):\d+`,
);

/** Machines of a documented `docker-machine ls` with their addresses. */
export function listedMachines(
  lines: readonly Pick<CodeLine, 'text'>[],
): readonly { readonly name: string; readonly address: string }[] {
  return lines.flatMap(({ text }) => {
    const row = MACHINE.exec(text);
    return row ? [{ name: row[1]!, address: row[2]! }] : [];
  });
}
