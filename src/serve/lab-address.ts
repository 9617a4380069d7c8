const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Where a link of a lab leads. What a lab serves on this machine is opened under another of the loopback's
 * names than the page, so that to a browser the two are different sites.
 */
export function labAddress(address: string, pageHost: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!LOOPBACK.includes(url.hostname)) return address;
  url.hostname = pageHost === 'localhost' ? '127.0.0.1' : 'localhost';
  return url.href;
}
