import type { Correspondence } from '../match/correspondence.ts';
import { type Token, tokenize } from '../match/tokens.ts';
import { formatNetwork, networkOf } from '../text/ipv4.ts';

/** A live text with the document's values in the place of the live ones that stand for them. */
export function inDocumentValues(text: string, correspondence: Correspondence): string {
  let out = '';
  let at = 0;
  for (const token of tokenize(text)) {
    if (token.valueClass?.kind !== 'identity') continue;
    out += text.slice(at, token.from) + documentForm(token, correspondence);
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
