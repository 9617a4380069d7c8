import { shapeOf } from './command-shape.ts';
import { commandLikeness } from './programs.ts';
import { isSynopsis } from './synopsis.ts';

/**
 * Whether inline code that is all of a list item or paragraph is a command the reader types, and not
 * the name of one: `docker volume create pantry`, but not `docker run`.
 */
export function isTypedAlone(code: string): boolean {
  const text = code.replace(/^\$ +/, '');
  if (isSynopsis(text) || NAME_OF_COMMAND.test(text)) return false;
  const likeness = commandLikeness(text);
  return likeness === 'sure' || (likeness === 'likely' && shapeOf(text) === 'strong');
}

/** Verbs that can't stand alone, and groups; most verbs of compose are for all services. */
const NAME_OF_COMMAND =
  /^docker(?: (?:container|image|network|volume|service|stack|swarm|node|secret|config|context|plugin|system|buildx|builder|manifest|trust|checkpoint))?(?: (?:run|start|stop|restart|rm|rmi|exec|attach|kill|logs|pull|push|tag|build|inspect|create|cp|connect|disconnect|save|load|import|export|commit|rename|port|top|wait|pause|unpause|update|deploy|scale|join|history|diff|use))?$|^docker(?: |-)compose(?: (?:run|exec|cp|port|scale))?$/;
