import type { Problem, Span } from './problem.ts';

/** A parsed document: what the reader is asked to do and what they are told to see. */
export interface Lab {
  readonly file: string;
  /** The document as it was read, with what it includes. */
  readonly text: string;
  readonly title: string;
  readonly frontMatter: FrontMatter;
  readonly steps: readonly Step[];
  /** The machines it is typed at, the one it begins at first; none where it is a single one. */
  readonly machines: readonly Machine[];
  /** Every code block of the document with what it was taken for and why. */
  readonly blocks: readonly Block[];
  /** All problems of the document, in line order; none is hidden by another. */
  readonly problems: readonly Problem[];
}

/** One of several machines of a lab. */
export interface Machine {
  /** Its hostname, as the document calls it. */
  readonly name: string;
  /** What tells that there is more than one, in words. */
  readonly why: string;
  /** IPv4 addresses that the document has it at. */
  readonly addresses: readonly string[];
}

/** A machine and what it is in a swarm. */
export interface SwarmMember {
  readonly machine: string;
  readonly role: 'manager' | 'worker';
}

/** What an optional YAML front matter may say; other keys (of site generators) are ignored. */
export interface FrontMatter {
  readonly title?: string;
  /** Names of the tabs to follow where the page has variants. */
  readonly tabs?: readonly string[];
  /** Where sections are run anew: at headings of a depth, or of the usual one. */
  readonly fresh?: 'section' | 1 | 2 | 3 | 4 | 5 | 6;
  /** `labproof: false`: the document is none of labproof's business. */
  readonly ignored?: true;
  /** Default values of `${name}` variables that `--var` replaces: value fixed by the lab → name. */
  readonly variables: Readonly<Record<string, string>>;
  /** Image reference → folder of a build context (relative to the document) that provides it. */
  readonly images: Readonly<Record<string, string>>;
  /** Names of the machines that the lab is typed at. */
  readonly machines?: readonly string[];
  /** Whether the engine is to be a node of a swarm before the lab begins, whatever the commands tell. */
  readonly swarm?: boolean;
  /** By which labs are chosen. */
  readonly tags?: readonly string[];
  /** Options of `labproof demo` for this document, unread. */
  readonly demo?: Readonly<Record<string, unknown>>;
}

/** What a code block is. `example` is shown but not to be run, such as code of another language. */
export type BlockRole = 'commands' | 'transcript' | 'output' | 'file' | 'synopsis' | 'example';

export interface Block {
  readonly span: Span;
  readonly role: BlockRole;
  /** The rule that decided the role, in words for `labproof plan`. */
  readonly reason: string;
  /** The fence's language, '' when it has none. */
  readonly language: string;
  /** What it seems to hold although nothing of it is run or compared; absent where it is used. */
  readonly unread?: { readonly holds: 'commands' | 'output'; readonly lines: number };
}

export interface Step {
  /** 1-based place among the document's steps; unique in a lab. */
  readonly ordinal: number;
  /** The number the source shows (`3` of `3.`), else the ordinal; may repeat in a document. */
  readonly number: string;
  readonly title: string;
  /** Title of the nearest heading above, '' when the step is itself a heading's or there is none. */
  readonly section: string;
  readonly span: Span;
  /** What was made before is gone: a section of its own begins. */
  readonly fresh?: true;
  readonly actions: readonly Action[];
}

/** What a step does, in document order. */
export type Action = Command | FileAction | CheckDirective;

export interface Command {
  readonly kind: 'command';
  /** 0-based, in document order over the whole lab. */
  readonly id: number;
  /** `span.line` is the line that reports name: the command's first. */
  readonly span: Span;
  /** The file and line that it stands in, where the document includes it from there. */
  readonly from?: { readonly file: string; readonly line: number };
  /** The command as the document shows it, without prompts; continuation lines kept. */
  readonly typed: string;
  /** What the shell is given: `typed` after repairs such as `sudo` or smart quotes. */
  readonly script: string;
  readonly where: Where;
  /** The machine it is typed at, in a lab with several. */
  readonly machine?: string;
  /** Machines that the prose has it typed at as well. */
  readonly also?: readonly string[];
  /** Machines that are in the swarm by then, without a command that joins them. */
  readonly joins?: readonly SwarmMember[];
  readonly terminal: Terminal;
  readonly expected: ExpectedOutput | undefined;
  /** Answers to questions, as the transcript shows them typed, in order. */
  readonly answers: readonly string[];
  readonly directives: CommandDirectives;
  /** The exit status that an `echo $?` right below shows. */
  readonly exitShown?: number;
  /** How the prose has the reader leave the session that this command opens, where it says so. */
  readonly leave?: 'exit' | 'detach';
  /** Before it the prose has the reader press Ctrl-C, which ends what runs in the foreground. */
  readonly interrupts?: true;
  /** Decided from the text alone; later layers may add others. */
  readonly skip?: Skip;
  /** Why no shell can read it, such as a quote that is not closed; it fails without being run. */
  readonly unreadable?: string;
}

