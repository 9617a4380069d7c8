import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Skip } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { profileOf } from '../profile/programs.ts';
import { IPV4 } from '../text/ipv4.ts';
import { before, blocked, type Happened, isLeftOut } from './story.ts';

/** Why nothing answers where a command asks: the server behind the port or address was left out. */
export function absentServer(self: PlannedCommand, happened: Happened): Skip | undefined {
  if (self.command.where.kind !== 'host') return undefined;
  const asked = addressesAsked(self.command.script);
  if (asked.length === 0) return undefined;
  const servers = before(happened, self).filter((planned) =>
    asked.some((address) => serves(planned, address)),
  );
  const last = servers.at(-1);
  if (!last || servers.some(({ command }) => !isLeftOut(happened.results.get(command.id)))) return undefined;
  return blocked(last, 'the server that is to answer', happened);
}

/** Whether a command starts services that a file or an option, which is not looked at here, may publish. */
export function startsServices(script: string): boolean {
  return parseScript(script).commands.some(({ words }) =>
    /^(?:compose up|stack deploy|service create)$/.test(dockerCommand(words)?.verb ?? ''),
  );
}

interface Address {
  /** '' for this machine. */
  readonly host: string;
  readonly port: number;
}

function serves({ command, effects }: PlannedCommand, { host, port }: Address): boolean {
  if (host === '' && startsServices(command.script)) return true;
  return effects.some((effect) => {
    if (effect.act !== 'create' || effect.object.kind !== 'container') return false;
    const { ip, ports } = effect.object;
    return host === '' ? ports.some(({ hostPort }) => hostPort === port) : ip === host;
  });
}

const SERVER = new RegExp(
  String.raw`^(?:https?:\/\/)?(?:[\w-]+\.)*?(localhost|\[::1?\]|${IPV4})(?::(\d{1,5}))?(?:\/|$)`,
);

/** Where the HTTP clients of a script look. Source: RFC 6761 for names below localhost. */
function addressesAsked(script: string): readonly Address[] {
  return parseScript(script).commands.flatMap(({ words }): readonly Address[] => {
    if (!profileOf(words[0]?.text ?? '').client) return [];
    return words.slice(1).flatMap(({ text }, index) => {
      const match = SERVER.exec(text);
      if (!match) return [];
      const next = words[index + 2]?.text ?? '';
      const port = match[2] ?? (/^\d{1,5}$/.test(next) ? next : '80');
      return [{ host: LOOPBACK.has(match[1]!) ? '' : match[1]!, port: Number(port) }];
    });
  });
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '0.0.0.0', '[::1]', '[::]']);
