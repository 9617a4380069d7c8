import { inferChecks } from '../check/infer.ts';
import { filesOf, isBelow } from '../command/files.ts';
import { Inventory } from '../command/inventory.ts';
import { type Effect, effectsOf, isSwarmWide } from '../command/meaning.ts';
import { substitutionsIn } from '../command/substitutions.ts';
import { type Hazard, hazardsIn } from '../hazard/hazards.ts';
import { placeholders } from '../lab/placeholders.ts';
import { createWorkingDirectory } from '../lab/working-directory.ts';
import type { Command, FileAction, Lab, Step } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { checkProblems } from './directives.ts';
import { hazardsOf } from './hazards.ts';
import { buildInputs, composeHazards, composeInputs } from './inputs.ts';
import { type PinnedValue, pinsOf } from './pins.ts';
import {
  gluedOption,
  imageRequirement,
  portRequirements,
  type Requirement,
  requirementsOf,
} from './requirements.ts';
import { swarmNeeds } from './swarm-need.ts';
import { Variables } from './variable-needs.ts';

/** A lab with what its commands mean: what would run, what it needs, and what would be verified. */
export interface Plan {
  readonly lab: Lab;
  /** In document order; `commands[i].command.id` is `i`. */
  readonly commands: readonly PlannedCommand[];
  /** Those of the parser and of the plan, in line order. */
  readonly problems: readonly Problem[];
  /** What commands would do beyond the lab's own objects, in line order. */
  readonly hazards: readonly Problem[];
}

export interface PlannedCommand {
  readonly command: Command;
  readonly step: Step;
  readonly effects: readonly Effect[];
  readonly pins: readonly PinnedValue[];
  /** Sentences of the checks that are verified when it succeeded. */
  readonly checks: readonly string[];
  readonly requirements: readonly Requirement[];
  /** Earlier commands without which this one can't work, and for what. */
  readonly needs: readonly Need[];
  /** What is wrong with the command line itself, so that its failure is the document's; '' if nothing. */
  readonly malformed: string;
  /** Files that must be there, as typed, and that nothing of the document makes. */
  readonly files: readonly string[];
  /** What it would do to the computer that it is typed at, itself or by a compose file that the document shows. */
  readonly hazards: readonly Hazard[];
}

export interface Need {
  readonly command: number;
  readonly line: number;
  /** Such as `container web` or `folder src`. */
  readonly what: string;
}

/** Plans a lab; pure, needs no engine. Linear in the number of commands and names. */
export function planLab(lab: Lab): Plan {
  let inventories = new Map<string | undefined, Inventory>();
  const inventoryOf = (machine: string | undefined): Inventory => {
    const own = inventories.get(machine) ?? new Inventory();
    inventories.set(machine, own);
    return own;
  };
  for (const { name } of lab.machines) inventoryOf(name);
  const files = new Map<string, { readonly command: number; readonly line: number } | undefined>();
  const texts = new Map<string, FileAction>();
  const commands: PlannedCommand[] = [];
  let directory = createWorkingDirectory();
  let variables = new Variables();
  const needsSwarm = swarmNeeds(lab);
  /** A path that a command types, as it is called from the lab's folder. */
  const locate = (path: string): string => {
    const place = directory.resolve(path);
    return 'path' in place ? place.path : place.outside;
  };
  for (const step of lab.steps) {
    if (step.fresh) {
      inventories = new Map();
      for (const { name } of lab.machines) inventoryOf(name);
      files.clear();
      texts.clear();
      directory = createWorkingDirectory();
      variables = new Variables();
    }
    for (const action of step.actions) {
      if (action.kind === 'file') {
        files.set(action.path, undefined);
        texts.set(action.path, action);
        directory.made(action.path);
      } else if (action.kind === 'command') {
        const inventory = inventoryOf(action.machine);
        const planned = planCommand(action, {
          step,
          inventory,
          files,
          texts,
          commands,
          locate,
          variables,
          needsSwarm,
        });
        commands.push(planned);
        const by = { line: action.span.line, command: action.id };
        inventory.apply(planned.effects, by);
        const shared = planned.effects.filter(isSwarmWide);
        for (const other of inventories.values()) if (other !== inventory) other.apply(shared, by);
        if (action.where.kind !== 'host') continue;
        variables.learn(action.script, by);
        for (const path of filesOf(action.script).makes) files.set(locate(path), by);
        directory.follow(action.script);
      }
    }
  }
  const problems = [...lab.problems, ...checkProblems(lab)].sort(
    (a, b) => (a.span?.line ?? 0) - (b.span?.line ?? 0),
  );
  return { lab, commands, problems, hazards: hazardsOf(lab) };
}

interface Before {
  readonly step: Step;
  readonly commands: readonly PlannedCommand[];
  readonly inventory: Inventory;
  readonly files: ReadonlyMap<string, { readonly command: number; readonly line: number } | undefined>;
  readonly texts: ReadonlyMap<string, FileAction>;
  readonly locate: (path: string) => string;
  readonly variables: Variables;
  readonly needsSwarm: (command: Command) => boolean;
}

