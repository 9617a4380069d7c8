import type { Prose } from '../markdown/blocks.ts';
import type { Where } from '../model/lab.ts';
import { profileOf } from '../profile/programs.ts';
import { commandLikeness } from './programs.ts';
import type { Prompt } from './prompts.ts';

interface Session {
  readonly opener: number;
  readonly client: boolean;
  readonly shell: number;
  readonly container: string;
  /** Its prompt was seen. */
  prompted: boolean;
  /** The reader typed `exit`: it can't be returned to. */
  ended: boolean;
  /** The prose has said how to leave; the commands may still show it. */
  leaving: boolean;
  /** The block that opens it goes on. */
  fresh: boolean;
}

export interface Placement {
  readonly where: Where;
  /** It is typed inside a container, or leaves one, but nothing above opens a session. */
  readonly orphan: boolean;
}

/** Follows which interactive session the reader is in, from command to command. */
export interface Sessions {
  open(): 'shell' | 'client' | undefined;
  place(prompt: Prompt | undefined, typed: string): Placement;
  /** The command with this id has opened a session. */
  opened(id: number, session: { readonly client: boolean; readonly container: string }): void;
  /** The command with this id has opened none after all. */
  refused(id: number): void;
  /** Whether a session in this container was opened and can be gone on with. */
  knows(container: string): boolean;
  /** The id of the last opener of a session in this container. */
  openerOf(container: string): number | undefined;
  /** The prose has the reader leave; the opener of the session left, if there is one. */
  leave(): number | undefined;
  /** The reader turns to another terminal. */
  switchTo(shell: number): void;
  /** The terminal that the reader is at. */
  shell(): number;
  /** The text names the container whose session the reader goes on in. */
  turnTo(prose: Prose): void;
  /** Another block begins. */
  nextBlock(): void;
}

