import type { CodeLine } from '../markdown/blocks.ts';
import { printsOneLine } from './printing.ts';
import type { Prompt } from './prompts.ts';
import type { Entry } from './transcript-entry.ts';

/** What the author says in Markdown below a command that prints its name or ID. */
export const isRemark = ({ text }: CodeLine, entry: Entry | undefined): boolean =>
  entry !== undefined && /`[^`]+`/.test(text) && printsOneLine(entry.command.typed);

/** Keys that the reader is told to press, in the place of an output. */
export const KEYS =
  /^\s*[[(<]?(?:(?:press|type|hit|use) )?(?:ctrl|control)[ +-]?(?:[cdp]\b|p[ +,-]+(?:and )?(?:ctrl|control)?[ +-]?q\b)/i;

/** Keys as the terminal echoes them, such as `^C`, or what is left of them. */
export const ECHOED_KEYS = /^(?:\^[A-Z\\]?)+$/;

/** A shell on a terminal says `exit` when it ends. */
export function echoesExit({ text }: CodeLine, entry: Entry | undefined): boolean {
  return (
    text.trim() === 'exit' && entry?.prompt !== undefined && /^(?:exit|logout)$/.test(entry.command.typed)
  );
}

/** `$ # then stop it` tells the reader something and runs nothing. */
export const isTypedComment = ({ kind, command }: Prompt): boolean =>
  kind !== 'client' && /^#(?:\s|$)/.test(command);
