import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type CodeLens,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { MAIN } from '../support/cli.ts';

/** An editor with the protocol's own client, on a folder of its own. */
export class Editor implements AsyncDisposable {
  readonly folder: string;
  readonly server: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly progress: string[] = [];
  readonly connection: ProtocolConnection;
  initialized!: InitializeResult;
  #version = 0;
  readonly #published = new Map<string, PublishDiagnosticsParams[]>();
  #changed: () => void = () => {};

  private constructor(folder: string) {
    this.folder = folder;
    this.server = spawn(process.execPath, [MAIN, 'lsp', '--stdio'], {
      cwd: folder,
      env: {
        ...process.env,
        XDG_STATE_HOME: join(folder, 'state'),
        LABPROOF_ENGINE_ROOT: '/nonexistent',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.exited = new Promise((resolve) => this.server.on('exit', resolve));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.server.stdout!),
      new StreamMessageWriter(this.server.stdin!),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.set(params.uri, [...(this.#published.get(params.uri) ?? []), params]);
      this.#changed();
    });
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onNotification(
      '$/progress',
      ({ value }: { value: { kind: string; message?: string } }) => {
        this.progress.push(`${value.kind} ${value.message ?? ''}`.trim());
        this.#changed();
      },
    );
    this.connection.listen();
  }

  static async open(files: Readonly<Record<string, string>>): Promise<Editor> {
    const folder = await mkdtemp(join(tmpdir(), 'labproof-test-'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const editor = new Editor(folder);
    editor.initialized = await editor.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: { window: { workDoneProgress: true } },
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  async show(name: string, text: string): Promise<void> {
    const textDocument = { uri: this.uri(name), languageId: 'markdown', version: ++this.#version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Types a text over a whole line (from 0) of an open document. */
  async retype(name: string, line: number, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(name), version: ++this.#version },
      contentChanges: [{ range: { start: { line, character: 0 }, end: { line, character: 1_000 } }, text }],
    });
  }

  /** The first diagnostics of a document that fit, of those told so far or yet to come. */
  async diagnostics(
    name: string,
    fits: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    const uri = this.uri(name);
    for (;;) {
      const told = this.#published.get(uri)?.find(({ diagnostics }) => fits(diagnostics));
      if (told) return told.diagnostics;
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  /** Resolves when this progress has been told. */
  async progressOf(text: string): Promise<void> {
    while (!this.progress.includes(text)) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  lenses(name: string): Promise<CodeLens[]> {
    return this.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: this.uri(name) } });
  }

  hover(name: string, line: number): Promise<Hover | null> {
    const textDocument = { uri: this.uri(name) };
    return this.connection.sendRequest('textDocument/hover', {
      textDocument,
      position: { line, character: 1 },
    });
  }

  actions(name: string, line: number): Promise<CodeAction[]> {
    const place = { line, character: 0 };
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri(name) },
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
  }

  execute(...args: readonly unknown[]): Promise<unknown> {
    return this.connection.sendRequest('workspace/executeCommand', {
      command: 'labproof.run',
      arguments: args,
    });
  }

  /** Leaves as the protocol has it; the exit status of the server. */
  async leave(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.stdin?.end();
    await this.exited;
    this.connection.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }
}
