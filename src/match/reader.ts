import type { Line, MatchContext, Reader } from './context.ts';
import type { Correspondence } from './correspondence.ts';

/** Live lines with the author's name in place of the reader's, where that is what a program tells. */
export function asAuthor(
  live: readonly Line[],
  document: readonly Line[],
  context: MatchContext,
): readonly Line[] {
  const { reader, command } = context;
  const isAsked = command.verb === '' && command.ofHost === true && ASKS_USER.test(command.program);
  return reader && isAsked ? named(live, document, { reader, context }) : live;
}

/** Whether an owner or a group of a file is the author where it is the reader live. */
export function isAuthor(
  { document, live }: { readonly document: string; readonly live: string },
  space: 'user' | 'group',
  { context, line }: { readonly context: MatchContext; readonly line: number },
): boolean {
  const { reader, correspondence, command } = context;
  if (!reader || live !== reader.user || command.verb !== '' || document === 'root') return false;
  return isBound(correspondence, { document, live, space, line, what: '' });
}

/** Programs that say who the reader is. */
const ASKS_USER = /^(?:whoami|logname|id(?: -un?| -gn?)?|echo \$\{?(?:USER|LOGNAME)\}?)$/;

interface Known {
  readonly reader: Reader;
  readonly context: MatchContext;
}

function named(
  live: readonly Line[],
  document: readonly Line[],
  { reader, context }: Known,
): readonly Line[] {
  const [shown, ...more] = document.filter(({ text }) => text.trim() !== '');
  const [found, ...others] = live.filter(({ text }) => text.trim() !== '');
  if (!shown || !found || more.length + others.length > 0) return live;
  const uid = /^uid=\d+\(([\w.-]+)\) gid=\d+\(/;
  const author =
    uid.exec(shown.text)?.[1] ?? (/^[a-z_][\w.-]*$/i.test(shown.text.trim()) ? shown.text.trim() : undefined);
  const user = uid.exec(found.text)?.[1] ?? found.text.trim();
  if (author === undefined || user !== reader.user || uid.test(shown.text) !== uid.test(found.text))
    return live;
  const { correspondence } = context;
  const bound =
    author === user ||
    isBound(correspondence, {
      document: author,
      live: user,
      space: 'user',
      line: shown.line,
      what: 'the reader',
    });
  return bound ? [{ ...found, text: shown.text }] : live;
}

const isBound = (correspondence: Correspondence, meeting: Parameters<Correspondence['bind']>[0]): boolean =>
  typeof correspondence.bind(meeting) !== 'object';
