import { dockerCommand, programWords } from '../../command/docker.ts';
import { parseScript, type Word } from '../../command/words.ts';
import type { Found, Rule } from '../finding.ts';

export const destructiveCommand = {
  level: 'warning',
  summary: 'a command that removes what is not the document’s on the reader’s machine',
  check: ({ plan }) =>
    plan.commands.flatMap(({ command: { script, span, where, skip } }) => {
      if (where.kind !== 'host' || skip?.reason === 'synopsis') return [];
      const place = { line: span.line, column: span.column };
      const { commands } = parseScript(script);
      return commands.flatMap(({ words }, index): readonly Found[] => {
        const what = harm(words) ?? (index > 0 ? throughPipe(commands[index - 1]!.words, words) : undefined);
        return what === undefined ? [] : [{ ...place, ...what }];
      });
    }),
} satisfies Rule;

type Harm = Pick<Found, 'message' | 'hint'>;

function harm(words: readonly Word[]): Harm | undefined {
  const docker = dockerCommand(words);
  if (docker) {
    const { verb, options, arguments: names } = docker;
    if (verb.endsWith('prune')) {
      if (options.has('filter') || options.has('help')) return undefined;
      return { message: `docker ${verb} ${PRUNED}`, hint: 'remove by name, or by --filter label=…' };
    }
    const all = REMOVES.get(verb) !== undefined && names.some((name) => listsAll(name, REMOVES.get(verb)!));
    return all ? everything(verb) : undefined;
  }
  const [program, ...rest] = programWords(words).map(({ text }) => text);
  if (program !== 'rm' || !rest.some((word) => /^-\w*[rR]|^--recursive$/.test(word))) return undefined;
  const root = rest.find((word) => ROOTS.test(word));
  return root === undefined
    ? undefined
    : {
        message: `rm -r ${root} removes what belongs to the machine`,
        hint: 'name the files that the document makes',
      };
}

const PRUNED =
  'removes everything that is not in use on the reader’s engine, not only what the document makes';
const ROOTS =
  /^(?:\/\*?|\/(?:bin|boot|dev|etc|home|lib|opt|proc|root|sbin|srv|sys|usr|var)\/?\*?|~\/?\*?|\$HOME\/?\*?|\/var\/lib\/docker(?:\/.*)?)$/;

/** Verbs that end or remove objects, with the lists that name them all. */
const REMOVES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries<RegExp>({
    rm: /^(?:ps|container ls|container ps|container list)\b/,
    stop: /^(?:ps|container ls|container ps|container list)\b/,
    kill: /^(?:ps|container ls|container ps|container list)\b/,
    rmi: /^(?:images|image ls|image list)\b/,
    'network rm': /^network (?:ls|list)\b/,
    'volume rm': /^volume (?:ls|list)\b/,
  }),
);

/** `$(docker ps -aq)`: a list that nothing narrows. */
function listsAll(word: string, list: RegExp): boolean {
  const inner = /^(?:\$\(|`)\s*(?:sudo +)?docker +([^ |)`][^|)`]*)[)`]$/.exec(word)?.[1]?.trim();
  return (
    inner !== undefined &&
    list.test(inner) &&
    !/\s(?:-f|--filter)\b|\s-\w{0,6}[lnf]\w{0,6}(?:\s|$)/.test(inner)
  );
}

function everything(verb: string): Harm {
  const thing = verb === 'rmi' ? 'image' : verb.includes(' ') ? verb.split(' ')[0]! : 'container';
  const does = verb === 'stop' || verb === 'kill' ? `${verb}s` : 'removes';
  return {
    message: `it ${does} every ${thing} of the reader’s engine, not only what the document makes`,
    hint: `name the ${thing}s of the document`,
  };
}

/** `docker ps -aq | xargs docker rm`. */
function throughPipe(before: readonly Word[], words: readonly Word[]): Harm | undefined {
  if (programWords(words)[0]?.text !== 'xargs') return undefined;
  const at = words.findIndex(({ text }) => text === 'docker');
  const docker = at < 0 ? undefined : dockerCommand(words.slice(at));
  const list = docker && REMOVES.get(docker.verb);
  const typed = before.map(({ text }) => text).join(' ');
  return docker && list && listsAll(`$(${typed})`, list) ? everything(docker.verb) : undefined;
}
