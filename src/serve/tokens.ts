import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Enough that no one guesses it: 192 bits, in letters that go into the fragment of an address. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** The same time whatever differs. */
export function sameToken(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The token of `Authorization: Bearer …` (RFC 6750), which no browser sends by itself. */
export function bearer(header: string | undefined): string | undefined {
  return /^Bearer ([\w-]{8,128})$/.exec(header ?? '')?.[1];
}
