import * as v from 'valibot';
import type { GuideEvent, GuideView } from '../guide/goal.ts';
import type { RichBlock } from '../markdown/rich.ts';
import type { EngineInfo } from '../model/event.ts';

/** Terminals of a seat; their output begins with their number, as a byte. */
const MOST_TERMINALS = 64;
const terminal = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_TERMINALS - 1));
const cells = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const short = v.pipe(v.string(), v.maxLength(200));

/** What a page may say; anything else ends the connection. Commands are called by number, never by text. */
export const FROM_PAGE = v.variant('t', [
  v.object({ t: v.literal('hello'), token: short }),
  /** Opens a terminal, or takes it up again behind what was seen of the one with that epoch. */
  v.object({ t: v.literal('open'), terminal, cols: cells, rows: cells, epoch: count, since: count }),
  v.object({ t: v.literal('key'), terminal, data: v.pipe(v.string(), v.maxLength(65_536)) }),
  v.object({ t: v.literal('size'), terminal, cols: cells, rows: cells }),
  v.object({ t: v.literal('close'), terminal }),
  /** Types a command of the document into a terminal; the hash says of which text of it. */
  v.object({ t: v.literal('do'), terminal, command: v.optional(count), hash: short }),
  v.object({ t: v.picklist(['hint', 'check', 'skip', 'next', 'back', 'ask', 'index']) }),
  v.object({ t: v.literal('step'), step: count }),
  v.object({ t: v.literal('answer'), text: short }),
  /** The answers that are chosen to the question on a line. */
  v.object({ t: v.literal('quiz'), line: count, chosen: v.pipe(v.array(count), v.maxLength(50)) }),
  v.object({ t: v.literal('reset'), step: count }),
  v.object({ t: v.literal('choose'), document: count }),
  /** The trainer's alone: looks at a seat, or no longer. */
  v.object({ t: v.literal('watch'), seat: v.optional(short) }),
]);

export type FromPage = v.InferOutput<typeof FROM_PAGE>;

export interface CourseEntry {
  readonly title: string;
  /** The part of the course that it belongs to, '' where there are none. */
  readonly part: string;
  readonly file: string;
  readonly steps: number;
  readonly done: number;
}

export interface ShownCommand {
  readonly id: number;
  readonly line: number;
  readonly endLine: number;
  readonly step: number;
  /** The machine that it is for, where the lab has several here. */
  readonly machine?: string;
  /** Why it can't be typed here. */
  readonly skip?: string;
}

/** What the server says; terminals' output goes as binary messages of a number and bytes. */
export type ToPage =
  | {
      readonly t: 'course';
      readonly title: string;
      readonly seat: string;
      readonly documents: readonly CourseEntry[];
      readonly at: number | undefined;
    }
  | {
      readonly t: 'document';
      readonly hash: string;
      readonly title: string;
      readonly blocks: readonly RichBlock[];
      readonly commands: readonly ShownCommand[];
      readonly steps: readonly { readonly ordinal: number; readonly line: number }[];
      /** Names of the machines, each of which has a terminal; none where there is a single one. */
      readonly machines: readonly string[];
      readonly engine: string;
      readonly kind: EngineInfo['kind'];
      readonly warning: string;
    }
  | {
      readonly t: 'state';
      readonly view: GuideView;
      /** Values of the author's machine and what stands for them here. */
      readonly values: readonly { readonly from: string; readonly to: string }[];
    }
  | { readonly t: 'event'; readonly event: GuideEvent }
  | {
      readonly t: 'machine';
      readonly state: 'making' | 'replaying' | 'ready' | 'failed' | 'rehearsing';
      /** What is said of it, where the page has no words of its own. */
      readonly text: string;
    }
  | { readonly t: 'picture'; readonly html: string; readonly words: string }
  /** What follows of this terminal stands behind so many bytes; `anew`: what was seen is not part of it. */
  | {
      readonly t: 'terminal';
      readonly terminal: number;
      readonly epoch: number;
      readonly at: number;
      readonly anew: boolean;
    }
  /** A command was typed in that terminal: it is to be seen. */
  | { readonly t: 'front'; readonly terminal: number }
  | { readonly t: 'say'; readonly text: string }
  | { readonly t: 'graded'; readonly line: number; readonly right: boolean }
  | { readonly t: 'class'; readonly seats: readonly SeatView[] }
  | { readonly t: 'refused'; readonly text: string };

/** A seat as the trainer sees it. */
export interface SeatView {
  readonly name: string;
  readonly link: string;
  readonly state: 'free' | 'here' | 'away' | 'put away' | 'making' | 'failed';
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  readonly done: number;
  /** The goal that is open, '' when none is. */
  readonly goal: string;
  readonly wrong: string;
  /** Seconds since anything was reached. */
  readonly stuck: number;
  readonly finished: boolean;
}
