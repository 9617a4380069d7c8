import { rhythmOf } from '../demo/rhythm.ts';
import type { Problem } from '../model/problem.ts';
import type { Act } from './acts.ts';
import { Backstage } from './backstage.ts';
import type { Key, ShellKey } from './keys.ts';
import type { LiveLab } from './live.ts';
import type { Standing } from './notes.ts';
import { ended, fromRecording, outcomeOf, sameText } from './outcome.ts';
import { asTyped, prompted, Screen } from './screen.ts';
import { shellAt, shellPlace } from './shell-place.ts';
import type { ShowOptions } from './show-options.ts';

/** Shows a lab on stage, until the presenter ends it; why it could not begin, or what it left. */
export async function show(options: ShowOptions): Promise<Problem | undefined> {
  const stage = new Show(options);
  const ran = await Promise.allSettled([stage.run()]);
  const left = await stage.close();
  if (ran[0].status === 'rejected') throw ran[0].reason;
  return ran[0].value ?? left;
}

class Show {
  readonly #options: ShowOptions;
  readonly #screen: Screen;
  /** What is seen, act by act. */
  readonly #seen: string[] = [];
  /** The acts that are shown. */
  readonly #acts: readonly Act[];
  #at = 0;
  readonly #behind: Backstage;
  /** The lab is being brought to where the show is. */
  #ready: Promise<void> = Promise.resolve();
  #last: Standing['last'];
  #began: number | undefined;
  #over = false;

