import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** Under which names a page is reached, and what it is served by. */
export interface GateOptions {
  readonly protocol: 'http:' | 'https:';
  readonly port: number;
  /** Host names beside the loopback's that the page may be reached under. */
  readonly hosts: readonly string[];
}

export interface Refusal {
  readonly status: 403 | 421;
  readonly reason: string;
}

interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** It asks for a WebSocket, which a page of anyone's may do without asking the browser. */
  readonly upgrade: boolean;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request may reach any route. That the peer is on this machine says nothing: so is every
 * browser here, whatever page it shows. A name that was made to lead here (DNS rebinding) is in Host,
 * and the page that asks is in Origin (RFC 6454), which no script can set.
 */
export function gate(asked: Asked, options: GateOptions): Refusal | undefined {
  const { host = '', origin } = asked.headers;
  if (!isAllowedHost(host, options)) return { status: 421, reason: 'this host name is not served here' };
  const own = `${options.protocol}//${host}`;
  if (origin !== undefined)
    return origin === own ? undefined : { status: 403, reason: 'another origin asks' };
  const harmless = !asked.upgrade && (asked.method === 'GET' || asked.method === 'HEAD');
  return harmless ? undefined : { status: 403, reason: 'the origin that asks is not told' };
}

function isAllowedHost(host: string, { port, hosts, protocol }: GateOptions): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d+))?$/i.exec(host);
  if (!match) return false;
  const usual = protocol === 'https:' ? 443 : 80;
  if (Number(match[2] ?? usual) !== port) return false;
  const name = match[1]!.toLowerCase();
  return (
    LOOPBACK.includes(name) ||
    hosts.some((one) => (isIP(one) === 6 ? `[${one}]` : one.toLowerCase()) === name)
  );
}

/**
 * What goes with every answer. The terminal sets styles of its own in the page, hence the one exception;
 * nothing else is loaded from anywhere or run from text.
 */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
