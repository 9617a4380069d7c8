import type { Heading, Item } from '../markdown/blocks.ts';
import type { Action, Step } from '../model/lab.ts';
import type { Span } from '../model/problem.ts';
import { below, type Fresh, freshSteps, type Headings } from './sections.ts';

/** An action, or the prose that may begin a step. */
export type Event =
  /** `indent` is how far its block is set in. */
  | { readonly kind: 'action'; readonly action: Action; readonly endLine: number; readonly indent: number }
  | { readonly kind: 'title'; readonly prose: Heading | Item };

interface OpenStep {
  readonly number: string;
  readonly title: string;
  readonly section: string;
  readonly line: number;
  readonly headings: Headings;
  readonly actions: Action[];
  endLine: number;
}

/**
 * Groups actions into steps: an item of a list that has actions is a step; where a section has no
 * such item, its heading is. Text and code after an item belong to it until the next item or
 * heading, since a fence at column 0 ends a list for Markdown but not for a reader.
 */
export function groupSteps(
  events: readonly Event[],
  lab: { readonly file: string; readonly title: string; readonly fresh?: Fresh },
): readonly Step[] {
  const steps: OpenStep[] = [];
  let heading = '';
  let headings: Headings = [];
  let current: OpenStep = open({ number: '', title: lab.title, section: '', line: 1, headings });
  let numbered = false;
  /** Items of a bulleted list since the last block or heading, and the step that was open before them. */
  let items = 0;
  let above: OpenStep | undefined;
  /** The last of them ends in a colon, so it speaks of what follows. */
  let asks = false;
  for (const event of events) {
    if (event.kind === 'action') {
      // Several items without any block are a list of its own, which ends before a block at column 0.
      if (items > 1 && event.indent === 0 && above && !asks) current = above;
      items = 0;
      if (current.actions.length === 0) steps.push(current);
      current.actions.push(event.action);
      current.endLine = Math.max(current.endLine, event.endLine);
      continue;
    }
    const { prose } = event;
    if (prose.kind === 'heading') {
      const { number, title } = titleOf(prose.text);
      heading = title;
      headings = below(headings, prose.depth, prose.line);
      numbered = false;
      items = 0;
      current = open({
        number,
        title: title === '' ? lab.title : title,
        section: '',
        line: prose.line,
        headings,
      });
    } else if (prose.number !== '' && prose.numberedDepth === 1) {
      numbered = true;
      items = 0;
      current = open({
        number: prose.number,
        title: sentence(prose.text),
        section: heading,
        line: prose.line,
        headings,
      });
    } else if (!numbered && prose.numberedDepth === 0 && !/^[([]/.test(prose.text) && prose.text !== '') {
      if (items === 0) above = current;
      items += 1;
      asks = prose.text.endsWith(':');
      current = open({
        number: '',
        title: sentence(prose.text),
        section: heading,
        line: prose.line,
        headings,
      });
    }
  }
  const fresh = lab.fresh === undefined ? [] : freshSteps(steps, lab.fresh);
  return steps.map(({ number, title, section, line, endLine, actions }, index) => {
    const span: Span = { file: lab.file, line, column: 1, endLine };
    const ordinal = index + 1;
    const own = number === '' ? String(ordinal) : number;
    return {
      ordinal,
      number: own,
      title,
      section,
      span,
      ...(fresh[index] && { fresh: true as const }),
      actions,
    };
  });
}

function open(step: Omit<OpenStep, 'actions' | 'endLine'>): OpenStep {
  return { ...step, actions: [], endLine: step.line };
}

/** `1. Create a network`, `Step 2: …` and `1.2 …` are numbered by their author. */
function titleOf(text: string): { readonly number: string; readonly title: string } {
  const plain = /^(\d{1,3}(?:\.\d{1,3}){0,3})[.):]?\s+(\S.*)$/.exec(text);
  if (plain) return { number: plain[1]!, title: sentence(plain[2]!) };
  const step = /^(?:step|task|exercise|part)\s*#?(\d{1,3}(?:\.\d{1,3}){0,3})\b/i.exec(text);
  return { number: step?.[1] ?? '', title: sentence(text) };
}

/** Longer texts of list items are cut behind their first sentence. */
const LONG = 100;

function sentence(text: string): string {
  const end = text.length > LONG ? text.search(/[.:](?:\s|$)/) : -1;
  return (end > 0 ? text.slice(0, end) : text).replace(/[\s.:]+$/, '').trim();
}
