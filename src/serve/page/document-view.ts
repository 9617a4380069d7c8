import type { Inline, RichBlock } from '../../markdown/rich.ts';
import { labAddress } from '../lab-address.ts';
import type { ShownCommand, ToPage } from '../messages.ts';
import { el } from './dom.ts';

type ShownDocument = Extract<ToPage, { t: 'document' }>;

export interface DocumentActions {
  /** Types a command into the terminal. */
  type(command: number): void;
  /** Answers the question on a line. */
  answer(line: number, chosen: readonly number[]): void;
}

export interface Values {
  /** The author's value → the one of this machine. */
  readonly live: ReadonlyMap<string, string>;
}

export interface RenderedDocument {
  readonly intro: readonly Node[];
  readonly steps: ReadonlyMap<number, readonly Node[]>;
}

/** A document as elements, part by part; nothing of it is ever taken for markup. */
export function renderDocument(
  document: ShownDocument,
  values: Values,
  actions: DocumentActions,
): RenderedDocument {
  const renderer = new Renderer(document, values, actions);
  const steps = new Map<number, readonly Node[]>();
  const [first] = document.steps;
  const intro = first ? document.blocks.filter(({ line }) => line < first.line) : document.blocks;
  for (const [index, { ordinal, line }] of document.steps.entries()) {
    const end = document.steps[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    const own = document.blocks.filter((block) => block.line >= line && block.line < end);
    steps.set(ordinal, renderer.render(numberless(own, ordinal)));
  }
  return { intro: renderer.render(intro), steps };
}

/** The number of a step stands at its head already. */
function numberless(blocks: readonly RichBlock[], step: number): readonly RichBlock[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph' || first.marker !== `${step}.`) return blocks;
  return [{ ...first, marker: '', indent: 0 }, ...rest];
}

class Renderer {
  readonly #document: ShownDocument;
  readonly #values: Values;
  readonly #actions: DocumentActions;

  constructor(document: ShownDocument, values: Values, actions: DocumentActions) {
    this.#document = document;
    this.#values = values;
    this.#actions = actions;
  }

  render(blocks: readonly RichBlock[]): readonly Node[] {
    const nodes: Node[] = [];
    let list: HTMLElement | undefined;
    for (const block of blocks) {
      if (block.kind === 'paragraph' && block.marker !== '' && block.indent > 0) {
        if (!list) {
          list = el('ul', { class: 'list' });
          nodes.push(list);
        }
        const marker = el('span', { class: 'marker', 'aria-hidden': block.marker === '•' }, block.marker);
        list.append(
          el(
            'li',
            { style: `--indent: ${block.indent - 1}` },
            marker,
            el('span', {}, ...this.#inlines(block.text)),
          ),
        );
        continue;
      }
      list = undefined;
      nodes.push(this.#block(block));
    }
    return nodes;
  }

  #block(block: RichBlock): Node {
    switch (block.kind) {
      case 'heading':
        return el(block.depth <= 2 ? 'h3' : 'h4', { class: 'heading' }, ...this.#inlines(block.text));
      case 'paragraph':
        return block.quoted
          ? el('blockquote', {}, ...this.#inlines(block.text))
          : el('p', {}, ...this.#inlines(block.text));
      case 'table':
        return this.#table(block.rows);
      case 'code':
        return this.#code(block);
      case 'quiz':
        return this.#quiz(block);
      default:
        return el('hr');
    }
  }

  #inlines(text: readonly Inline[]): readonly Node[] {
    return text.flatMap((inline): readonly Node[] => {
      switch (inline.kind) {
        case 'text':
          return this.#live(inline.text);
        case 'code':
          return [el('code', {}, ...this.#live(inline.text))];
        case 'strong':
          return [el('strong', {}, ...this.#inlines(inline.text))];
        case 'emphasis':
          return [el('em', {}, ...this.#inlines(inline.text))];
        case 'link':
          return [this.#link(inline.address, inline.text)];
        case 'image':
          return [el('span', { class: 'absent' }, inline.description || 'picture')];
        default:
          return [el('br')];
      }
    });
  }

  #link(address: string, text: readonly Inline[]): Node {
    if (!/^https?:\/\//i.test(address)) return el('span', {}, ...this.#inlines(text));
    const href = labAddress(address, location.hostname);
    return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...this.#inlines(text));
  }

  /** A text with this machine's values in place of the author's, which a tooltip keeps. */
  #live(text: string): readonly Node[] {
    const { live } = this.#values;
    if (live.size === 0) return [document.createTextNode(text)];
    const nodes: Node[] = [];
    let rest = text;
    while (rest !== '') {
      const first = [...live.keys()]
        .map((from) => ({ from, at: rest.indexOf(from) }))
        .filter(({ at }) => at >= 0)
        .sort((a, b) => a.at - b.at || b.from.length - a.from.length)[0];
      if (!first) break;
      nodes.push(
        document.createTextNode(rest.slice(0, first.at)),
        el('span', { class: 'live', title: `${first.from} on the author’s machine` }, live.get(first.from)!),
      );
      rest = rest.slice(first.at + first.from.length);
    }
    return [...nodes, document.createTextNode(rest)];
  }

  #table(rows: Extract<RichBlock, { kind: 'table' }>['rows']): Node {
    const [head, ...body] = rows;
    const row = (cells: readonly (readonly Inline[])[], name: 'th' | 'td') =>
      el('tr', {}, ...cells.map((cell) => el(name, {}, ...this.#inlines(cell))));
    return el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table' },
      el(
        'table',
        {},
        head && el('thead', {}, row(head, 'th')),
        el('tbody', {}, ...body.map((cells) => row(cells, 'td'))),
      ),
    );
  }

  #quiz({ line, question, several, options }: Extract<RichBlock, { kind: 'quiz' }>): Node {
    const inputs = options.map((_, index) =>
      el('input', { type: several ? 'checkbox' : 'radio', name: `quiz-${line}`, value: index }),
    );
    const submit = (event: Event): void => {
      event.preventDefault();
      const chosen = inputs.flatMap(({ checked }, index) => (checked ? [index] : []));
      this.#actions.answer(line, chosen);
    };
    return el(
      'form',
      { class: 'quiz', 'data-quiz': line, submit },
      el(
        'fieldset',
        {},
        el('legend', {}, ...this.#inlines(question)),
        ...options.map((option, index) =>
          el('label', {}, inputs[index]!, el('span', {}, ...this.#inlines(option))),
        ),
      ),
      el('button', { type: 'submit' }, 'Answer'),
      el('output', {}),
    );
  }

  #code({ lines }: Extract<RichBlock, { kind: 'code' }>): Node {
    const parts: Node[] = [];
    let output: string[] = [];
    const flush = (): void => {
      const text = output.join('\n').replace(/^\n+|\s+$/g, '');
      if (text !== '')
        parts.push(el('pre', { class: 'output', tabindex: 0, 'aria-label': 'What it shows' }, text));
      output = [];
    };
    for (let at = 0; at < lines.length; at += 1) {
      const command = this.#document.commands.find(({ line }) => line === lines[at]!.line);
      if (!command) {
        output.push(lines[at]!.text);
        continue;
      }
      flush();
      const own = lines.slice(at).filter(({ line }) => line <= command.endLine);
      parts.push(this.#command(command, own.map(({ text }) => text).join('\n')));
      at += own.length - 1;
    }
    flush();
    return el('div', { class: 'code' }, ...parts);
  }

  #command(command: ShownCommand, text: string): Node {
    const shown = text.replace(/^\s*\$ ?/, '');
    const where = command.machine === undefined ? 'the terminal' : `the terminal of ${command.machine}`;
    const type = el(
      'button',
      {
        type: 'button',
        class: 'type',
        'aria-label': `Type into ${where}: ${shown}`,
        title: command.skip ?? `Type it into ${where}`,
        disabled: command.skip !== undefined,
        click: () => this.#actions.type(command.id),
      },
      el('span', { 'aria-hidden': true }, '▸'),
    );
    return el(
      'div',
      { class: 'command' },
      type,
      el('pre', { tabindex: 0, 'aria-label': 'Command' }, el('code', {}, ...this.#live(shown))),
      command.skip !== undefined && el('p', { class: 'skip' }, `Not here: ${command.skip}`),
    );
  }
}

/** The title is said once. */
export function withoutTitle(nodes: readonly Node[], title: string): readonly Node[] {
  const [first, ...rest] = nodes;
  return first instanceof HTMLHeadingElement && first.textContent === title ? rest : nodes;
}
