import type { Flag } from './flag.ts';
import { FLAGS, type Verb } from './flags.ts';

export const VERBS: Readonly<Record<Verb, { readonly usage: string; readonly help: string }>> = {
  run: { usage: 'run [FILES or DIRS…]', help: 'run labs and verify them (default: labs/**/*.md)' },
  plan: { usage: 'plan FILE…', help: 'show what would run, and what is skipped and why; needs no engine' },
  lint: {
    usage: 'lint [FILES or DIRS…]',
    help: 'find what is wrong in the documents themselves (default: labs/**/*.md); needs no engine',
  },
  update: {
    usage: 'update [FILES or DIRS…]',
    help: 'write what a run shows into the outputs that no longer hold (default: labs/**/*.md)',
  },
  demo: {
    usage: 'demo ACTION FILE…',
    help: 'record, render, check or play: recordings of labs that hold, pictures of them, and a live show',
  },
  guide: {
    usage: 'guide FILE',
    help: 'do a lab in this terminal, with your own shell and a guide beside you',
  },
  serve: {
    usage: 'serve [FILE or DIR…]',
    help: 'the same in a browser: a course of a folder or a bundle, for one or a class (default: labs)',
  },
  bundle: {
    usage: 'bundle FILE or DIR…',
    help: 'pack labs and the images that they need into one file, which serve takes where there is no internet',
  },
  init: {
    usage: 'init [DIR]',
    help: 'begin: a config, a first lab and a job for CI; what is there is left as it is',
  },
  new: {
    usage: 'new FILE',
    help: 'make a document of what is typed in a shell: commands, outputs, and # lines as headings',
  },
  lsp: {
    usage: 'lsp',
    help: 'serve an editor by the Language Server Protocol: what lint finds, and what the last run came to',
  },
  'merge-reports': {
    usage: 'merge-reports DIR or FILES…',
    help: 'report the runs whose blobs these are, or are in DIR, as one, with any reporter',
  },
  diff: {
    usage: 'diff BEFORE AFTER',
    help: 'tell what is otherwise in the second of two JSON reports; 1 when something fails that did not',
  },
  machine: {
    usage: 'machine ls|shell|rm',
    help: 'list, enter and remove the machines that --keep left: shell NAME, rm NAME…; those of one lab go together',
  },
  clean: { usage: 'clean', help: 'remove what interrupted runs left, and cached results' },
  doctor: { usage: 'doctor', help: 'show what is there to run labs with, and how to get what is missing' },
};

export function generalHelp(): string {
  const rows = Object.values(VERBS).map(({ usage, help }) => `  labproof ${usage.padEnd(22)} ${help}`);
  return `labproof runs Markdown labs against a real Docker engine and reports, line by line, what still holds.

Usage:
${rows.join('\n')}
  labproof --version | --help

'labproof VERB --help' shows a verb's options, 'labproof help TOPIC' explains directives, checks,
front-matter, skips, matching, lint or exit-status.

Exit status: 0 all passed, 1 a lab failed (or drifted, under --strict), 2 usage or unreadable
document, 3 no usable environment, 4 nothing to run, 5 a report could not be written,
70 a bug in labproof, 130 and 143 interrupted, after cleanup.
`;
}

export function verbHelp(verb: Verb): string {
  const { usage, help } = VERBS[verb];
  const rows = Object.entries<Flag>(FLAGS[verb]).map(([name, flag]) => {
    const short = flag.short ? `-${flag.short}, ` : '    ';
    const value = flag.value === undefined ? '' : flag.bare ? `[=${flag.value}]` : ` ${flag.value}`;
    const left = `${short}--${name}${value}`;
    return `  ${left.padEnd(34)} ${flag.help}`;
  });
  return `Usage: labproof ${usage}\n\n${help[0]!.toUpperCase()}${help.slice(1)}.\n\nOptions:\n${rows.join('\n')}\n`;
}
