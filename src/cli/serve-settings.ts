import { existsSync, readFileSync } from 'node:fs';
import type { Arguments } from './flags.ts';
import { readDuration } from './run-options.ts';

export interface ServeSettings {
  readonly seats: number;
  /** Of the seats, in their order; those without are numbered. */
  readonly names: readonly string[];
  readonly listen: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Names beside the loopback's under which the page may be reached. */
  readonly hosts: readonly string[];
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Nobody but this machine can reach it. */
  readonly local: boolean;
  readonly idleMs: number;
  readonly rehearsal: boolean;
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** The settings that the flags of `serve` stand for, or what is wrong with them. */
export function readServeSettings({ flags }: Arguments): ServeSettings | { readonly error: string } {
  const text = (name: string): string | undefined =>
    typeof flags[name] === 'string' ? flags[name] : undefined;
  const names = namesIn(text('names'));
  if ('error' in names) return names;
  const seats = number(text('seats') ?? String(Math.max(1, names.list.length)));
  if (!seats || seats > 1000)
    return { error: `--seats takes a number from 1 to 1000, not '${text('seats')}'` };
  const port = number(text('port') ?? '0');
  if (port === undefined || port > 65_535) return { error: `--port takes a port, not '${text('port')}'` };
  const idleMs = readDuration(text('idle') ?? '30m');
  if (idleMs === undefined) return { error: `--idle takes a duration such as 30m, not '${text('idle')}'` };
  const [cert, key] = [text('tls-cert'), text('tls-key')];
  if ((cert === undefined) !== (key === undefined)) return { error: '--tls-cert and --tls-key go together' };
  const missing = [cert, key].find((file) => file !== undefined && !existsSync(file));
  if (missing !== undefined) return { error: `${missing}: there is no such file` };
  const listen = text('listen') ?? '127.0.0.1';
  const local = LOOPBACK.includes(listen);
  if (!local && cert === undefined && flags.insecure !== true) {
    return {
      error: `--listen ${listen} is reached from other machines: it takes --tls-cert and --tls-key, or --insecure where the network is trusted`,
    };
  }
  return {
    seats,
    names: names.list,
    listen,
    port,
    hosts: Array.isArray(flags.host) ? (flags.host as string[]) : [],
    tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    local,
    idleMs,
    rehearsal: flags['no-rehearsal'] !== true,
  };
}

function namesIn(
  file: string | undefined,
): { readonly list: readonly string[] } | { readonly error: string } {
  if (file === undefined) return { list: [] };
  if (!existsSync(file)) return { error: `${file}: there is no such file` };
  const list = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().slice(0, 100))
    .filter((line) => line !== '');
  const twice = list.find((name, index) => list.indexOf(name) !== index);
  return twice === undefined
    ? { list }
    : { error: `${file}: ${twice} is there twice; a seat is called by its name` };
}

const number = (text: string): number | undefined => (/^\d{1,5}$/.test(text) ? Number(text) : undefined);
