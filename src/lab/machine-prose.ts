import type { Prose } from '../markdown/blocks.ts';

/** Where prose has the reader type what follows. */
export type Place =
  | {
      readonly by: 'name';
      readonly name: string;
      readonly marked: boolean;
      /** Named in one breath: `on shed1, shed2 and shed3`. */
      readonly also?: readonly string[];
    }
  /** The first, the second, … machine. */
  | { readonly by: 'number'; readonly number: number }
  /** Another than the first. */
  | { readonly by: 'other' }
  | { readonly by: 'role'; readonly role: 'manager' | 'worker'; readonly every: boolean }
  | { readonly by: 'every' };

/** The machine that prose turns the reader to last; undefined when it names none. Without `isName`, none has a name. */
export function placeIn(prose: Prose, isName?: (word: string) => boolean): Place | undefined {
  const { text, marked } = prose;
  const title = prose.kind !== 'paragraph' || /:\s*$/.test(text);
  const alone = nameAlone(text);
  if (alone !== undefined && isName?.(alone)) return { by: 'name', name: alone, marked: true };
  let found: Place | undefined;
  for (const sentence of sentencesOf(text)) {
    if (!(title || instructs(sentence)) || tells(sentence)) continue;
    const names = isName ? namesIn(sentence, marked, isName) : [];
    // A name says more than the role in front of it.
    const places = [...rolesIn(sentence), ...ordinalsIn(sentence), ...names].sort((a, b) => a.at - b.at);
    found = places.at(-1)?.place ?? found;
  }
  return found;
}

/**
 * Names with a digit or hyphen in places where only a machine stands: `on **shed2**`, `from shed2`,
 * `ssh shed2`.
 */
export function namesPlaced(prose: Prose): readonly { readonly name: string; readonly marked: boolean }[] {
  if (!COMPOUND.test(prose.text)) return [];
  const title = prose.kind !== 'paragraph' || /:\s*$/.test(prose.text);
  const alone = prose.kind === 'paragraph' ? undefined : nameAlone(prose.text);
  return [
    ...(alone === undefined ? [] : [{ name: alone, marked: true }]),
    ...sentencesOf(prose.text).flatMap((sentence) =>
      COMPOUND.test(sentence) && (title || instructs(sentence)) && !tells(sentence)
        ? namesIn(sentence, prose.marked, () => true).flatMap(({ place }) =>
            place.by === 'name' ? [{ name: place.name, marked: place.marked }] : [],
          )
        : [],
    ),
  ].filter(({ name }) => COMPOUND.test(name));
}

const COMPOUND = /[\d_-]/;

