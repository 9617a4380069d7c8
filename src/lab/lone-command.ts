import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { NOUNS, verbOf } from '../profile/verbs.ts';
import { shapeOf } from './command-shape.ts';
import { commandLikeness } from './programs.ts';
import { isSynopsis } from './synopsis.ts';

/**
 * Whether inline code that is all of a list item or paragraph is a command the reader types, and not
 * the name of one: `docker volume create pantry`, but not `docker run`.
 */
export function isTypedAlone(code: string): boolean {
  const text = code.replace(/^\$ +/, '');
  if (isSynopsis(text) || isNameOfCommand(text)) return false;
  const likeness = commandLikeness(text);
  return likeness === 'sure' || (likeness === 'likely' && shapeOf(text) === 'strong');
}

/** Whether it is docker with a noun or with a verb that can't stand alone; most verbs of compose are for all services. */
function isNameOfCommand(text: string): boolean {
  const [command, second] = parseScript(text).commands;
  const docker = command && !second ? dockerCommand(command.words) : undefined;
  if (!docker || docker.options.size > 0 || docker.arguments.length > 0) return false;
  const { verb } = docker;
  if (verb === '' || NOUNS.has(verb) || needsMore(verb)) return true;
  // Of verbs that are not known, `rm` of one noun is as that of another.
  return !verb.startsWith('compose ') && needsMore(verb.split(' ').at(-1)!);
}

function needsMore(verb: string): boolean {
  const { subject, optional, makes, gives, does } = verbOf(verb);
  if (makes !== undefined) return true;
  return !optional && (subject !== undefined || gives !== undefined || does !== undefined);
}
