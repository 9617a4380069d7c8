import { dockerCommand, programWords } from '../command/docker.ts';
import { dockerfileOf } from '../command/dockerfile.ts';
import { filesOf, isBelow } from '../command/files.ts';
import { parseScript } from '../command/words.ts';
import type { CodeLine } from '../markdown/blocks.ts';
import type { FileAction } from '../model/lab.ts';
import type { Problem, Span } from '../model/problem.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';
import type { Draft, DraftCommand, DraftFile } from './draft.ts';
import { type NamingContext, nameOf } from './file-names.ts';
import { hasElision, isComposeFile, partOf } from './file-parts.ts';
import { createWorkingDirectory } from './working-directory.ts';

export interface Files {
  /** The file that a block shows, or that the output of a command shows, by the draft it comes from. */
  readonly actions: ReadonlyMap<Draft, FileAction>;
  /** Files that the document shows only below the command that needs them, by that command. */
  readonly early: ReadonlyMap<Draft, readonly FileAction[]>;
  /** Commands that use a file as the reader has changed it, which the document shows in part. */
  readonly unapplied: ReadonlyMap<Draft, { readonly path: string; readonly line: number }>;
  /** Why a block that shows a file is not written, by the block's first line. */
  readonly unwritten: ReadonlyMap<number, string>;
  /** The content of the Dockerfile that a command builds. */
  readonly built: ReadonlyMap<DraftCommand, string>;
  readonly problems: readonly Problem[];
}

/** Finds the files that the document shows, with their names and places. */
export function findFiles(file: string, drafts: readonly Draft[]): Files {
  const actions = new Map<Draft, FileAction>();
  const built = new Map<DraftCommand, string>();
  const early = new Map<Draft, FileAction[]>();
  const unapplied = new Map<Draft, { readonly path: string; readonly line: number }>();
  const unwritten = new Map<number, string>();
  /** Paths that nothing has made yet, with the first command that needs them. */
  const wanted = new Map<string, DraftCommand>();
  const changed = new Map<string, number>();
  const made = new Set<string>();
  /** Those that have content, and folders with what is in them. */
  const brought = new Set<string>();
  const problems: Problem[] = [];
  const directory = createWorkingDirectory();
  const contents = new Map<string, string>();
  const later = laterUses(drafts);
  let above: DraftCommand | undefined;

  const add = (
    draft: Draft,
    named: { readonly name: string; readonly reason: string },
    rest: Omit<FileAction, 'kind' | 'path' | 'reason'>,
  ): void => {
    const place = directory.resolve(named.name);
    if ('outside' in place) {
      problems.push({
        severity: 'warning',
        code: 'file-outside',
        span: rest.span,
        message: `the file "${named.name}" is not in the lab's directory, so it is not written`,
        hint: 'name it relative to the directory of the lab',
      });
      return;
    }
    const { path } = place;
    // What a command writes or brings is there if that ran, and else not what the document's commands came to.
    if (rest.write === 'unless-made' && (directory.isLost() || isBelow(path, [...brought]))) return;
    const isDiff = draft.kind === 'file' && draft.block.language === 'diff';
    const part = isDiff
      ? 'changes'
      : rest.write === 'always'
        ? partOf(path, rest.content, contents.get(path))
        : undefined;
    if (part === 'changes' && contents.has(path)) changed.set(path, rest.span.line);
    if (part !== undefined) {
      unwritten.set(
        rest.span.line,
        part === 'repeats' ? `it shows again a part of ${path}` : `it is a part of ${path}, not the file`,
      );
      return;
    }
    directory.made(path);
    changed.delete(path);
    const user = contents.has(path) || made.has(path) ? undefined : wanted.get(path);
    contents.set(path, rest.content);
    const action: FileAction = { kind: 'file', path, reason: named.reason, ...rest };
    if (user) early.set(user, [...(early.get(user) ?? []), action]);
    else actions.set(draft, action);
  };

  drafts.forEach((draft, index) => {
    if (draft.kind === 'file') {
      const named = nameOf(contextOf(draft, { above, later: later[index]! }));
      above = undefined;
      unwritten.set(draft.block.line, 'no name or no use for it is found');
      if (named && (!hasElision(draft.block.lines) || draft.directives.file !== undefined)) {
        const { line, column, endLine } = draft.block;
        const span: Span = { file, line, column, endLine };
        add(draft, named, { span, content: contentOf(draft.block.lines), write: 'always' });
      }
    } else if (draft.kind === 'command' && draft.where.kind === 'host') {
      const shown =
        draft.output.length > 0 && draft.directives.made === undefined ? shownFile(draft) : undefined;
      if (shown && !hasElision(draft.output) && !isMessage(draft.output)) {
        const first = draft.output[0]!;
        const span: Span = {
          file,
          line: first.line,
          column: first.offset + 1,
          endLine: draft.output.at(-1)!.line,
        };
        const place = directory.resolve(shown.name);
        // What `cat /etc/hosts` shows is a file of the system.
        if (!('outside' in place)) {
          add(draft, shown, { span, content: contentOf(draft.output), write: shown.write });
        }
      }
      const { typed } = draft.entry.command;
      const dockerfile = buildsFrom(typed);
      const uses = [...filesOf(typed).needs, ...(dockerfile === undefined ? [] : [dockerfile])];
      for (const used of uses) {
        const place = directory.resolve(used);
        if (!('path' in place) || directory.isLost()) continue;
        if (!wanted.has(place.path)) wanted.set(place.path, draft);
        const line = changed.get(place.path);
        if (line !== undefined) unapplied.set(draft, { path: place.path, line });
      }
      const compose = composeUses(typed);
      for (const [path, line] of changed)
        if (compose && isComposeFile(path)) unapplied.set(draft, { path, line });
      const { makes, fills } = filesOf(typed);
      for (const path of makes) {
        const place = directory.resolve(path);
        if (!('path' in place)) continue;
        made.add(place.path);
        if (fills.includes(path)) brought.add(place.path);
      }
      if (dockerfile !== undefined) {
        const place = directory.resolve(dockerfile);
        const content = 'path' in place ? contents.get(place.path) : undefined;
        if (content !== undefined) built.set(draft, content);
      }
      directory.follow(draft.entry.command.typed);
      above = draft;
    } else if (draft.kind === 'command') above = undefined;
  });
  for (const draft of actions.keys()) if (draft.kind === 'file') unwritten.delete(draft.block.line);
  for (const action of [...early.values()].flat()) unwritten.delete(action.span.line);
  return { actions, early, unapplied, unwritten, built, problems };
}

