const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** The client of the one server of this window. */
let client;

async function start() {
  const [command, ...args] = vscode.workspace.getConfiguration('labproof').get('command');
  const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  client = new LanguageClient(
    'labproof',
    'labproof',
    { command, args: [...args, 'lsp', '--stdio'], options: { cwd } },
    {
      documentSelector: [
        { scheme: 'file', language: 'markdown' },
        { scheme: 'file', language: 'mdx' },
      ],
    },
  );
  await client.start();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('labproof.restart', async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = () => client?.stop();
