import type { Correspondence } from '../match/correspondence.ts';
import { type Token, tokenize } from '../match/tokens.ts';
import {
  addressesIn,
  broadcastOf,
  formatIpv4,
  formatNetwork,
  lengthOfMask,
  networkAround,
  networkOf,
  parseIpv4,
} from '../text/ipv4.ts';

/** A live text, which may be a part of a line, with the document's values in the place of the live ones that stand for them. */
export function inDocumentValues(text: string, correspondence: Correspondence, line = text): string {
  let out = '';
  let at = 0;
  for (const token of tokenize(text)) {
    if (token.valueClass?.kind !== 'identity') continue;
    const own = documentForm(token, correspondence);
    out += text.slice(at, token.from);
    out += own === token.text ? (broadcastForm(token.text, line, correspondence) ?? own) : own;
    at = token.to;
  }
  return out + text.slice(at);
}

export function documentForm({ text, valueClass }: Token, correspondence: Correspondence): string {
  if (correspondence.pinOf(text)) return text;
  const space = valueClass?.kind === 'identity' ? valueClass.space : undefined;
  if (space === 'network') return networkForm(text, correspondence);
  const document = correspondence.documentOf(text);
  if (document === undefined) return text;
  return space === 'id' ? idForm(text, document) : document;
}

/** As long as the live one: of an ID of which the document shows less, the rest is the live one's. */
function idForm(live: string, document: string): string {
  const head = live.startsWith('sha256:') ? 'sha256:' : '';
  const digits = live.slice(head.length);
  const own = document.replace('sha256:', '');
  return head + (own.length >= digits.length ? own.slice(0, digits.length) : own + digits.slice(own.length));
}

/** An address with its network's length: each has a value of its own. */
function networkForm(text: string, correspondence: Correspondence): string {
  const whole = correspondence.documentOf(text);
  if (whole !== undefined) return whole;
  const [address = '', length = ''] = text.split('/');
  const network = networkOf(text);
  const own = network && correspondence.documentOf(formatNetwork(network));
  return `${correspondence.documentOf(address) ?? address}/${own?.split('/')[1] ?? length}`;
}

/** Of the last address in a network, the last one in the document's: by the mask and another address of the line. */
function broadcastForm(live: string, line: string, correspondence: Correspondence): string | undefined {
  const addresses = addressesIn(line);
  const length = addresses.map(lengthOfMask).find((one) => one !== undefined);
  if (length === undefined || correspondence.pinOf(live)) return undefined;
  for (const other of addresses) {
    const [from, to] = [parseIpv4(other), parseIpv4(correspondence.documentOf(other) ?? '')];
    if (from === undefined || to === undefined) continue;
    if (formatIpv4(broadcastOf(networkAround(from, length))) === live)
      return formatIpv4(broadcastOf(networkAround(to, length)));
  }
  return undefined;
}
