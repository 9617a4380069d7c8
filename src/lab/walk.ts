import type { CodeBlock, Comment, MarkdownDocument, Prose } from '../markdown/blocks.ts';
import { otherTabs } from '../markdown/tabs.ts';
import type { Block } from '../model/lab.ts';
import type { Problem, Span } from '../model/problem.ts';
import { filesToMake, stillOwed } from './announced-files.ts';
import { shapeOf } from './command-shape.ts';
import { withoutMarks } from './diff-fence.ts';
import { type BlockDirectives, readDirectives } from './directives.ts';
import type { Draft, DraftCommand } from './draft.ts';
import { createKnown } from './known-objects.ts';
import { interruptsIn, leavingIn, showsDetaching } from './leaving.ts';
import { isTypedAlone } from './lone-command.ts';
import { lookAtMade, MADE } from './made-file.ts';
import { announcesOutput, isListOfAnother, printerOf } from './output-likeness.ts';
import { prints } from './printing.ts';
import { ownPromptsIn, readPrompt } from './prompts.ts';
import type { Role } from './role.ts';
import { holdsCommands, OF_OTHER_COMMAND, roleOf } from './roles.ts';
import { createSessions, leavesSession } from './sessions.ts';
import { noteShownBefore } from './shown-before.ts';
import { noteShownEndings } from './shown-ending.ts';
import { terminalUse } from './terminal.ts';
import { readTerminalSwitch } from './terminals.ts';
import { type Reading, readTranscript, trimBlankEnd } from './transcript.ts';
import type { Entry } from './transcript-entry.ts';
import { noteTypedOn } from './typed-on.ts';

export interface Walked {
  readonly drafts: readonly Draft[];
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
}

