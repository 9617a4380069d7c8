import { createConnection } from 'vscode-languageserver';
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  createProtocolConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixText } from '../lint/fix.ts';
import { fixes } from './fixes.ts';
import type { Host } from './host.ts';
import { hoverText } from './hover.ts';
import { lenses, RUN } from './lenses.ts';
import { OpenDocuments } from './open-documents.ts';
import { Runs } from './runs.ts';

/** The streams to an editor. */
export interface EditorStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Serves one editor until it says good-bye, goes away, or the signal comes; what runs then is cleaned up.
 * Resolves to whether the editor took its leave as the protocol has it.
 */
export async function serveEditor(
  host: Host,
  { input, output, signal }: EditorStreams & { readonly signal: AbortSignal },
): Promise<boolean> {
  const farewell = new Farewell();
  // The library's own connection ends the process at the end of the stream, with the labs that run.
  const connection = createConnection((logger) => createProtocolConnection(input, output, logger), farewell);
  const texts = new TextDocuments(TextDocument);
  const documents = new OpenDocuments(connection, { texts, host });
  const runs = new Runs(connection, { documents, host });
  const over = new AbortController();
  let client: InitializeParams['capabilities'] = {};

  const readLevels = async (): Promise<void> => {
    const levels = await host.levels();
    if ('error' in levels) connection.window.showErrorMessage(levels.error as string);
    else documents.levels = levels;
  };
  const refresh = async (): Promise<void> => {
    await documents.refresh();
    if (client.workspace?.codeLens?.refreshSupport)
      await connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  };

  connection.onInitialize(async ({ capabilities }): Promise<InitializeResult> => {
    client = capabilities;
    await readLevels();
    return {
      serverInfo: { name: 'labproof', version: host.version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        codeLensProvider: {},
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.labproof`],
        },
        executeCommandProvider: { commands: [RUN], workDoneProgress: false },
      },
    };
  });
  connection.onInitialized(() => {
    host.watchRuns(() => void refresh(), over.signal);
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: '**/labproof.config.*' }],
    });
  });
  connection.onDidChangeWatchedFiles(async () => {
    await readLevels();
    await refresh();
  });
  connection.onHover(async ({ textDocument, position }) => {
    const document = await documents.get(textDocument.uri);
    const value = document && hoverText(document.results, position.line + 1);
    return value === undefined ? undefined : { contents: { kind: 'markdown' as const, value } };
  });
  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const document = await documents.get(uri);
    return document && [...lenses(uri, document.lab, document.results)];
  });
  connection.onCodeAction(async ({ textDocument: { uri }, range }) => {
    const document = await documents.get(uri);
    if (!document) return undefined;
    const { text, findings, findingMarks: diagnostics, lab } = document;
    const fixedText = (): string => fixText(lab.file, text.getText(), documents.levels).text;
    return [...fixes(text, { findings, diagnostics, range, fixedText })];
  });
  connection.onExecuteCommand(async ({ arguments: [uri, step] = [] }) => {
    await runs.run(uri, step);
  });

  connection.onShutdown(() => runs.end());
  // An editor that was killed says no good-bye: its stream ends.
  input.once('end', () => farewell.exit());
  input.once('close', () => farewell.exit());
  signal.addEventListener('abort', () => farewell.exit(), { once: true });
  texts.listen(connection);
  connection.listen();
  await farewell.over;
  over.abort();
  documents.end();
  await runs.end();
  connection.dispose();
  return farewell.shutdownReceived;
}

/** How an editor leaves: `shutdown`, then `exit`; or only the latter. */
class Farewell {
  shutdownReceived = false;
  readonly over: Promise<void>;
  exit: () => void = () => {};

  constructor() {
    this.over = new Promise((resolve) => {
      this.exit = resolve;
    });
  }

  initialize(): void {}
}