function planCommand(command: Command, before: Before): PlannedCommand {
  const { inventory, step } = before;
  // What is typed inside a container does nothing to the engine's objects or to the host's files.
  const host = command.where.kind === 'host';
  const { skip } = command;
  const open = (skip?.otherwise ?? skip)?.reason === 'placeholder';
  const script = open ? withStandIns(command.script) : command.script;
  const effects = host ? effectsOf(script) : [];
  const shown = command.expected?.lines.map(({ text }) => text).join('\n') ?? '';
  const { line } = command.span;
  const malformed =
    effects.map((effect) => malformation(effect, inventory)).find((text) => text !== '') ?? '';
  const shownFiles = { files: before.texts, locate: before.locate };
  const inputs = host ? buildInputs(script, shownFiles) : [];
  const paths = host ? filesOf(script).needs.filter((path) => !path.includes(STAND_IN)) : [];
  return {
    command,
    step,
    effects,
    pins: pinsOf(effects).filter(({ value }) => !value.includes(STAND_IN)),
    malformed,
    checks: inferChecks(effects, inventory, shown).map(({ sentence }) => sentence),
    requirements: malformed
      ? []
      : [
          ...requirementsOf(effects, inventory, line),
          ...inputs.flatMap((image) => imageRequirement(image, inventory, line)),
          ...portRequirements(host ? composeInputs(script, shownFiles) : [], line),
          ...(before.needsSwarm(command) ? [{ kind: 'swarm', name: 'manager', line } as const] : []),
          ...(host ? before.variables.lacking(command) : []).map(
            (name): Requirement => ({ kind: 'variable', name, line }),
          ),
        ],
    needs: [
      ...(command.where.kind === 'inside' ? [openerNeed(command.where.opener, before)] : []),
      ...objectNeeds([...effects, ...(host ? effectsWithin(script) : [])], inventory),
      ...inputs.flatMap((image) => makerNeed(image, inventory)),
      ...paths.flatMap((path) => fileNeed(before.locate(path), before.files)),
      ...(host ? before.variables.needs(script) : []),
    ],
    hazards: host ? [...hazardsIn(script), ...composeHazards(script, shownFiles)] : [],
    files: paths.filter((path) => !isBelow(path, [...before.files.keys()])),
  };
}

/** A character that no name holds. */
const STAND_IN = '\u0001';

/** Angle brackets around what the reader fills in are no redirects; the other words mean what they say. */
function withStandIns(script: string): string {
  return placeholders(script)
    .filter(({ text }) => text.startsWith('<'))
    .reduceRight((text, { from, to }) => `${text.slice(0, from)}${STAND_IN}${text.slice(to)}`, script);
}

/** A container whose command line does not say what its author meant: then its image is no image. */
function malformation(effect: Effect, inventory: Inventory): string {
  if (effect.act !== 'create' || effect.object.kind !== 'container') return '';
  const { image } = effect.object;
  const glued = gluedOption(effect.object);
  if (glued) return `a blank is missing in '${glued}', so ${image} is taken for the image`;
  const made = inventory.find(image);
  if (!made || made.kind === 'image') return '';
  // A container may well be called as its image.
  const calledAsItsImage =
    made.object.kind === 'container' && made.object.image.replace(/:[^/]*$/, '') === image;
  if (effect.object.name === image || calledAsItsImage) return '';
  return `${image} stands where the image should be, and is the ${made.kind} of line ${made.line}`;
}

/** What the commands do whose output is a word of this one. */
const effectsWithin = (script: string): readonly Effect[] => substitutionsIn(script).flatMap(effectsOf);

function openerNeed(opener: number, { commands, step }: Before): Need {
  const line = commands[opener]?.command.span.line ?? step.span.line;
  return { command: opener, line, what: 'the session it is typed into' };
}

function makerNeed(name: string, inventory: Inventory): readonly Need[] {
  const made = inventory.find(name, 'image');
  return made ? [{ command: made.command, line: made.line, what: `image ${made.name}` }] : [];
}

function objectNeeds(effects: readonly Effect[], inventory: Inventory): readonly Need[] {
  return namesUsed(effects).flatMap(({ kind, name }) => {
    // What the reader is to fill in may be another thing each time.
    if (name.includes(STAND_IN)) return [];
    const made = inventory.find(name, kind);
    if (!made) return [];
    return [{ command: made.command, line: made.line, what: `${made.kind} ${made.name}` }];
  });
}

type Used = { readonly kind: Parameters<Inventory['find']>[1]; readonly name: string };

/** The objects that effects take as they are there. */
export function namesUsed(effects: readonly Effect[]): readonly Used[] {
  return effects.flatMap((effect): readonly Used[] => {
    switch (effect.act) {
      case 'use':
      case 'change':
        return effect.names.map((name) => ({ kind: effect.kind, name }));
      case 'connect':
      case 'disconnect':
        return [
          { kind: 'network', name: effect.network },
          { kind: 'container', name: effect.container },
        ];
      case 'rename':
        return [{ kind: 'container', name: effect.from }];
      case 'create': {
        const { object } = effect;
        if (object.kind !== 'container') return [];
        return [
          { kind: 'image', name: object.image },
          ...object.networks.map(
            (name): Used =>
              name.startsWith('container:')
                ? { kind: 'container', name: name.slice('container:'.length) }
                : { kind: 'network', name },
          ),
          ...(object.options.get('volumes-from') ?? []).map((name): Used => ({ kind: 'container', name })),
          ...(object.options.get('link') ?? []).map(
            (pair): Used => ({ kind: 'container', name: pair.split(':')[0]! }),
          ),
        ];
      }
      default:
        return [];
    }
  });
}

function fileNeed(path: string, files: Before['files']): readonly Need[] {
  // A file in a folder that the lab makes too comes of what makes the file.
  const makers = [...files].filter(([made]) => isBelow(path, [made])).sort(([a], [b]) => b.length - a.length);
  const [made, by] = makers[0] ?? [];
  return by ? [{ ...by, what: `file ${made}` }] : [];
}
