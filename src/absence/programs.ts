import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { profileOf, programsWith } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';
import { editDistance } from '../text/edit-distance.ts';
import type { Asked, Rule } from './rule.ts';
import type { Absence } from './sign.ts';
import { blocked, leftOut } from './story.ts';

/** A program that is not found, here or in a container. */
export const programAbsent: Rule = (absence, asked) => {
  const { name } = absence;
  // Who brings a program names it without its folder.
  const called = [name, name.split('/').at(-1)!];
  const installs = leftOut(asked, asked.self, ({ command }) =>
    called.some((one) => names(command.script, one)),
  );
  if (installs) return { skip: blocked(installs, name, asked) };
  // A path is of an image or of the lab's own folder; what is no name is a slip of the command line.
  if (!/^[A-Za-z_][\w.+-]*$/.test(name) || profileOf(name).asks === 'shell') return undefined;
  const slip = programsWith('common').find((known) => isSlip(name, known));
  if (slip !== undefined) return { cause: `there is no program ${name}; ${slip} may be meant` };
  const container = containerOf(absence, asked);
  return {
    skip: {
      reason: 'platform',
      message: `${container ?? (absence.what === '' || absence.what === 'container' ? 'this machine' : absence.what)} has no ${name}`,
      hint:
        container === undefined ? `install ${name}` : `install ${name} in it, or use an image that has it`,
    },
  };
};

const isSlip = (name: string, known: string): boolean =>
  name !== known && Math.min(name.length, known.length) >= 4 && editDistance(name, known) === 1;

/** Whether a word of a command, or of the script in one, is this one; what runs it does not bring it. */
function names(script: string, word: string): boolean {
  return parseScript(script).commands.some(({ words }) => {
    const docker = dockerCommand(words);
    // Of docker's verbs only those that are given a script install anything.
    if (docker && (!/^(?:run|create|exec)$/.test(docker.verb) || docker.arguments[1] === word)) return false;
    return words.slice(1).some(({ text }) => text.split(/[\s;&|]+/).includes(word));
  });
}

/** The container in which it is not found, in words; undefined when it is not found here. */
function containerOf({ name, what }: Absence, { self, plan }: Asked): string | undefined {
  const { command } = self;
  const opener = command.where.kind === 'inside' ? plan.commands[command.where.opener] : self;
  const dockers = parseScript(opener?.command.script ?? '').commands.flatMap(
    ({ words }) => dockerCommand(words) ?? [],
  );
  const docker = dockers.find(({ verb }) => reachesInside(verb));
  const here =
    command.where.kind === 'host' &&
    what !== 'container' &&
    parseScript(command.script).commands.some(({ words }) => words[0]?.text === name);
  if (here || (!docker && command.where.kind === 'host' && what !== 'container')) return undefined;
  const subject = docker?.arguments[0];
  if (docker === undefined || subject === undefined) return 'the container';
  if (/^(?:run|create)$/.test(docker.verb)) {
    const own = docker.options.get('name')?.at(-1);
    return own === undefined ? `image ${subject}` : `container ${own}`;
  }
  return /^compose/.test(docker.verb)
    ? `the container of ${subject}`
    : docker.verb === 'build'
      ? 'the image'
      : `container ${subject}`;
}

/** Whether what a verb prints may be of a program in a container. */
function reachesInside(verb: string): boolean {
  const { relays, runs, builds } = verbOf(verb);
  return relays === true || runs !== undefined || builds === true;
}

/** A module of a language that the machine, or an image, has not. */
export const moduleAbsent: Rule = ({ name }, asked) => {
  const base = name.split(/[./]/)[0]!;
  const installs = leftOut(
    asked,
    asked.self,
    ({ command }) =>
      names(command.script, base) ||
      /\b(?:pip3?|npm|yarn|pnpm|bundle|go|gem|composer|cargo|uv)\s+(?:install|ci|add|get|mod|sync|i)\b/.test(
        command.script,
      ),
  );
  if (installs) return { skip: blocked(installs, name, asked) };
  return {
    skip: { reason: 'platform', message: `module ${name} is not installed here`, hint: `install ${name}` },
  };
};

/** A verb that the docker command line has not: one of a plugin's, or a slip. */
export const cliPluginAbsent: Rule = ({ name: said }, { self }) => {
  // Asked for a verb that it has not, with an option of that verb, it shows how it is used itself.
  const name = said === '' ? verbTyped(self) : said;
  return PLUGINS.has(name)
    ? {
        skip: {
          reason: 'platform',
          message: `the docker command line here has no ${name}`,
          hint: `install the plugin docker-${name}`,
        },
      }
    : undefined;
};

/** The first word behind `docker`, as typed. */
function verbTyped({ command }: PlannedCommand): string {
  const docker = parseScript(command.script)
    .commands.map(({ words }) => programWords(words))
    .find((words) => words[0]?.text === 'docker');
  return docker?.[1]?.text ?? '';
}

/** Plugins of the docker command line, today's and past ones. Source: docs.docker.com/reference/cli, release notes of Docker Enterprise and Desktop. */
const PLUGINS: ReadonlySet<string> = new Set(
  'ai agent app assemble buildx cloud cluster compose debug desktop dev engine extension gordon harmonia init mcp model offload pass registry sandbox sbom scan scout template'.split(
    ' ',
  ),
);