/** Where a command is typed: a host shell (two-terminal labs have shells 0, 1, …) or a session. */
export type Where =
  | { readonly kind: 'host'; readonly shell: number }
  /** Inside the interactive session that the command with this id opened. */
  | { readonly kind: 'inside'; readonly opener: number };

/**
 * What the command needs of a terminal: nothing; a pty for this command only (`run -it X cmd`); a
 * pty that stays open for the commands whose `where` names it; or it runs until interrupted.
 */
export type Terminal = 'none' | 'one-shot' | 'session' | 'endless';

export interface ExpectedOutput {
  readonly span: Span;
  readonly lines: readonly DocumentLine[];
}

export interface DocumentLine {
  /** 1-based line in the file. */
  readonly line: number;
  readonly text: string;
}

export interface CommandDirectives {
  readonly expect?: 'exact' | 'lines' | 'subset' | 'match' | 'ignore';
  readonly exit?: number;
  readonly timeoutMs?: number;
  /** It goes on running, and what follows is typed elsewhere. */
  readonly background?: true;
  /** `cleanup` commands run whatever happened before; they and `setup` are no part of the lesson. */
  readonly phase?: 'setup' | 'cleanup';
  /** The author's own check of the step, which no reader types. */
  readonly verify?: true;
  /** How often it is run again while it fails. */
  readonly retries?: number;
  /** That it fails is known: why, and to which day, as `2027-01-31`, that is no failure. */
  readonly knownBad?: { readonly reason: string; readonly until?: string };
  /** The systems that it is for, as Node calls them. */
  readonly platforms?: readonly string[];
  readonly tags?: readonly string[];
  /** It stands for a block that shows this file, which commands are to have made. */
  readonly made?: string;
}

/** A file that the document shows and the reader is to have before the next command. */
export interface FileAction {
  readonly kind: 'file';
  readonly span: Span;
  /** Relative to the lab's working directory; never leaves it. */
  readonly path: string;
  readonly content: string;
  /** What gave it its name, such as `named in the line above`. */
  readonly reason: string;
  /**
   * `always` for a block that is the file; `unless-made` for the output of `cat NAME`, which is
   * written only when no command of the lab made that file.
   */
  readonly write: 'always' | 'unless-made';
}

/** A check the author wrote down; verified when the actions above it are done. */
export interface CheckDirective {
  readonly kind: 'check';
  readonly span: Span;
  readonly sentence: string;
}

/** Why a command does not run: one word each, stable in reports, with what it stands for. */
export const SKIP_REASONS = {
  placeholder: 'a part of it is for the reader to fill in',
  network: 'it needs something of the internet',
  'multi-node': 'it needs a machine that is not here',
  editor: 'it opens an editor',
  synopsis: 'it shows how a command is written and is none itself',
  'missing-file': 'it needs a file that the document does not show',
  precondition: 'it needs an object, a variable or a swarm that the reader is to bring',
  image: 'the engine has no such image, and it could not be got',
  platform: 'this machine or its engine has not what it needs',
  hazard: 'it would change the computer that it is typed at',
  blocked: 'a command that it builds on was skipped or failed',
  'known-bad': 'it fails, and the document says that it does',
  directive: 'the document says so',
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;

export interface Skip {
  readonly reason: SkipReason;
  /** What was found, in a sentence's words. */
  readonly message: string;
  /** What would make it run. */
  readonly hint?: string;
  /** The image that is missing, where that is the reason. */
  readonly image?: string;
  /** It runs after all where the lab has all its machines. */
  readonly unless?: 'machines';
  /** Why it does not run there either. */
  readonly otherwise?: Skip;
}
