import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { isOutside } from '../lab/hosts.ts';
import type { Skip } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { profileOf } from '../profile/programs.ts';
import { addressesIn } from '../text/ipv4.ts';
import { nearMiss } from './near-miss.ts';
import type { Asked, Rule } from './rule.ts';
import { startsServices } from './servers.ts';
import { before, blocked, isLeftOut, leftOut, namesMade, originOf, publishes, verbsOf } from './story.ts';

const OFFLINE: Skip = {
  reason: 'network',
  message: 'it needs the internet',
  hint: 'run it where the internet can be reached',
};

export const internetAbsent: Rule = ({ name }) => ({
  skip: name === '' ? OFFLINE : { ...OFFLINE, message: `it needs ${name} on the internet` },
});

/** A name that stands for no address: of a container or service, or of the internet. */
export const hostAbsent: Rule = ({ name, line, lack, what }, asked) => {
  const labels = { names: new Set<string>(), subnets: [], addresses: new Set<string>() };
  if (isOutside(name, labels)) return internetAbsent({ name, line, lack, what }, asked);
  for (const kind of ['container', 'service'] as const) {
    const found = originOf({ kind, name }, asked.self, asked);
    if (found.origin === 'left out') return { skip: blocked(found.by, `${kind} ${name}`, asked) };
    if (found.origin === 'made') return undefined;
  }
  const lost = leftOut(
    asked,
    asked.self,
    ({ command }) => startsServices(command.script) || command.script.includes(name),
  );
  if (lost) return { skip: blocked(lost, `host ${name}`, asked) };
  const known = namesMade(undefined, asked.self, asked).map((made) => made.name);
  if (known.length > 0 && (known.includes(name) || nearMiss(name, known) !== undefined)) return undefined;
  const aliased = before(asked, asked.self).some(({ command }) =>
    new RegExp(`(?:alias|hostname|link|host)[ =]\\S*${name.replace(/[^\w]/g, '\\$&')}\\b`).test(
      command.script,
    ),
  );
  if (aliased || mayBeOfCompose(asked)) return undefined;
  return {
    skip: {
      reason: 'precondition',
      message: `there is no host ${name}, and no command of the document makes one`,
      hint: 'add it to /etc/hosts of that machine, or make it in a command marked <!-- labproof: setup -->',
    },
  };
};

/** What ran of compose gives its services names that no command types. */
const mayBeOfCompose = (asked: Asked): boolean =>
  before(asked, asked.self).some(({ command }) => startsServices(command.script));

const NO_IPVS: Skip = {
  reason: 'platform',
  message: 'the kernel has no IPVS, so the published port of a service does not answer',
  hint: 'run it on a host whose kernel has the module ip_vs',
};

/** Nothing answers at a port. */
export const serverAbsent: Rule = ({ name }, asked) => {
  const machine = machineAsked(asked);
  if (machine !== undefined) return { skip: noMachine(machine) };
  const started = before(asked, asked.self).filter(serves);
  const publishers = started.filter((planned) => publishes(planned, name));
  const publisher = publishers.at(-1);
  if (publisher && publishers.every(({ command }) => isLeftOut(asked.results.get(command.id))))
    return { skip: blocked(publisher, `the server on port ${name}`, asked) };
  const ran = started.filter(({ command }) => !isLeftOut(asked.results.get(command.id)));
  const swarms = ran.some((planned) =>
    verbsOf(planned).some((verb) => /^(?:service create|stack deploy)$/.test(verb)),
  );
  if (swarms && !asked.balances) return { skip: NO_IPVS };
  if (ran.length > 0 || asked.serving) return undefined;
  const lost = started.at(-1);
  const what = name === '' ? 'the server' : `the server on port ${name}`;
  if (lost) return { skip: blocked(lost, what, asked) };
  return {
    skip: {
      reason: 'precondition',
      message: `nothing answers there, and no command of the document starts a server`,
      hint: 'start it in a command marked <!-- labproof: setup -->',
    },
  };
};

const noMachine = (address: string): Skip => ({
  reason: 'precondition',
  message: `${address} is an address of the author's machine, and nothing of the lab has it`,
  hint: `put this machine's address in its place: --var ${address}=ADDRESS`,
});

/** A private address that a client asks and that no other command, output or file of the document speaks of. */
function machineAsked({ self, plan }: Asked): string | undefined {
  const { script } = self.command;
  if (!parseScript(script).commands.some(({ words }) => profileOf(words[0]?.text ?? '').client))
    return undefined;
  const address = addressesIn(script).find((one) => /^(?:10|192\.168)\./.test(one));
  if (address === undefined) return undefined;
  const network = address.slice(0, address.lastIndexOf('.') + 1);
  const others = plan.lab.steps
    .flatMap(({ actions }) => actions)
    .filter((action) => {
      if (action.kind === 'file') return action.content.includes(network);
      if (action.kind !== 'command') return false;
      // Other questions to the same machine tell nothing of it.
      const typed = action.script.replaceAll(address, '');
      return (
        typed.includes(network) ||
        (action.expected?.lines.some(({ text }) => text.includes(network)) ?? false)
      );
    });
  return others.length === 0 ? address : undefined;
}

/** Whether a command may start what answers somewhere. */
function serves({ command }: PlannedCommand): boolean {
  if (command.terminal === 'endless' || startsServices(command.script)) return true;
  return parseScript(command.script).commands.some(
    ({ words, background }) => background || /^(?:run|start|restart)$/.test(dockerCommand(words)?.verb ?? ''),
  );
}