function contextOf(
  { block, file, directives, above: prose }: DraftFile,
  { above, later }: { readonly above: DraftCommand | undefined; readonly later: NamingContext['later'] },
): NamingContext {
  const edited = above && above.output.length === 0 ? (editedFile(above.entry.command.typed) ?? '') : '';
  return { block, file, directive: directives.file, above: [...prose].reverse(), edited, later };
}

type Later = NamingContext['later'];

/** For each draft, what the commands behind it use; one pass from the end. */
function laterUses(drafts: readonly Draft[]): readonly Later[] {
  const all: Later[] = [];
  let next: Later = {};
  for (const draft of [...drafts].reverse()) {
    all.push(next);
    if (draft.kind !== 'command') continue;
    for (const { words } of parseScript(draft.entry.command.typed).commands) {
      const docker = dockerCommand(words);
      if (docker?.verb === 'build') {
        next = {
          ...next,
          build: { file: docker.options.get('file')?.at(-1), context: docker.arguments[0] ?? '.' },
        };
      } else if (docker?.verb.startsWith('compose ') || docker?.verb === 'stack deploy') {
        const key = docker.verb === 'stack deploy' ? 'compose-file' : 'file';
        next = { ...next, compose: { file: docker.options.get(key)?.at(-1) } };
      }
    }
  }
  return all.reverse();
}

/** The file that a command opens in an editor, creates empty, or reads from the keyboard. */
function editedFile(typed: string): string | undefined {
  const { commands } = parseScript(typed);
  const last = commands.at(-1);
  const [program, ...rest] = programWords(last?.words ?? []).map(({ text }) => text);
  const path = rest.find((word) => !word.startsWith('-'));
  if (program !== undefined && (profileOf(program).editor || program === 'touch')) return path;
  const target = last?.redirects.find(({ operator }) => operator === '>')?.target.text;
  return program === 'cat' && rest.length === 0 ? target : undefined;
}

/** The file whose content the output of a command is. */
function shownFile(draft: DraftCommand) {
  const { typed } = draft.entry.command;
  const { commands } = parseScript(typed);
  const [command] = commands;
  if (commands.length !== 1 || !command) return undefined;
  const words = programWords(command.words);
  const [program, path, ...rest] = words.map(({ text }) => text);
  if (program === undefined || path === undefined || words.some(({ dynamic }) => dynamic)) return undefined;
  if (rest.length > 0 || path.startsWith('-') || command.redirects.length > 0) return undefined;
  if (profileOf(program).editor)
    return { name: path, reason: 'what is typed in the editor', write: 'always' as const };
  return /^(?:cat|more|less|bat|type)$/.test(program)
    ? { name: path, reason: `the output of ${program} shows it`, write: 'unless-made' as const }
    : undefined;
}

/** The Dockerfile that a build reads, relative to where it is typed. */
function buildsFrom(typed: string): string | undefined {
  for (const { words } of parseScript(typed).commands) {
    const docker = dockerCommand(words);
    if (docker?.verb !== 'build') continue;
    return dockerfileOf(docker);
  }
  return undefined;
}

/** Whether a command reads the compose file; what stops or shows its containers does not. */
function composeUses(typed: string): boolean {
  return parseScript(typed).commands.some(({ words }) => {
    const docker = dockerCommand(words);
    return docker !== undefined && verbOf(docker.verb).readsCompose === true;
  });
}

/** `cat` may say that there is no such file. */
function isMessage(lines: readonly CodeLine[]): boolean {
  return lines.length === 1 && /^cat: |No such file/.test(lines[0]!.text);
}

function contentOf(lines: readonly CodeLine[]): string {
  return `${lines.map(({ text }) => text).join('\n')}\n`;
}
