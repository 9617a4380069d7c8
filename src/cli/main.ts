#!/usr/bin/env node
import { catchEmptyWait, catchStrayErrors, reportBug } from './bug.ts';
import { EXIT } from './exit-status.ts';
import { labproofVersion } from './version.ts';

// Only what a verb needs is loaded: `--version` and `--help` answer at once.
const [verb = '', ...rest] = process.argv.slice(2);

// A reader that goes away (`| head`) ends the output, never the cleanup.
let unwritten: NodeJS.ErrnoException | undefined;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') unwritten ??= error;
});
process.stderr.on('error', () => {});
catchStrayErrors();
catchEmptyWait();
void main()
  .catch(reportBug)
  .then((status) => process.stdout.write('', () => process.exit(withOutput(status))));

/** Paths of a working folder that was removed lead nowhere. */
function isFolderGone(): boolean {
  try {
    process.cwd();
    return false;
  } catch {
    return true;
  }
}

/** What a full disk has not taken is missed, however well the run went. */
function withOutput(status: number): number {
  if (!unwritten) return status;
  process.stderr.write(`labproof: standard output can't be written: ${unwritten.message}\n`);
  return status === EXIT.passed || status === EXIT.failed ? EXIT.cannotWrite : status;
}

async function main(): Promise<number> {
  if (verb === '--version' || verb === '-V' || verb === 'version') {
    process.stdout.write(`${labproofVersion()}\n`);
    return EXIT.passed;
  }
  const { generalHelp, VERBS, verbHelp } = await import('./help.ts');
  if (verb === 'help' && rest[0] !== undefined) return (await import('./help-verb.ts')).helpVerb(rest);
  if (verb === '--help' || verb === '-h' || verb === 'help') {
    process.stdout.write(generalHelp());
    return EXIT.passed;
  }
  if (verb === '') {
    process.stderr.write(generalHelp());
    return EXIT.usage;
  }
  if (isFolderGone()) {
    process.stderr.write(
      'labproof: the folder that it was started in is gone; change to one that is there\n',
    );
    return EXIT.usage;
  }
  const { readArguments } = await import('./flags.ts');
  const { nearest } = await import('../text/nearest.ts');
  if (!Object.hasOwn(VERBS, verb)) {
    const near = nearest(verb, Object.keys(VERBS));
    const hint = near ? `; did you mean '${near}'?` : "; see 'labproof --help'";
    process.stderr.write(`labproof: unknown verb '${verb}'${hint}\n`);
    return EXIT.usage;
  }
  const known = verb as keyof typeof VERBS;
  const args = readArguments(known, rest);
  if ('error' in args) {
    process.stderr.write(`labproof ${verb}: ${args.error}\n`);
    return EXIT.usage;
  }
  if (args.flags.help) {
    process.stdout.write(verbHelp(known));
    return EXIT.passed;
  }
  const { withConfig } = await import('./config-file.ts');
  const configured = await withConfig(known, args);
  if ('error' in configured) {
    process.stderr.write(`labproof ${verb}: ${configured.error}\n`);
    return EXIT.usage;
  }
  switch (known) {
    case 'run':
      return (await import('./run-verb.ts')).runVerb(configured);
    case 'plan':
      return (await import('./plan-verb.ts')).planVerb(configured);
    case 'lint':
      return (await import('./lint-verb.ts')).lintVerb(configured);
    case 'update':
      return (await import('./update-verb.ts')).updateVerb(configured);
    case 'demo':
      return (await import('./demo-verb.ts')).demoVerb(configured);
    case 'guide':
      return (await import('./guide-verb.ts')).guideVerb(configured);
    case 'serve':
      return (await import('./serve-verb.ts')).serveVerb(configured);
    case 'bundle':
      return (await import('./bundle-verb.ts')).bundleVerb(configured);
    case 'init':
      return (await import('./init-verb.ts')).initVerb(configured);
    case 'new':
      return (await import('./new-verb.ts')).newVerb(configured);
    case 'lsp':
      return (await import('./lsp-verb.ts')).lspVerb(configured);
    case 'merge-reports':
      return (await import('./merge-reports-verb.ts')).mergeReportsVerb(configured);
    case 'diff':
      return (await import('./diff-verb.ts')).diffVerb(configured);
    case 'machine':
      return (await import('./machine-verb.ts')).machineVerb(configured);
    case 'clean':
      return (await import('./clean-verb.ts')).cleanVerb(configured);
    case 'doctor':
      return (await import('./doctor-verb.ts')).doctorVerb(configured);
  }
}
