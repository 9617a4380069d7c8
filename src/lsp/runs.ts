import { readFile } from 'node:fs/promises';
import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { RunEvent } from '../model/event.ts';
import type { Host } from './host.ts';
import { pathOf } from './open-document.ts';
import type { OpenDocuments } from './open-documents.ts';

/** The runs that an editor asks for: one after the other, with their progress, until they are cancelled. */
export class Runs {
  readonly #connection: Connection;
  readonly #documents: OpenDocuments;
  readonly #host: Pick<Host, 'run'>;
  readonly #ended = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    connection: Connection,
    { documents, host }: { readonly documents: OpenDocuments; readonly host: Pick<Host, 'run'> },
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#host = host;
  }

  /** Runs the lab of a document, or up to a step; throws what the editor shows when it can't. */
  async run(uri: unknown, step: unknown): Promise<void> {
    if (typeof uri !== 'string' || (step !== undefined && typeof step !== 'number'))
      throw refused(`${JSON.stringify([uri, step])}: give a document and, if you like, a step`);
    const file = pathOf(uri);
    if (file === undefined) throw refused('save the document first: a lab runs as it is on disk');
    const open = await this.#documents.get(uri);
    const onDisk = await readFile(file, 'utf8').catch(() => undefined);
    if (open && open.text.getText() !== onDisk)
      throw refused(`save ${file} first: a lab runs as it is on disk`);
    const run = this.#last.then(() => this.#runNow(file, step));
    this.#last = run.catch(() => {});
    const trouble = await run;
    if (trouble !== undefined) throw refused(trouble);
  }

  /** Cancels what runs; resolves when it has cleaned up. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#last;
  }

  async #runNow(file: string, step: number | undefined): Promise<string | undefined> {
    if (this.#ended.signal.aborted) return undefined;
    const progress = await this.#connection.window.createWorkDoneProgress();
    const cancelled = new AbortController();
    progress.token.onCancellationRequested(() => cancelled.abort());
    progress.begin(step === undefined ? 'Running lab' : `Running to step ${step}`, 0, file, true);
    try {
      return await this.#host.run(file, {
        step,
        signal: AbortSignal.any([this.#ended.signal, cancelled.signal]),
        listener: (event) => {
          const doing = doingOf(event);
          if (doing !== undefined) progress.report(doing);
        },
      });
    } finally {
      progress.done();
      await this.#documents.refresh();
    }
  }
}

function doingOf(event: RunEvent): string | undefined {
  if (event.type === 'command-started') return event.command.typed.split('\n')[0];
  return event.type === 'cleanup-started' ? 'removing what it made' : undefined;
}

const refused = (message: string): ResponseError<void> =>
  new ResponseError(ErrorCodes.InvalidRequest, message);
