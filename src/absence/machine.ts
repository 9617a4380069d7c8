import { nearMiss } from './near-miss.ts';
import type { Answer, Asked, Rule } from './rule.ts';
import type { Absence, Lack } from './sign.ts';
import { before, blocked, isLeftOut, leftOut, publishes, verbsOf } from './story.ts';

/** What the machine, its kernel or its engine has not. */
export const machineLacks: Rule = (absence, asked) => OWN[absence.lack]?.(absence, asked) ?? lacking(absence);

/** Rules that find the document, or another command, at fault. */
const OWN: Partial<Record<Lack, (absence: Absence, asked: Asked) => Answer | undefined>> = {
  driver: ({ name }) => {
    const near = nearMiss(name, BUILT_IN);
    return near === undefined ? undefined : { cause: `there is no driver ${name}; ${near} may be meant` };
  },
  platform: (_absence, asked) => {
    const pull = leftOut(asked, asked.self, (planned) => verbsOf(planned).includes('pull'));
    return pull && { skip: blocked(pull, 'the image for that platform', asked) };
  },
};

const BUILT_IN = [
  'bridge',
  'host',
  'none',
  'overlay',
  'macvlan',
  'ipvlan',
  'local',
  'json-file',
  'syslog',
  'journald',
  'runc',
];

function lacking({ lack, name, what }: Absence): Answer {
  const [message, hint] = WORDS[lack]!;
  const thing = name === '' ? what : name;
  return { skip: { reason: 'platform', message: message(thing, what), hint } };
}

type Sentence = (thing: string, what: string) => string;

const WORDS: Partial<Record<Lack, readonly [message: Sentence, hint: string]>> = {
  driver: [
    (thing) => `the engine has no ${thing || 'such driver'}`,
    'run it on a host whose kernel and engine have it',
  ],
  device: [(thing) => `the engine's machine has no ${thing}`, 'run it on a machine that has it'],
  kernel: [
    (thing) => `the kernel of the engine's machine has no ${thing}`,
    'run it on a machine whose kernel has it',
  ],
  platform: [
    (thing, what) =>
      `this engine has no ${what || 'image for that platform'}${thing && thing !== what ? ` (${thing})` : ''}`,
    'run it on an engine of that platform',
  ],
  engine: [(thing) => `no engine answers at ${thing}`, 'start it, or leave the address out'],
  feature: [
    (thing) => `the engine does not have ${thing} switched on`,
    'switch it on in the settings of the engine',
  ],
  port: [(thing) => `port ${thing} of the engine's host is in use`, '--engine private, or free the port'],
  terminal: [() => 'it wants a terminal on its input', 'leave out -t, or give the command a line of its own'],
  leave: [(thing) => `labproof refused to ${thing}`, 'run it on an engine of its own: --engine private'],
};

/** A port of the host that a container of the lab has taken is the document's matter. */
export const portTaken: Rule = (absence, asked) => {
  const own = before(asked, asked.self).some(
    (planned) => !isLeftOut(asked.results.get(planned.command.id)) && publishes(planned, absence.name),
  );
  return own ? undefined : lacking(absence);
};
