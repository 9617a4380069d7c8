import { dockerCommand, programWords } from '../command/docker.ts';
import { filesOf } from '../command/files.ts';
import { parseScript } from '../command/words.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';
import { nearMiss } from './near-miss.ts';
import { programAbsent } from './programs.ts';
import type { Answer, Asked, Rule } from './rule.ts';
import { before, blocked, isLeftOut, leftOut, makesPath } from './story.ts';

/** A file or folder that a program does not find. */
export const fileAbsent: Rule = (absence, asked) => {
  const { name, what, line } = absence;
  const path = pathInLab(name);
  const told = path === '' ? what : path;
  const lost =
    path === '' ? undefined : leftOut(asked, asked.self, (planned) => mentions(planned, path, asked));
  if (lost) return { skip: blocked(lost, told, asked) };
  const uninstalled = isProgramOf(asked.self, name) ? programAbsent(absence, asked) : undefined;
  if (uninstalled) return uninstalled;
  if (isInContainer(asked.self, line)) {
    const installed = leftOut(asked, asked.self, (planned) => installsBeside(planned, asked));
    return installed && { skip: blocked(installed, told, asked) };
  }
  const fetched = path.startsWith('/') ? undefined : leftOut(asked, asked.self, bringsFiles);
  if (fetched) return { skip: blocked(fetched, told, asked) };
  if (path.startsWith('/')) return ofMachine(path, asked);
  const made = filesMade(asked);
  if (made.includes(path)) return undefined;
  const near = nearFile(path, asked);
  if (near !== undefined) return { cause: `there is no ${path}; the document shows ${near}` };
  return {
    skip: {
      reason: 'missing-file',
      message: `${told} is not there and no block of the document shows it`,
      hint:
        path === ''
          ? 'show the file in a block with its name'
          : `show the file in a block named ${path}, or add a command that makes it`,
    },
  };
};

