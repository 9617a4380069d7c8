import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../support/cli.ts';

const FOLDER = join(ROOT, 'editors/vscode');
const manifest = createRequire(import.meta.url)(join(FOLDER, 'package.json'));

/** What the extension does in an editor whose setting for the command is this one. */
async function activated(command: readonly string[]) {
  const clients: { server: unknown; options: unknown }[] = [];
  const commands: string[] = [];
  const vscode = {
    workspace: {
      getConfiguration: (section: string) => ({
        get: (key: string) => (`${section}.${key}` === 'labproof.command' ? command : undefined),
      }),
      workspaceFolders: [{ uri: { fsPath: '/work' } }],
    },
    commands: { registerCommand: (name: string) => commands.push(name) },
  };
  class LanguageClient {
    constructor(_id: string, _name: string, server: unknown, options: unknown) {
      clients.push({ server, options });
    }
    async start(): Promise<void> {}
  }
  const modules = new Map<string, unknown>([
    ['vscode', vscode],
    ['vscode-languageclient/node', { LanguageClient }],
  ]);
  const exports: { activate?: (context: { subscriptions: unknown[] }) => Promise<void> } = {};
  runInNewContext(readFileSync(join(FOLDER, manifest.main), 'utf8'), {
    require: (name: string) => modules.get(name),
    exports,
  });
  await exports.activate!({ subscriptions: [] });
  return { clients: JSON.parse(JSON.stringify(clients)) as typeof clients, commands };
}

test('the extension starts the server as it is set, in the folder of the workspace', async () => {
  const { clients } = await activated(['node', 'main.js']);
  assert.equal(
    clients.map(({ server }) => server),
    [{ command: 'node', args: ['main.js', 'lsp', '--stdio'], options: { cwd: '/work' } }],
  );
});

test('the extension is started for the languages that it serves, and has the commands it declares', async () => {
  const { clients, commands } = await activated(
    manifest.contributes.configuration.properties['labproof.command'].default,
  );
  const { documentSelector } = clients[0]!.options as { documentSelector: { language: string }[] };
  assert.equal(
    documentSelector.map(({ language }) => `onLanguage:${language}`),
    manifest.activationEvents,
  );
  assert.equal(
    commands,
    manifest.contributes.commands.map(({ command }: { command: string }) => command),
  );
});

test('the extension has the version of labproof', () => {
  assert.is(manifest.version, createRequire(import.meta.url)(join(ROOT, 'package.json')).version);
});

test.run();