  constructor(options: ShowOptions) {
    this.#options = options;
    this.#screen = new Screen(options.output);
    this.#acts = options.acts.filter((act) => !act.hidden && !act.skipped);
    this.#behind = new Backstage({
      ...options,
      changed: () => this.#tell(),
      failed: (text) => {
        this.#last = { sign: '✗', text };
      },
    });
  }

  async run(): Promise<Problem | undefined> {
    const { recorded, presenter, notes } = this.#options;
    if (!recorded) {
      const problem = await presenter.during(
        (key) => key === 'quit' && this.#leave(),
        () => this.#behind.bring(this.#acts[0]),
      );
      if (problem) return problem;
    }
    if (this.#over) return undefined;
    this.#redraw();
    const tick = notes?.ticks ? setInterval(() => this.#tell(), 1000) : undefined;
    try {
      for (;;) {
        if (this.#over) return undefined;
        this.#tell();
        const key = await presenter.next();
        if (key === 'quit') return undefined;
        if (key === 'blank' || this.#screen.dark) {
          this.#screen.blank();
          continue;
        }
        this.#began ??= performance.now();
        await this.#obey(key);
      }
    } finally {
      clearInterval(tick);
    }
  }

  async close(): Promise<Problem | undefined> {
    this.#screen[Symbol.dispose]();
    this.#behind.giveUp();
    return await this.#behind.closed();
  }

  async #obey(key: Key): Promise<void> {
    switch (key) {
      case 'next':
        return this.#perform();
      case 'skip':
        this.#seen[this.#at] = '';
        this.#at = Math.min(this.#at + 1, this.#acts.length);
        return this.#redraw();
      case 'back':
        return this.#back();
      case 'retry':
        return this.#retry();
      case 'recording':
        return this.#fallBack();
      case 'blank':
      case 'quit':
        return;
      default:
        return this.#shell(key);
    }
  }

  /** Types the next command, runs it, and shows what it prints. */
  async #perform(): Promise<void> {
    const act = this.#acts[this.#at];
    if (!act) return;
    const hurry = new AbortController();
    let fallBack = false;
    let dark = false;
    const { presenter, typing, seed } = this.#options;
    await presenter.during(
      (key) => {
        if (key === 'blank' || dark) {
          this.#screen.blank();
          dark = this.#screen.dark;
        } else if (key === 'next') hurry.abort();
        else if (key === 'quit') {
          hurry.abort();
          this.#leave();
        } else if (key === 'recording') {
          hurry.abort();
          fallBack = true;
          this.#behind.giveUp();
        }
      },
      async () => {
        const typed =
          this.#behind.mode === 'live' ? (this.#behind.lab?.inLiveValues(act.typed) ?? act.typed) : act.typed;
        await this.#screen.type(typed, { rhythm: rhythmOf(seed), speed: typing, hurry: hurry.signal });
        this.#screen.write('\n');
        this.#seen[this.#at] = asTyped(act.prompt, typed);
        await this.#ready;
        const done =
          this.#behind.mode === 'live' && this.#behind.lab
            ? await this.#live(act, this.#behind.lab)
            : undefined;
        if (this.#over) return;
        if (done !== undefined) this.#seen[this.#at] += done;
        else this.#seen[this.#at] += this.#fromRecording(act, fallBack);
      },
    );
    if (this.#over) return;
    this.#at += 1;
    this.#screen.write(prompted(this.#promptAt(this.#at)));
  }

  #leave(): void {
    this.#over = true;
    this.#behind.giveUp();
  }

  /** What it has printed; undefined where the lab was given up meanwhile. */
  async #live(act: Act, lab: LiveLab): Promise<string | undefined> {
    const { deed, recorded } = act;
    await this.#behind.catchUp(act, lab).catch(() => {});
    if (lab !== this.#behind.lab) return undefined;
    if (deed.kind === 'file') {
      await lab.redo(act);
      const text = ended(recorded ?? '');
      this.#screen.write(text);
      return text;
    }
    this.#last = { sign: '…', text: deed.planned.command.typed };
    this.#tell();
    let streamed = '';
    const result = await lab
      .run(deed.planned, (chunk, again) => {
        // Where it is looked at again, until it is as it should be, only the end is shown.
        if (again || lab !== this.#behind.lab) return;
        streamed += chunk;
        this.#screen.write(chunk);
      })
      .catch((error: unknown) => (lab === this.#behind.lab ? String(error) : undefined));
    if (lab !== this.#behind.lab || result === undefined) return undefined;
    this.#last =
      typeof result === 'string'
        ? { sign: '✗', text: result }
        : outcomeOf(result, this.#behind.lab?.engineLost ?? false);
    if (typeof result === 'string') return streamed;
    if (result.verdict === 'skipped') return undefined;
    if (sameText(streamed, result.output)) {
      const rest = streamed === '' || streamed.endsWith('\n') ? '' : '\n';
      this.#screen.write(rest);
      return streamed + rest;
    }
    const text = ended(result.output);
    if (streamed === '') this.#screen.write(text);
    else this.#screen.redraw(this.#before(this.#at) + this.#seen[this.#at] + text);
    return text;
  }

  #fromRecording(act: Act, asked: boolean): string {
    const text = ended(act.recorded ?? '');
    // What the live run had begun to print is wiped.
    if (asked) this.#screen.redraw(this.#before(this.#at) + this.#seen[this.#at] + text);
    else this.#screen.write(text);
    const skipped = this.#behind.mode === 'live' ? this.#last : undefined;
    this.#last = skipped ?? fromRecording(act);
    return text;
  }

  /** To the beginning of the step, or to that of the one before. */
  #back(): void {
    const step = this.#acts[this.#at - 1]?.step;
    if (step) this.#goTo(this.#acts.findIndex((act) => act.step === step));
  }

  #goTo(at: number): void {
    this.#at = at;
    this.#seen.length = at;
    this.#last = undefined;
    this.#redraw();
    if (this.#behind.mode === 'recording') return;
    this.#behind.giveUp();
    // The presenter may talk meanwhile; the next command waits.
    this.#ready = this.#behind.bring(this.#acts[at]).then((problem) => {
      if (problem) this.#last = { sign: '✗', text: `${problem.message}; f goes on from the recording` };
      this.#tell();
    });
  }

  /** The last command once more. From the recording, that takes the show back to a live lab. */
  async #retry(): Promise<void> {
    const at = this.#at - 1;
    const act = this.#acts[at];
    if (!act) return;
    this.#at = at;
    this.#seen.length = at;
    this.#redraw();
    if (this.#behind.mode === 'recording') {
      this.#ready = this.#behind.bring(this.#acts[at]).then((problem) => {
        if (problem) this.#last = { sign: '✗', text: problem.message };
      });
    }
    await this.#perform();
  }

  /** Shows what was recorded of the last command, if it failed, and goes on from the recording. */
  async #fallBack(): Promise<void> {
    if (this.#behind.mode === 'recording') return;
    const failed = this.#last?.sign === '✗' && this.#at > 0;
    this.#behind.giveUp();
    if (failed) {
      this.#at -= 1;
      const act = this.#acts[this.#at]!;
      this.#seen[this.#at] = asTyped(act.prompt, act.typed);
      this.#seen[this.#at] += this.#fromRecording(act, true);
      this.#at += 1;
      this.#screen.write(prompted(this.#promptAt(this.#at)));
    } else this.#last = undefined;
  }

  async #shell(key: ShellKey): Promise<void> {
    await this.#ready;
    const lab = this.#behind.lab;
    const { presenter, output, signal, history, machines } = this.#options;
    const place = shellPlace(key, { machines, acts: this.#acts, at: this.#at });
    const problem = await shellAt(place, lab, presenter, { output, signal, history });
    if (problem) this.#last = { sign: '✗', text: problem.message };
    else {
      this.#last = { sign: '–', text: 'back from the shell' };
      this.#screen.write(`\r\u001b[K${prompted(this.#promptAt(this.#at))}`);
    }
  }

  #before(at: number): string {
    return this.#seen.slice(0, at).join('');
  }

  #redraw(): void {
    this.#screen.redraw(this.#before(this.#at) + prompted(this.#promptAt(this.#at)));
  }

  #promptAt(at: number): string {
    return this.#acts[at]?.prompt ?? this.#acts[0]?.prompt ?? '$ ';
  }

  #tell(): void {
    const { notes, plannedAt, title } = this.#options;
    const next = this.#acts[this.#at];
    const step = (next ?? this.#acts.at(-1))?.step.ordinal ?? 1;
    const sign = this.#last?.sign === '✗' ? '✗ ' : '';
    const live = this.#behind.mode === 'live' ? '' : ` (${this.#behind.mode})`;
    this.#screen.name(`${sign}${title} ${this.#at}/${this.#acts.length}${live}`);
    notes?.show({
      step,
      next,
      mode: this.#behind.mode,
      last: this.#last,
      elapsed: this.#began === undefined ? 0 : performance.now() - this.#began,
      planned: plannedAt?.(step),
    });
  }
}
