import { relative } from 'node:path';
import type { Host, RunRequest } from '../lsp/host.ts';
import { serveEditor } from '../lsp/server.ts';
import { withConfig } from './config-file.ts';
import { problemLine } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { Interruption } from './interruption.ts';
import { readLastRun, watchResults } from './last-results.ts';
import { readLintSettings } from './lint-options.ts';
import { runQuietly } from './quiet-run.ts';
import { stateDirectory } from './run-options.ts';
import { labproofVersion } from './version.ts';

/** Tells an editor, by the Language Server Protocol on standard input and output, what is known of labs. */
export async function lspVerb({ flags, operands }: Arguments): Promise<number> {
  if (operands.length > 0) {
    process.stderr.write('labproof lsp: it takes no files: the editor names them\n');
    return EXIT.usage;
  }
  if (process.stdin.isTTY) {
    process.stderr.write(
      'labproof lsp: it talks to an editor, not to a person; docs/editor.md tells how to set one up\n',
    );
    return EXIT.usage;
  }
  const chosen = Object.fromEntries(
    ['config', 'no-config'].flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]])),
  );
  const interruption = new Interruption();
  using _ = interruption.listen();
  const ended = await serveEditor(hostOf(chosen), {
    input: process.stdin,
    output: process.stdout,
    signal: interruption.signal,
  });
  return interruption.status ?? (ended ? EXIT.passed : EXIT.failed);
}

function hostOf(chosen: Arguments['flags']): Host {
  const state = stateDirectory(process.env);
  return {
    version: labproofVersion(),
    levels: async () => {
      const args = await withConfig('lint', { flags: chosen, operands: [] });
      const settings = 'error' in args ? args : readLintSettings(args);
      return 'error' in settings ? { error: settings.error } : settings.levels;
    },
    lastRun: (file) => readLastRun(state, file),
    watchRuns: (changed, signal) => watchResults(state, changed, signal),
    run: (file, request) => run(file, { ...request, chosen }),
  };
}

async function run(
  file: string,
  { step, signal, listener, chosen }: RunRequest & { readonly chosen: Arguments['flags'] },
): Promise<string | undefined> {
  const upTo = step === undefined ? {} : { step: String(step) };
  const args = await withConfig('run', { flags: { ...chosen, ...upTo }, operands: [relative('.', file)] });
  if ('error' in args) return args.error;
  // What reporters the config names are for the command line: standard output is the editor's. Who asks
  // for a run wants one.
  const { reporter: __, watch: ___, ...flags } = args.flags;
  const asked = { ...args, flags: { ...flags, 'no-cache': true } };
  const { problems, labs } = await runQuietly(asked, { signal, listener });
  return labs.length > 0 || signal.aborted ? undefined : problems.map(problemLine).join('\n');
}