/** A path that an error names, from the lab's folder on, without what a build puts before it. */
const pathInLab = (name: string): string =>
  name.replace(/^.*\/labproof-[^/]+\/[\w-]+(?:\/|$)/, '').replace(/^\.\//, '');

/** Whether the command that was left out makes the path; in a container any mention of it may. */
const mentions = (planned: PlannedCommand, path: string, { self }: Asked): boolean =>
  makesPath(planned, path) ||
  mayMake(planned, path) ||
  (self.command.where.kind === 'inside' &&
    planned.command.where.kind === 'inside' &&
    planned.command.where.opener === self.command.where.opener &&
    path.length > 3 &&
    planned.command.script.includes(path));

/** Whether the path is that of a program which the command is to run. */
const isProgramOf = ({ command }: PlannedCommand, path: string): boolean =>
  path.includes('/') && parseScript(command.script).commands.some(({ words }) => words[0]?.text === path);

/** Whether a program of the host's whose work is not known, such as `acme new shop`, is told the name of the path. */
function mayMake({ command }: PlannedCommand, path: string): boolean {
  if (command.where.kind !== 'host' || path.startsWith('/')) return false;
  const [root = ''] = path.split('/');
  return parseScript(command.script).commands.some(({ words }) => {
    const [program, ...rest] = programWords(words).map(({ text }) => text);
    if (program === undefined || /^(?:none|unnamed)$/.test(profileOf(program).makes ?? '')) return false;
    return rest.some((word) => word.replace(/^\.\//, '').replace(/\/$/, '') === root);
  });
}

/** Commands that bring files of which the document shows nothing, and those that go where they are. */
function bringsFiles({ command }: PlannedCommand): boolean {
  if (command.where.kind !== 'host') return false;
  return parseScript(command.script).commands.some(({ words }) => {
    const [program = '', verb = ''] = programWords(words).map(({ text }) => text);
    const { fetches } = profileOf(program);
    return fetches === true || (fetches?.test(verb) ?? false);
  });
}

/** Whether a command installs packages, whose files nobody knows, in the session that another is typed into. */
function installsBeside({ command }: PlannedCommand, { self }: Asked): boolean {
  const { where } = self.command;
  if (where.kind !== 'inside' || command.where.kind !== 'inside' || command.where.opener !== where.opener)
    return false;
  return parseScript(command.script).commands.some(({ words }) => {
    const [program = '', ...rest] = programWords(words).map(({ text }) => text);
    return profileOf(program).changes?.packages?.(rest) === true;
  });
}

/** Whether it is a program of a container that says so. */
function isInContainer({ command }: PlannedCommand, line: string): boolean {
  if (command.where.kind === 'inside') return true;
  if (
    /^(?:docker: |Error response from daemon|unable to prepare|ERROR: failed to solve|COPY failed)/.test(line)
  )
    return false;
  return parseScript(command.script).commands.some(({ words }) => {
    const verb = dockerCommand(words)?.verb ?? '';
    return verb !== 'build' && verbOf(verb).relays === true;
  });
}

/** A path of the machine itself: its system is not the document's matter, an engine's data are. */
function ofMachine(path: string, asked: Asked): Answer | undefined {
  if (path.startsWith('/var/lib/docker')) return ofUnseenVolume(path, asked);
  const made = before(asked, asked.self).some(
    (planned) => makesPath(planned, path) && !isLeftOut(asked.results.get(planned.command.id)),
  );
  if (made) return undefined;
  return {
    skip: {
      reason: 'missing-file',
      message: `this machine has no ${path}, and no command of the document makes it`,
      hint: 'run it on a machine that has it, or make it in a command marked <!-- labproof: setup -->',
    },
  };
}

/** A folder of a volume with a name of the engine's own making that stands nowhere else in the document. */
function ofUnseenVolume(path: string, { self, plan }: Asked): Answer | undefined {
  const id = /[0-9a-f]{64}/.exec(path)?.[0];
  if (id === undefined || !self.command.script.includes(id)) return undefined;
  const shown = plan.commands.some(
    ({ command: { id: other, script, expected } }) =>
      (other !== self.command.id && script.includes(id)) ||
      (other < self.command.id && expected?.lines.some(({ text }) => text.includes(id))),
  );
  if (shown) return undefined;
  return {
    skip: {
      reason: 'placeholder',
      message: `no output above shows the volume ${id.slice(0, 12)}…`,
      hint: 'write the name that the lab gives to the volume',
    },
  };
}

/** Paths of files that the document shows or that its commands have made, from the lab's folder on. */
function filesMade(asked: Pick<Asked, 'self' | 'plan' | 'results'>): readonly string[] {
  const shown = asked.plan.lab.steps
    .flatMap(({ actions }) => actions)
    .flatMap((action) =>
      action.kind === 'file' && action.span.line < asked.self.command.span.line ? [action.path] : [],
    );
  const made = before({ ...asked }, asked.self).flatMap(({ command }) =>
    isLeftOut(asked.results.get(command.id)) ? [] : filesOf(command.script).makes,
  );
  return [...shown, ...made].map((path) => path.replace(/^\.\//, ''));
}

/** A file of the document that is nearly called so, or that lies elsewhere; see `near-miss`. */
export function nearFile(path: string, asked: Pick<Asked, 'self' | 'plan' | 'results'>): string | undefined {
  const made = filesMade(asked);
  const plain = path.replace(/^\.\//, '');
  if (made.includes(plain)) return undefined;
  const used = new Set(
    asked.plan.commands.flatMap(({ command }) =>
      parseScript(command.script).commands.flatMap(({ words }) => words.map(({ text }) => text)),
    ),
  );
  // Files of a series differ by a number; only one that no command names can be meant by another.
  const letters = (text: string): string => text.replace(/\d+/g, '');
  const near = nearMiss(plain, made);
  if (near !== undefined && letters(near) === letters(plain) && used.has(near)) return undefined;
  return near;
}