export function createSessions(): Sessions {
  /** Sessions by what their prompts call the machine, by terminal the last one, by container. */
  const labelled = new Map<string, Session>();
  const last = new Map<number, Session>();
  const openers = new Map<string, number>();
  const stacks = new Map<number, Session[]>();
  const hostLabels = new Set<string>();
  let shell = 0;
  /** The session that the text has named. */
  let turned: Session | undefined;
  const stack = (): Session[] => {
    const own = stacks.get(shell) ?? [];
    stacks.set(shell, own);
    return own;
  };
  const top = (): Session | undefined => stack().at(-1);
  const onHost = (): Placement => ({ where: { kind: 'host', shell }, orphan: false });
  const within = (session: Session, typed: string): Placement => {
    if (LEAVES.test(typed)) {
      session.ended = true;
      const own = stacks.get(session.shell);
      if (own?.at(-1) === session) own.pop();
    }
    return { where: { kind: 'inside', opener: session.opener }, orphan: false };
  };
  const byLabel = (label: string): Session | undefined => usable(labelled.get(label));

  /** Two sessions in one container have one prompt; the first to follow an opener is that one's. */
  function justOpened({ label }: Prompt): Session | undefined {
    const session = top();
    const known = byLabel(label);
    if (!session || session.prompted || !known) return undefined;
    // An author's prompts may be of one container, copied; what was opened right above is meant.
    if (session.container === '') return session.fresh ? session : undefined;
    const here = session.container === known.container || label.startsWith(session.container);
    return here ? session : undefined;
  }

  function insidePrompt(prompt: Prompt, typed: string): Placement {
    // A reader who comes back to a terminal finds the session they left there open.
    const session =
      justOpened(prompt) ??
      byLabel(prompt.label) ??
      (prompt.label === '' ? usable(turned) : undefined) ??
      top() ??
      usable(last.get(shell));
    if (!session) return { ...onHost(), orphan: true };
    session.prompted = true;
    if (prompt.label !== '') labelled.set(prompt.label, session);
    session.leaving = false;
    return within(session, typed);
  }

  return {
    open: () => {
      const session = top();
      if (!session) return undefined;
      return session.client ? 'client' : 'shell';
    },
    place(prompt, typed) {
      if (LEAVES.test(typed)) {
        // Authors who write `$` everywhere mean the container's shell by `$ exit`.
        const told = prompt?.kind === 'inside' ? (byLabel(prompt.label) ?? usable(turned)) : undefined;
        const session = told ?? top() ?? usable(last.get(shell));
        return session ? within(session, typed) : { ...onHost(), orphan: true };
      }
      if (prompt?.kind !== 'inside' && prompt?.kind !== 'named' && top()?.leaving) stack().pop();
      const session = top();
      switch (prompt?.kind) {
        case 'inside':
        case 'named':
          return insidePrompt(prompt, typed);
        case 'client':
          return session ? within(session, typed) : { ...onHost(), orphan: true };
        case 'own':
          if (byLabel(prompt.label)) return insidePrompt(prompt, typed);
          break;
        case 'login':
          // Another machine's name in front of a docker command is a host's, whatever was left open.
          if (session && !session.prompted && isHost(prompt, typed) && hostLabels.size > 0) {
            hostLabels.add(prompt.label);
            break;
          }
          if (byLabel(prompt.label) || (session && !hostLabels.has(prompt.label)))
            return insidePrompt(prompt, typed);
          hostLabels.add(prompt.label);
          break;
        case undefined:
        case 'root':
          if (session && commandLikeness(typed) !== 'sure') return within(session, typed);
          break;
        case 'host':
          // Authors who write `$` everywhere type on in the session that they have just opened.
          if (session?.fresh && !session.prompted && staysInside(typed)) return within(session, typed);
          break;
        default:
      }
      stack().length = 0;
      return onHost();
    },
    shell: () => shell,
    turnTo({ text }) {
      const lower = text.toLowerCase();
      const named = [...openers.keys()].filter(
        (container) =>
          container !== '' &&
          // Most texts name none, and an expression for each takes its time.
          lower.includes(container.toLowerCase()) &&
          new RegExp(
            `\\b(?:in|inside|into|from|back to) (?:the )?(?:container |shell of )?"?${literal(container)}\\b`,
            'i',
          ).test(text),
      );
      if (named.length === 1) turned = labelled.get(named[0]!);
    },
    opened(opener, { client, container }) {
      turned = undefined;
      const session: Session = {
        opener,
        client,
        container,
        shell,
        prompted: false,
        ended: false,
        leaving: false,
        fresh: true,
      };
      last.set(shell, session);
      openers.set(container, opener);
      // A prompt may name the container.
      if (container !== '') labelled.set(container, session);
      stack().push(session);
    },
    refused(id) {
      for (const own of stacks.values()) {
        const at = own.findIndex(({ opener }) => opener === id);
        if (at >= 0) own.splice(at, 1);
      }
      for (const [label, { opener }] of labelled) if (opener === id) labelled.delete(label);
      for (const [terminal, { opener }] of last) if (opener === id) last.delete(terminal);
      for (const [container, opener] of openers) if (opener === id) openers.delete(container);
    },
    knows: (container) => container !== '' && byLabel(container) !== undefined,
    openerOf: (container) => openers.get(container),
    leave() {
      const session = top();
      if (session) session.leaving = true;
      return session?.opener;
    },
    switchTo(next) {
      shell = next;
    },
    nextBlock() {
      for (const own of stacks.values()) for (const session of own) session.fresh = false;
    },
  };
}

/** A prompt of another machine than the container that is open: its name is no ID, and docker is typed. */
function isHost({ label }: Prompt, typed: string): boolean {
  return !/^[0-9a-f]{12}$/.test(label) && commandLikeness(typed) === 'sure';
}

const literal = (text: string): string => text.replace(/[^\w]/g, '\\$&');

/** Whether a command that follows an opened shell is rather typed in it than at the host. */
function staysInside(typed: string): boolean {
  return !/\bdocker\b/.test(typed) && !profileOf(/^[\w-]*/.exec(typed)![0]).atHome;
}

function usable(session: Session | undefined): Session | undefined {
  return session?.ended === false ? session : undefined;
}

const LEAVES = /^(?:exit|logout|quit|\\q|\.exit|exit\(\)|quit\(\))(?:\s+\d+)?;?$/i;

/** Whether this is how one leaves a shell or a client. */
export function leavesSession(typed: string): boolean {
  return LEAVES.test(typed);
}
