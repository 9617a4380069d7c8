import stringWidth from 'fast-string-width';
import type { Inline, RichBlock } from '../markdown/rich.ts';
import type { Style } from './style.ts';

export interface ShownDocument {
  readonly style: Style;
  /** A text in the values of this machine. */
  readonly live: (text: string) => string;
  /** Whether a line of code is (part of) a command. */
  readonly isCommand: (line: number) => boolean;
}

/** Blocks of a document as lines for a terminal, wrapped to its width. */
export function showDocument(blocks: readonly RichBlock[], how: ShownDocument): string {
  const parts: string[] = [];
  let before: RichBlock | undefined;
  for (const block of blocks) {
    const text = shown(block, how);
    if (text === '') continue;
    const tight =
      before?.kind === 'paragraph' && block.kind === 'paragraph' && before.indent > 0 && block.marker !== '';
    parts.push(parts.length === 0 ? '' : tight ? '\n' : '\n\n', text);
    before = block;
  }
  return parts.join('');
}

function shown(block: RichBlock, how: ShownDocument): string {
  const { style } = how;
  switch (block.kind) {
    case 'heading':
      return style.bold(wrap(spans(block.text, how), { width: style.width, first: '', rest: '' }));
    case 'paragraph': {
      const lead = '  '.repeat(Math.max(0, block.indent - 1)) + (block.quoted ? '│ ' : '');
      const marker = block.marker === '' ? '' : `${block.marker} `;
      const rest = lead + (block.indent > 0 ? '   ' : '');
      const first = marker === '' ? rest : lead + marker.padEnd(3);
      return wrap(spans(block.text, how), { width: style.width, first, rest });
    }
    case 'table':
      return table(
        block.rows.map((row) => row.map((cell) => spans(cell, how))),
        style,
      );
    case 'quiz': {
      const plain = { width: style.width, first: '', rest: '   ' };
      const question = wrap(spans(block.question, how), { ...plain, first: '?  ' });
      const options = block.options.map((option, index) =>
        wrap(spans(option, how), { width: style.width, first: `   ${index + 1}) `, rest: '      ' }),
      );
      return [question, ...options, style.quiet('   (‘lab ask’ asks it)')].join('\n');
    }
    case 'code':
      return block.lines
        .map(({ line, text }) => {
          const command = how.isCommand(line);
          return `    ${command ? style.code(how.live(text)) : style.quiet(text)}`.trimEnd();
        })
        .join('\n');
    default:
      return style.quiet('─'.repeat(Math.min(40, style.width)));
  }
}

/** A piece of text that is set in one way, with no line end in it. */
interface Span {
  readonly text: string;
  readonly set: (text: string) => string;
}

const BREAK: Span = { text: '\n', set: (text) => text };

function spans(text: readonly Inline[], how: ShownDocument, set = (one: string) => one): readonly Span[] {
  const { style, live } = how;
  return text.flatMap((inline): readonly Span[] => {
    switch (inline.kind) {
      case 'text':
        return [{ text: live(inline.text.replace(/\s+/g, ' ')), set }];
      case 'code':
        return [{ text: live(inline.text), set: (one) => set(style.code(one)) }];
      case 'strong':
        return spans(inline.text, how, (one) => set(style.bold(one)));
      case 'emphasis':
        return spans(inline.text, how, (one) => set(style.emphasis(one)));
      case 'link': {
        const inner = spans(inline.text, how, (one) => set(style.underline(one)));
        const said = inner.map((span) => span.text).join('');
        const address =
          /^https?:/.test(inline.address) && said !== inline.address ? ` (${inline.address})` : '';
        return [...inner, { text: address, set: style.quiet }];
      }
      case 'image':
        return [
          {
            text: inline.description === '' ? '[picture]' : `[picture: ${inline.description}]`,
            set: style.quiet,
          },
        ];
      default:
        return [BREAK];
    }
  });
}

interface Wrapping {
  readonly width: number;
  readonly first: string;
  readonly rest: string;
}

/** Breaks at blanks; a word that is wider than the terminal stays whole. */
function wrap(text: readonly Span[], { width, first, rest }: Wrapping): string {
  const lines: string[] = [];
  let line = first;
  let used = stringWidth(first);
  let empty = true;
  const end = (): void => {
    lines.push(line.trimEnd());
    line = rest;
    used = stringWidth(rest);
    empty = true;
  };
  for (const { text: piece, set } of text) {
    for (const word of piece.split(/( |\n)/)) {
      if (word === '') continue;
      if (word === '\n') {
        end();
        continue;
      }
      const size = stringWidth(word);
      if (word === ' ') {
        if (!empty) line += ' ';
        if (!empty) used += 1;
        continue;
      }
      if (!empty && used + size > width) end();
      line += set(word);
      used += size;
      empty = false;
    }
  }
  if (!empty) end();
  return lines.join('\n');
}

function table(rows: readonly (readonly (readonly Span[])[])[], style: Style): string {
  const texts = rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('')));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...texts.map((row) => stringWidth(row[column] ?? ''))),
  );
  return rows
    .map((row, index) =>
      row
        .map((cell, column) => {
          const set = cell.map((span) => span.set(span.text)).join('');
          const pad = ' '.repeat(Math.max(0, widths[column]! - stringWidth(texts[index]![column]!)));
          return (index === 0 ? style.bold(set) : set) + pad;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
