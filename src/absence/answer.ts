import type { Skip } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { argumentAbsent } from './arguments.ts';
import { fileAbsent } from './files.ts';
import { machineLacks, portTaken } from './machine.ts';
import { hostAbsent, internetAbsent, serverAbsent } from './networks.ts';
import { nodeAbsent, objectAbsent, projectAbsent, swarmAbsent } from './objects.ts';
import { cliPluginAbsent, moduleAbsent, programAbsent } from './programs.ts';
import type { Absence, Lack } from './sign.ts';
import type { Happened } from './story.ts';
import { contextAbsent, variableAbsent } from './words.ts';

/** What follows from it that something is missing. */
export type Answer =
  /** It is not the document's fault. */
  | { readonly skip: Skip; readonly cause?: never }
  /** It is, for this reason. */
  | { readonly cause: string; readonly skip?: never };

/** What a rule may look at. */
export interface Asked extends Happened {
  readonly self: PlannedCommand;
  /** All that the command printed. */
  readonly output: string;
  /** The line whose output first shows a value that no live value stands for. */
  readonly shownOn: (value: string) => number | undefined;
  /** Something that the lab started in the foreground or in the background is still running. */
  readonly serving: boolean;
  /** The kernel can lead a published port to the tasks of a service (IPVS). */
  readonly balances: boolean;
}

/** Undefined where it is not known why it is missing: the lab made it, and it is not there. */
export type Rule = (absence: Absence, asked: Asked) => Answer | undefined;

const RULES: Readonly<Record<Lack, Rule>> = {
  container: objectAbsent('container'),
  image: objectAbsent('image'),
  network: objectAbsent('network'),
  volume: objectAbsent('volume'),
  service: objectAbsent('service'),
  secret: objectAbsent('secret'),
  config: objectAbsent('config'),
  stack: objectAbsent('stack'),
  object: objectAbsent(undefined),
  swarm: swarmAbsent,
  node: nodeAbsent,
  project: projectAbsent,
  context: contextAbsent('context create', 'context'),
  builder: contextAbsent('buildx create', 'builder'),
  'cli plugin': cliPluginAbsent,
  argument: argumentAbsent,
  file: fileAbsent,
  program: programAbsent,
  module: moduleAbsent,
  variable: variableAbsent,
  host: hostAbsent,
  internet: internetAbsent,
  server: serverAbsent,
  driver: machineLacks,
  device: machineLacks,
  kernel: machineLacks,
  platform: machineLacks,
  engine: machineLacks,
  feature: machineLacks,
  port: portTaken,
  terminal: machineLacks,
  leave: machineLacks,
};

/**
 * What follows from all that a command's output says is missing. One that is nobody's fault but the
 * document's decides; a command is excused only when each is answered.
 */
export function answerTo(absences: readonly Absence[], asked: Asked): Answer | undefined {
  const answers = absences.map((absence) => RULES[absence.lack](absence, asked));
  const wrong = answers.find((answer) => answer?.cause !== undefined);
  if (wrong) return wrong;
  return answers.includes(undefined) ? undefined : answers[0];
}