interface Found {
  readonly at: number;
  readonly place: Place;
}

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?])\s+(?=[A-Z*`"(])/);

/** A heading or an item that is nothing but a name. */
function nameAlone(text: string): string | undefined {
  return /^(?:on |in |from )?[`*_(]{0,2}([A-Za-z][\w.-]{0,39}[A-Za-z\d])[`*_)]{0,2}(?: \([^)]{0,60}\))?[:.]?$/i.exec(
    text.trim(),
  )?.[1];
}

/**
 * The reader is told to do something. In parts, as V8 takes longer to compile one expression with all
 * leads three times over than to read a document.
 */
function instructs(sentence: string): boolean {
  if (BIDDEN.test(sentence)) return true;
  let at = /^[\d.)*\s-]{0,6}/.exec(sentence)![0].length;
  for (let leads = 0; leads <= 3; leads += 1) {
    ACTION.lastIndex = at;
    if (ACTION.test(sentence)) return true;
    LEAD.lastIndex = at;
    if (!LEAD.test(sentence)) return false;
    at = LEAD.lastIndex;
  }
  return false;
}

/** What may stand before an instruction's first word. */
const LEAD =
  /(?:now|next|then|finally|first|second|again|also|afterwards?|still|please|let(?:'|’)?s|you (?:can|should|will|need to|must|have to)|and|so|okay|ok|(?:to|once|after) [^,]{3,60},|back)[,:]? ?/iy;

const ACTION =
  /(?:on|in|from|at|run|execute|enter|issue|type|paste|copy|switch|ssh|log|login|open|go|return|use|create|check|verify|start|stop|list|inspect|join|perform|do|try|remove|deploy|install|initiali[sz]e|init|connect|ping|look|see|view|show|make|add|exit|leave|drain|promote|demote|repeat|move|follow|scale|test|confirm|get|obtain|find|pull|build|launch|notice what|access|set up|setup|configure|note down|edit|set|let|ensure|head|invoke|attach|bring|spin|exec)\b/iy;

/** An instruction wherever it stands. */
const BIDDEN =
  /\b(?:run|execute|enter|issue|type|paste|switch(?: back)?|ssh|log ?in|go back|return|repeat|do (?:this|the same|that))\b(?! (?:as|in the same)\b)/i;

/** It says how things are, and not what to do. What nearly every sentence lacks is asked for first: it compiles faster. */
const tells = (sentence: string): boolean => STATE.test(sentence) && TELLS.test(sentence);

const STATE =
  /running|scheduled|started|deployed|placed|created|visible|shown|listed|available|stored|located/i;
const TELLS =
  /\b(?:is|are|was|were|be|been|being|now|still|already) (?:now |still |only |also |not |currently |already )?(?:running|scheduled|started|deployed|placed|created|visible|shown|listed|available|stored|located)\b[^.]{0,40}\b(?:on|in|from)\b(?!.*\b(?:run|execute|type|enter|paste)\b)/i;

const NAME =
  /\b(?:on|in|into|from|to|at|onto|via|ssh|of|switch to)\s+(?:both\s+|the\s+|your\s+|either\s+)?(?:(?:first|second|third|manager|worker|leader|master|swarm|docker|linux|other|new|remote)\s+){0,2}(?:(?:node|host|machine|server|vm|instance|terminal of|shell of|terminal for|terminal|shell|console|virtual machine)\s+)?(?:(?:named|called)\s+)?["'`*_([]{0,2}([A-Za-z](?:[\w.-]{0,40}\w)?)/gi;

function namesIn(
  sentence: string,
  marked: readonly string[],
  isName: (word: string) => boolean,
): readonly Found[] {
  const found = [...sentence.matchAll(NAME)].flatMap((match): readonly Found[] => {
    const name = match[1]!;
    if (!isName(name)) return [];
    // `node1 or node2` leaves it to the reader.
    const also = othersIn(sentence.slice(match.index + match[0].length), isName);
    const place = {
      by: 'name',
      name,
      marked: marked.includes(name),
      ...(also.length > 0 && { also }),
    } as const;
    return [{ at: match.index, place }];
  });
  const joined = [
    ...sentence.matchAll(/\b(node|host|machine|manager|worker|server|vm|instance) ?#?(\d{1,2})\b/gi),
  ].flatMap((match): readonly Found[] => {
    const name = `${match[1]!.toLowerCase()}${match[2]!}`;
    const before = sentence.slice(Math.max(0, match.index - 16), match.index);
    return isName(name) && /\b(?:on|in|into|from|to|at|of|ssh)\s+(?:the\s+|your\s+)?[`*_]{0,2}$/i.test(before)
      ? [{ at: match.index, place: { by: 'name', name, marked: false } }]
      : [];
  });
  return [...found, ...joined];
}

/** Names that go on a list. */
function othersIn(rest: string, isName: (word: string) => boolean): readonly string[] {
  const next = /^["'`*_)\]]{0,2}(?:,? and|,| &) ["'`*_([]{0,2}([A-Za-z](?:[\w.-]{0,40}\w)?)/.exec(rest);
  if (!next || !isName(next[1]!)) return [];
  return [next[1]!, ...othersIn(rest.slice(next[0].length), isName)];
}

const MACHINE =
  '(?:docker |linux |swarm |cluster |virtual |worker |manager |remote |physical |ubuntu )?(?:hosts?|machines?|nodes?|servers?|vms?|instances?|computers?)';
const BEFORE =
  '\\b(?:on|in|into|from|to|at|onto|open|open up|ssh(?: into)?|log ?in(?:to)?)\\s+(?:the |your |a |an )?';

const ORDINALS = new RegExp(
  `${BEFORE}(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|other|another|new|remaining)\\s+${MACHINE}\\b`,
  'gi',
);

function ordinalsIn(sentence: string): readonly Found[] {
  if (!ORDINAL.test(sentence)) return [];
  return [...sentence.matchAll(ORDINALS)].map((match) => {
    const number = NUMBERS.findIndex((words) => words.includes(match[1]!.toLowerCase()));
    return { at: match.index, place: number < 0 ? { by: 'other' } : { by: 'number', number: number + 1 } };
  });
}

const ORDINAL = /first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|other|new|remaining/i;

const NUMBERS = [
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
  ['fourth', '4th'],
  ['fifth', '5th'],
];

const ROLES = new RegExp(
  `${BEFORE}(?:(one|any|either) of (?:the |your )?)?((?:each|every|all|both)(?: of)?(?: the| your)?(?= ))?\\s?(?:(?:swarm|docker|cluster|first|leader) )?(manager|leader|master|worker|slave)?(?:'s)?(?:[\\s-]?(node|machine|host|server|vm|instance|terminal|shell)s?|s)?\\b`,
  'gi',
);

const ROLE = /manager|leader|master|worker|slave|each|every|all|both/i;

function rolesIn(sentence: string): readonly Found[] {
  if (!ROLE.test(sentence)) return [];
  return [...sentence.matchAll(ROLES)].flatMap((match): readonly Found[] => {
    const [, , every, role, noun] = match;
    if (role === undefined)
      return every === undefined || noun === undefined ? [] : [{ at: match.index, place: { by: 'every' } }];
    const kind = /manager|leader|master/i.test(role) ? 'manager' : 'worker';
    return [{ at: match.index, place: { by: 'role', role: kind, every: every !== undefined } }];
  });
}

/** Prose that has the reader type, at another machine, the join command that was printed. */
export const joinsByHand = (text: string): boolean =>
  /\bjoin\b/i.test(text) &&
  /\b(?:copy|copied|paste)\b/i.test(text) &&
  /\b(?:second|2nd|other|another|new|each|every|remaining|worker|third)\b[^.]{0,30}\b(?:terminal|tab|instance|node|machine|host|server|vm|worker)/i.test(
    text,
  );