/** Goes through a document as its reader does, from top to bottom, and notes what there is to do. */
export function walk(file: string, document: MarkdownDocument, tabs?: readonly string[]): Walked {
  const drafts: Draft[] = [];
  const blocks: Block[] = [];
  const problems: Problem[] = [];
  const sessions = createSessions();
  const known = createKnown();
  const openers = new Map<number, DraftCommand>();
  let asked: BlockDirectives = {};
  /** By terminal, the command that still lacks an output. */
  const pendings = new Map<number, DraftCommand>();
  const own = ownPromptsIn(
    document.blocks.flatMap((block) => (block.kind === 'code' ? [block.lines.map(({ text }) => text)] : [])),
  );
  /** The commands of the latest block that has some. */
  let latest: readonly DraftCommand[] = [];
  let between: Prose[] = [];
  /** Files that the last text has the reader make and no block has shown yet. */
  let owed: readonly string[] = [];
  let commands = 0;
  let dockerfile = '';
  /** The prose has told to press Ctrl-C, and nothing was typed since. */
  let interrupts = false;
  const others = otherTabs(document.lines, tabs);

  const spanOf = ({ line, column, endLine }: Omit<Span, 'file'>): Span => ({ file, line, column, endLine });

  function comment(block: Comment): void {
    const read = readDirectives(block, spanOf(block));
    if (!read) return;
    problems.push(...read.problems);
    asked = { ...asked, ...read.block };
    for (const sentence of read.checks) {
      const { line, column, endLine } = block;
      drafts.push({ kind: 'check', line, column, endLine, sentence });
    }
  }

  function prose(block: Prose): void {
    drafts.push({ kind: 'prose', prose: block });
    between.push(block);
    // Past a heading or an item an output belongs to nothing above, unless they say it is the output.
    if (block.kind !== 'paragraph' && !announcesOutput(block.text)) pendings.clear();
    const terminal = readTerminalSwitch(block);
    if (terminal !== undefined) sessions.switchTo(terminal);
    sessions.turnTo(block);
    interrupts ||= interruptsIn(block.text);
    const how = leavingIn(block.text);
    const left = how && sessions.leave();
    if (left !== undefined) markLeft(left, how!);
  }

  function markLeft(opener: number, how: 'exit' | 'detach'): void {
    const draft = openers.get(opener);
    if (draft) draft.leave = how;
  }

  function code(block: CodeBlock): void {
    const tab = others.at(block.line);
    if (tab !== undefined) {
      const reason = `it is of the tab "${tab}", and another of its set is followed`;
      blocks.push({ span: spanOf(block), role: 'example', reason, language: block.language });
      return;
    }
    const directives = asked;
    asked = {};
    sessions.nextBlock();
    const terminal = /^term(\d)\b/.exec(block.language)?.[1];
    if (terminal !== undefined) sessions.switchTo(Number(terminal) - 1);
    const pending = pendings.get(sessions.shell());
    if (between.length > 0) owed = filesToMake(between);
    const context = {
      owed,
      pending: pending?.entry.command.typed ?? '',
      between,
      session: sessions.open(),
      knows: sessions.knows,
      installs: (program: string) => known.installed.has(program),
      own,
    };
    if (directives.made !== undefined) {
      drafts.push(lookAtMade(block, directives, { id: commands++, shell: sessions.shell(), interrupts }));
      blocks.push({ span: spanOf(block), role: 'output', reason: MADE, language: block.language });
      [between, interrupts] = [[], false];
      return;
    }
    const role = askedRole(directives) ?? ofWhatPrints(block, roleOf(block, context));
    const above = between;
    between = [];
    owed = role.file ? stillOwed(owed, role.file) : [];
    if (role.file?.kind === 'dockerfile') dockerfile = textOf(block);
    if (role.role === 'file') drafts.push({ kind: 'file', block, above, file: role.file!, directives });
    if (role.role === 'output' && pending) {
      const start = block.lines.findIndex(({ text }) => text.trim() !== '');
      const silent = latest.filter(({ output }) => output.length === 0);
      const named = silent.map((draft) => ({ draft, typed: draft.entry.command.typed }));
      const target = printerOf(block.lines[start]?.text ?? '', named)?.draft ?? pending;
      target.output = block.lines.slice(start);
      trimBlankEnd(target.output);
      pendings.delete(sessions.shell());
    }
    const runs = role.role === 'transcript' || role.role === 'commands';
    const shows =
      runs && transcript(block.language === 'diff' ? withoutMarks(block) : block, directives, role.reading);
    blocks.push({
      span: spanOf(block),
      role: runs ? (shows || role.role === 'transcript' ? 'transcript' : 'commands') : role.role,
      reason: role.reason,
      language: block.language,
      ...unreadOf(block, role, pending !== undefined),
    });
  }

  /** A session that docker refuses to open, as the output of its command shows, is none. */
  function forgetRefused(draft: DraftCommand | undefined): void {
    if (!draft || !openers.has(draft.id) || !draft.output.some(({ text }) => REFUSAL.test(text))) return;
    openers.delete(draft.id);
    sessions.refused(draft.id);
    draft.use = { ...draft.use, use: 'one-shot' };
  }

  /** The list of a command that only the text speaks of, or that it leaves out, is of none above. */
  function ofWhatPrints(block: CodeBlock, role: Role): Role {
    const typed = pendings.get(sessions.shell())?.entry.command.typed;
    if (role.role !== 'output' || typed === undefined) return role;
    const header = block.lines.find(({ text }) => text.trim() !== '')?.text ?? '';
    const above = latest.filter(({ output }) => output.length === 0).map(({ entry }) => entry.command);
    if (!isListOfAnother(header, typed) || printerOf(header, above)) return role;
    return { ...role, role: 'example', reason: OF_OTHER_COMMAND };
  }

  /** Adds the commands of a block; tells whether it shows outputs too. */
  function transcript(block: CodeBlock, directives: BlockDirectives, reading: Reading): boolean {
    const before = pendings.get(sessions.shell());
    const added: DraftCommand[] = [];
    const typed = (entry: Entry): void => {
      forgetRefused(added.at(-1));
      const { prompt, command } = entry;
      const id = commands++;
      const opener = directives.inside === undefined ? undefined : sessions.openerOf(directives.inside);
      const nowhere = directives.inside !== undefined && opener === undefined;
      const placed =
        opener === undefined
          ? sessions.place(prompt, command.typed)
          : { where: { kind: 'inside' as const, opener }, orphan: false };
      const use = placed.orphan ? terminalUse('', known) : terminalUse(filledIn(command.typed), known);
      const draft: DraftCommand = {
        kind: 'command',
        id,
        block,
        entry,
        where: placed.where,
        orphan: placed.orphan || nowhere,
        use,
        machine: entry.machine,
        directives,
        output: entry.output,
        interrupts,
        ...(reading.foreign ? { foreign: reading.foreign.name } : {}),
        ...(reading.printed ? { printed: true as const } : {}),
      };
      interrupts = false;
      if (nowhere) {
        problems.push({
          severity: 'error',
          code: 'no-session',
          span: spanOf(block),
          message: `no command above opens a session in "${directives.inside}"`,
          hint: 'name the container of an earlier `docker exec -it`, `run -it` or `attach`',
        });
      }
      if (use.use === 'session' || use.use === 'maybe-session') {
        openers.set(id, draft);
        sessions.opened(id, { client: use.client, container: use.container });
      }
      known.learn(command.typed, dockerfile);
      if (placed.where.kind === 'host') known.typed.add(/^\S*/.exec(command.typed)![0]);
      drafts.push(draft);
      added.push(draft);
    };
    const { leading } = readTranscript(block.lines, reading, {
      open: sessions.open,
      detached: () => {
        const left = sessions.leave();
        if (left !== undefined) markLeft(left, 'detach');
      },
      knows: sessions.knows,
      typed,
      installs: (program) => known.installed.has(program),
      hasTyped: (program) => known.typed.has(program),
      own,
    });
    forgetRefused(added.at(-1));
    if (leading.length > 0 && before) before.output = [...leading];
    for (const draft of added) {
      if (draft.output.some(({ text }) => showsDetaching(text))) {
        const left = sessions.leave();
        if (left !== undefined) markLeft(left, 'detach');
        else draft.leave = 'detach';
      }
    }
    latest = added;
    const last = added.at(-1);
    const shown = added.findLast((draft) => /^cat \S*Dockerfile\S*$/.test(draft.entry.command.typed));
    if (shown && shown.output.length > 0) dockerfile = shown.output.map(({ text }) => text).join('\n');
    const { typed: text = '' } = last?.entry.command ?? {};
    const open = last && last.output.length === 0 && !leavesSession(text) && prints(text);
    if (open) pendings.set(sessions.shell(), last);
    else pendings.delete(sessions.shell());
    return added.some(({ output }) => output.length > 0);
  }

  for (const block of document.blocks) {
    if (block.kind === 'comment') comment(block);
    else if (block.kind === 'code') {
      if (block.form !== 'inline' || block.info !== 'alone' || isTypedAlone(block.lines[0]!.text))
        code(block);
    } else prose(block);
  }
  noteTypedOn(drafts);
  noteShownEndings(drafts);
  noteShownBefore(drafts);
  return { drafts, blocks, problems };
}

