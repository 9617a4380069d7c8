import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import { labAddress } from '../lab-address.ts';
import { button, el, replace } from './dom.ts';
import type { ServerLink } from './server.ts';

interface Open {
  readonly number: number;
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  readonly panel: HTMLElement;
  readonly tab: HTMLButtonElement;
  /** Bytes of what it has shown that are here. */
  seen: number;
  epoch: number;
}

/** Terminals a seat may have at each machine. */
const MOST = 4;

const DARK: ITheme = {
  background: '#0d1117',
  foreground: '#e6edf3',
  cursor: '#79b8ff',
  selectionBackground: '#2f4a6d',
  black: '#484f58',
  red: '#ff7b72',
  green: '#56d364',
  yellow: '#e3b341',
  blue: '#79c0ff',
  magenta: '#d2a8ff',
  cyan: '#56d4dd',
  white: '#e6edf3',
  brightBlack: '#8b949e',
};

/** The terminals of a seat, in tabs. */
export class Terminals {
  readonly element: HTMLElement;
  readonly #link: ServerLink;
  readonly #tabs = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Terminals' });
  readonly #panels = el('div', { class: 'panels' });
  readonly #add = button('+', () => this.#openNext(), {
    class: 'plain',
    'aria-label': 'Open another terminal',
    title: 'Another terminal',
  });
  readonly #open = new Map<number, Open>();
  readonly #leave: () => void;
  /** Names of the machines; none where there is a single one. Terminal n is at the machine n modulo their number. */
  #machines: readonly string[] = [];
  #front = 0;
  #reader = localStorage.getItem('labproof-reader') === 'on';

  /** `leave`: where the focus goes when F6 is pressed. */
  constructor(link: ServerLink, leave: () => void) {
    this.#link = link;
    this.#leave = leave;
    const reader = el(
      'button',
      {
        type: 'button',
        class: 'plain',
        'aria-pressed': String(this.#reader),
        title: 'Lets screen readers read what the terminal shows',
        click: () => {
          this.#reader = !this.#reader;
          localStorage.setItem('labproof-reader', this.#reader ? 'on' : 'off');
          reader.setAttribute('aria-pressed', String(this.#reader));
          for (const { terminal } of this.#open.values()) terminal.options.screenReaderMode = this.#reader;
        },
      },
      'Screen reader',
    );
    this.element = el(
      'section',
      { class: 'card terminals', 'aria-label': 'Terminal' },
      el(
        'div',
        { class: 'bar' },
        this.#tabs,
        this.#add,
        el('span', { class: 'space' }),
        el('span', { class: 'note' }, 'F6 leaves the terminal'),
        reader,
      ),
      this.#panels,
    );
    new ResizeObserver(() => this.#fitAll()).observe(this.#panels);
  }

  /** The number of the terminal in front. */
  get front(): number {
    return this.#front;
  }

  /** What the machines of the document are called. */
  name(machines: readonly string[]): void {
    this.#machines = machines;
  }

  /** Puts a terminal in front, which is opened if it is not yet. */
  show(number: number): void {
    if (this.#open.has(number)) this.#show(number, false);
    else this.#make(number);
    this.focus();
  }

  /** Opens a terminal at each machine, or takes all up again after the connection was lost. */
  start(): void {
    if (this.#open.size === 0) {
      for (let number = this.#count - 1; number >= 0; number -= 1) this.#make(number);
    } else for (const open of this.#open.values()) this.#ask(open);
    this.#link.sayKept();
  }

  /** Another machine: nothing that was shown is of it. */
  clear(): void {
    for (const { terminal } of this.#open.values()) terminal.dispose();
    this.#open.clear();
    replace(this.#tabs);
    replace(this.#panels);
    this.#front = 0;
  }

  /** What follows stands at a place in all that the terminal has shown. */
  place(
    number: number,
    { at, anew, epoch }: { readonly at: number; readonly anew: boolean; readonly epoch: number },
  ): void {
    const open = this.#open.get(number);
    if (!open) return;
    if (anew) open.terminal.reset();
    open.seen = at;
    open.epoch = epoch;
  }

  write(number: number, data: Uint8Array): void {
    const open = this.#open.get(number);
    if (!open) return;
    open.seen += data.length;
    open.terminal.write(data);
  }

  focus(): void {
    this.#open.get(this.#front)?.terminal.focus();
  }

  get #count(): number {
    return Math.max(1, this.#machines.length);
  }

  /** Those of the machine in front, by number. */
  get #numbers(): readonly number[] {
    return Array.from({ length: MOST }, (_, index) => (this.#front % this.#count) + index * this.#count);
  }

  #labelOf(number: number): string {
    const more = Math.floor(number / this.#count) + 1;
    const machine = this.#machines[number % this.#count];
    if (machine === undefined) return `Terminal ${more}`;
    return more === 1 ? machine : `${machine} ${more}`;
  }

  #openNext(): void {
    const number = this.#numbers.find((index) => !this.#open.has(index));
    if (number !== undefined) this.#make(number).terminal.focus();
  }

  #make(number: number): Open {
    const terminal = new Terminal({
      fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
      fontSize: innerWidth < 600 ? 12 : 13.5,
      lineHeight: 1.15,
      cursorBlink: false,
      scrollback: 5000,
      minimumContrastRatio: 4.5,
      screenReaderMode: this.#reader,
      theme: DARK,
      allowProposedApi: false,
      // A lab's output may write links; they open what they say, elsewhere, and only when clicked.
      linkHandler: {
        activate: (_event, address) => {
          if (/^https?:/.test(address) && confirm(`Open ${address}?`)) open_(address);
        },
      },
    });
    // No program writes the clipboard of who looks at it (OSC 52).
    terminal.parser.registerOscHandler(52, () => true);
    const fit = new FitAddon();
    terminal.loadAddon(fit);
    const label = this.#labelOf(number);
    const panel = el('div', {
      class: 'panel',
      role: 'tabpanel',
      id: `terminal-${number}`,
      'aria-label': label,
    });
    const tab = el(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${number}`,
        'aria-controls': `terminal-${number}`,
        click: () => this.#show(number, true),
      },
      label,
    );
    tab.addEventListener('keydown', (event) => this.#moveAlong(event));
    // In the order of their numbers, however they were opened.
    const next = [...this.#open.values()]
      .filter((one) => one.number > number)
      .sort((a, b) => a.number - b.number)[0];
    this.#tabs.insertBefore(tab, next?.tab ?? null);
    this.#panels.append(panel);
    const open: Open = { number, terminal, fit, panel, tab, seen: 0, epoch: 0 };
    this.#open.set(number, open);
    terminal.open(panel);
    terminal.textarea?.setAttribute('aria-label', `${label}; F6 leaves it`);
    terminal.attachCustomKeyEventHandler((event) => {
      if (event.key !== 'F6') return true;
      if (event.type === 'keydown') {
        event.preventDefault();
        this.#leave();
      }
      return false;
    });
    terminal.onData((data) => this.#link.say({ t: 'key', terminal: number, data }));
    terminal.onResize(({ cols, rows }) => this.#link.say({ t: 'size', terminal: number, cols, rows }));
    this.#show(number, false);
    this.#ask(open);
    return open;
  }

  #ask({ number, terminal, seen, epoch }: Open): void {
    const { cols, rows } = terminal;
    this.#link.say({ t: 'open', terminal: number, cols, rows, epoch, since: seen });
  }

  #show(number: number, focus: boolean): void {
    this.#front = number;
    for (const open of this.#open.values()) {
      const here = open.number === number;
      open.panel.hidden = !here;
      open.tab.setAttribute('aria-selected', String(here));
      open.tab.tabIndex = here ? 0 : -1;
    }
    this.#tabs.hidden = this.#open.size < 2;
    this.#add.hidden = this.#numbers.every((index) => this.#open.has(index));
    this.#fitAll();
    if (focus) this.focus();
  }

  #moveAlong(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const numbers = [...this.#open.keys()].sort((a, b) => a - b);
    const next = numbers[(numbers.indexOf(this.#front) + by + numbers.length) % numbers.length]!;
    this.#show(next, false);
    this.#open.get(next)?.tab.focus();
  }

  #fitAll(): void {
    const open = this.#open.get(this.#front);
    // What is hidden or about to be has no size that a shell could use.
    if (open && open.panel.clientWidth > 60 && open.panel.clientHeight > 40) open.fit.fit();
  }
}

function open_(address: string): void {
  window.open(labAddress(address, location.hostname), '_blank', 'noopener,noreferrer');
}
