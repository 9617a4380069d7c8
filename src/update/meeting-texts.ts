import type { Correspondence } from '../match/correspondence.ts';
import { type Token, tokenize, tokenizeDocument } from '../match/tokens.ts';
import { unify } from '../match/unify.ts';
import { inDocumentValues } from './document-values.ts';
import type { Edit } from './draft.ts';

/**
 * What to change in a documented text so that it says what the live one says: tokens that correspond
 * stay as the author wrote them. Nothing is bound by it.
 */
export function editsTo(document: string, live: string, correspondence: Correspondence): readonly Edit[] {
  const wanted = tokenizeDocument(document);
  const found = tokenize(live);
  const { hunks } = correspondence.peek(() => unify(wanted, found, { correspondence, line: 0 }));
  const edits: Edit[] = [];
  let d = 0;
  let l = 0;
  for (const hunk of hunks) {
    const l0 = hunk.live.length > 0 ? found.indexOf(hunk.live[0]!) : undefined;
    // Between two hunks as many tokens of the one text correspond as of the other.
    const d0: number = hunk.document.length > 0 ? wanted.indexOf(hunk.document[0]!) : d + ((l0 ?? l) - l);
    const from = hunk.document[0]?.from ?? endOf(wanted[d0 - 1]);
    const to = hunk.document.at(-1)?.to ?? from;
    edits.push(
      l0 === undefined
        ? { from: endOf(wanted[d0 - 1]), to, put: '' }
        : {
            from,
            to,
            put:
              ownNetwork(hunk, correspondence) ??
              (hunk.document.length > 0 ? '' : live.slice(endOf(found[l0 - 1]), hunk.live[0]!.from)) +
                inDocumentValues(live.slice(hunk.live[0]!.from, hunk.live.at(-1)!.to), correspondence, live),
          },
    );
    l = (l0 ?? l + (d0 - d)) + hunk.live.length;
    d = d0 + hunk.document.length;
  }
  return edits;
}

/** The document's own network where it is of another length only: which one it is may differ in every run. */
function ownNetwork(
  { document, live }: { readonly document: readonly Token[]; readonly live: readonly Token[] },
  correspondence: Correspondence,
): string | undefined {
  const [own, ...more] = document;
  const [other, ...others] = live;
  if (!own || !other || more.length + others.length > 0 || !isNetwork(own) || !isNetwork(other))
    return undefined;
  if (correspondence.pinOf(other.text) || correspondence.documentOf(other.text) !== undefined)
    return undefined;
  const [length, otherLength] = [own, other].map(({ text }) => text.split('/')[1]);
  const put = `${own.text.split('/')[0]}/${otherLength}`;
  return length === otherLength || correspondence.liveOf(put) !== undefined ? undefined : put;
}

const isNetwork = ({ valueClass }: Token): boolean =>
  valueClass?.kind === 'identity' && valueClass.space === 'network';

const endOf = (token: Token | undefined): number => token?.to ?? 0;