/** What docker's client says when there will be no container to type in. */
const REFUSAL = /^(?:docker: |Error response from daemon: |Error: No such )/;

/** With words where the reader is to put some: a shell would take the brackets for redirects. */
const filledIn = (typed: string): string => typed.replace(/<([A-Za-z]\w*)(?:[ -]\w+)*>/g, '$1');

function textOf({ lines }: CodeBlock): string {
  return lines.map(({ text }) => text).join('\n');
}

/** What a block holds that nothing will be made of. */
function unreadOf(block: CodeBlock, { role, reason }: Role, follows: boolean): Pick<Block, 'unread'> {
  const lines = block.lines.filter(({ text }) => text.trim() !== '').length;
  if (reason === BY_DIRECTIVE && role === 'example') return {};
  if (role === 'output') return follows ? {} : { unread: { holds: 'output', lines } };
  if (role !== 'example') return {};
  if (reason === OF_OTHER_COMMAND) return { unread: { holds: 'output', lines } };
  if (!holdsCommands(block)) return {};
  const first = block.lines.find(({ text }) => !/^\s*(?:#|$)/.test(text))?.text ?? '';
  const holds = shapeOf(first) === 'no' && readPrompt(first) === undefined ? 'output' : 'commands';
  return { unread: { holds, lines } };
}

const BY_DIRECTIVE = 'a directive says so';

/** The role that directives above a block give it. */
function askedRole({ file, role }: BlockDirectives): Role | undefined {
  if (file !== undefined) {
    const reason = 'a directive names the file';
    return { role: 'file', reason, reading: UNREAD, file: { kind: kindOf(file), reason } };
  }
  if (role === undefined) return undefined;
  const reading =
    role === 'commands' ? { ...UNREAD, root: true, bare: true, every: true, first: true } : UNREAD;
  return { role, reason: BY_DIRECTIVE, reading };
}

const UNREAD: Reading = { root: false, angle: false, bare: false, typed: false, every: false };

function kindOf(name: string) {
  return /dockerfile/i.test(name) ? ('dockerfile' as const) : ('config' as const);
}
