import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Levels } from '../lint/lint.ts';
import type { Host } from './host.ts';
import type { LastRun } from './last-run.ts';
import { type OpenDocument, pathOf, readOpen } from './open-document.ts';

/** How long an author must have stopped typing before what is wrong is told, in ms. */
const PAUSE = 150;

/** The documents that an editor has open: read once for each version, told of when they settle. */
export class OpenDocuments {
  levels: Levels = new Map();
  readonly #read = new Map<string, Promise<OpenDocument>>();
  /** Of each document, until one of them is another. */
  readonly #lastRuns = new Map<string, Promise<LastRun | undefined>>();
  readonly #pauses = new Map<string, NodeJS.Timeout>();
  readonly #texts: TextDocuments<TextDocument>;
  readonly #host: Pick<Host, 'lastRun'>;
  readonly #connection: Connection;

  constructor(
    connection: Connection,
    { texts, host }: { readonly texts: TextDocuments<TextDocument>; readonly host: Pick<Host, 'lastRun'> },
  ) {
    this.#connection = connection;
    this.#texts = texts;
    this.#host = host;
    texts.onDidOpen(({ document }) => void this.#tell(document.uri));
    texts.onDidChangeContent(({ document: { uri } }) => {
      clearTimeout(this.#pauses.get(uri));
      this.#pauses.set(
        uri,
        setTimeout(() => void this.#tell(uri), PAUSE),
      );
    });
    texts.onDidClose(({ document: { uri } }) => {
      clearTimeout(this.#pauses.get(uri));
      this.#pauses.delete(uri);
      this.#read.delete(uri);
      this.#lastRuns.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
  }

  /** A document as it is now; undefined for one that is not open. */
  async get(uri: string): Promise<OpenDocument | undefined> {
    const text = this.#texts.get(uri);
    if (!text) return undefined;
    const known = this.#read.get(uri);
    if (known && (await known).version === text.version) return known;
    const reading = this.#readAnew(text);
    this.#read.set(uri, reading);
    return reading;
  }

  /** Tells of all anew: the last run of one, or the config, is another. */
  async refresh(): Promise<void> {
    this.#read.clear();
    this.#lastRuns.clear();
    await Promise.all(this.#texts.keys().map((uri) => this.#tell(uri)));
  }

  end(): void {
    for (const pause of this.#pauses.values()) clearTimeout(pause);
  }

  async #readAnew(text: TextDocument): Promise<OpenDocument> {
    const lastRun = await this.#lastRun(text.uri);
    return readOpen(text, { levels: this.levels, lastRun });
  }

  #lastRun(uri: string): Promise<LastRun | undefined> | undefined {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    const lastRun = this.#lastRuns.get(uri) ?? this.#host.lastRun(path);
    this.#lastRuns.set(uri, lastRun);
    return lastRun;
  }

  async #tell(uri: string): Promise<void> {
    const document = await this.get(uri);
    // One that was closed or changed meanwhile is told of by itself.
    if (!document || this.#texts.get(uri)?.version !== document.version) return;
    const { version, diagnostics } = document;
    await this.#connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
  }
}
