import { argumentAbsent } from './arguments.ts';
import { fileAbsent } from './files.ts';
import { machineLacks, portTaken } from './machine.ts';
import { hostAbsent, internetAbsent, serverAbsent } from './networks.ts';
import { nodeAbsent, objectAbsent, projectAbsent, swarmAbsent } from './objects.ts';
import { cliPluginAbsent, moduleAbsent, programAbsent } from './programs.ts';
import type { Answer, Asked, Rule } from './rule.ts';
import type { Absence, Lack } from './sign.ts';
import { contextAbsent, variableAbsent } from './words.ts';

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
