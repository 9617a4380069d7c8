import { profileOf } from '../profile/programs.ts';
import { topVerbs, verbsOfNoun } from '../profile/verbs.ts';

/** Verbs of the docker CLI, those of its groups included only where they stand alone. */
const DOCKER_VERBS: ReadonlySet<string> = new Set(topVerbs());
const COMPOSE_VERBS: ReadonlySet<string> = new Set(verbsOfNoun('compose'));

const LEAD =
  /^(?:sudo\s+(?:-[A-Za-z]+\s+){0,3})?(?:[A-Za-z_]\w{0,40}=\S{0,200}\s+){0,8}(?:(?:time|nohup|winpty|command)\s+)?/;
const DOCKER =
  /^(?:\/[\w/]{1,40}\/)?docker(?:\.exe)?\s+(?:(?:-[HlcD]|--(?:host|context|config|log-level))[ =]\S{1,200}\s+){0,4}(\S+)/;
const COMPOSE = /^docker-compose(?:\.exe)?\s+(?:(?:-[fp]|--(?:file|project-name))[ =]\S{1,200}\s+){0,4}(\S+)/;

export function isProgram(word: string): boolean {
  return typedAs(word) !== undefined;
}

/**
 * How surely a line without a prompt is a command: `sure` (docker with a verb it has), `likely` (a
 * program and its arguments), `word` (a program's name alone, as listings show too), or `no`.
 */
export function commandLikeness(line: string): 'sure' | 'likely' | 'word' | 'no' {
  const lead = LEAD.exec(line)![0];
  const text = line.slice(lead.length);
  const docker = DOCKER.exec(text)?.[1];
  // `git version 2.39.2` is what that program prints.
  if (/^docker(?:-compose)? version v?\d|^[\w-]{1,40} (?:version v?|v)\d+\.\d+/.test(text)) return 'no';
  if (docker !== undefined && (docker.startsWith('-') || DOCKER_VERBS.has(docker))) return 'sure';
  const compose = COMPOSE.exec(text)?.[1];
  if (compose !== undefined && (compose.startsWith('-') || COMPOSE_VERBS.has(compose))) return 'sure';
  if (/^docker-machine\s+[a-z]/.test(text)) return 'sure';
  const [, word = '', rest = ''] = /^([^\s;|&<>()]{1,80})(.*)$/.exec(text) ?? [];
  if (/^(?:\.{1,2}|~)?\/[\w./-]*\w$/.test(word) && /^\.{0,2}\/?[\w./-]+$/.test(word)) {
    return word.startsWith('./') || lead.startsWith('sudo') ? 'likely' : 'no';
  }
  const unprompted = typedAs(word);
  if (unprompted === undefined) return lead.startsWith('sudo') && word !== '' ? 'likely' : assignment(line);
  if (/^[:,]/.test(rest)) return 'no';
  if (rest.trim() === '') return lead === '' ? 'word' : 'likely';
  if (isSentence(text) && (unprompted === 'word' || rest.trim().split(/\s+/).length > 3)) return 'no';
  if (unprompted === 'word' && !ARGUMENT.test(rest) && !(word === 'ip' && IP_OBJECT.test(rest))) return 'no';
  return 'likely';
}

/** Without a path: `library/node` stands in listings. */
const typedAs = (word: string): 'command' | 'word' | undefined =>
  word.includes('/') ? undefined : profileOf(word).unprompted;

/** What `ip` shows and changes, ip(8). */
const IP_OBJECT = /^\s+(?:a|addr|address|l|link|r|route|rule|n|neigh|netns|maddr|tunnel)(?:\s|$)/;

/** An argument that no English word looks like. */
const ARGUMENT = /\s(?:-{1,2}[A-Za-z]|["'$~./*]|\S*[/=:.$*_\d]\S*|[A-Z][a-z]+file(?=\s|$))|[|>;&]/;

/** `export X=1` is in the list; `X=1` alone sets a variable too, unless it is a line of `env`. */
function assignment(line: string): 'likely' | 'no' {
  return /^[A-Za-z_]\w*=(?:\$\(|`[^`]+`|\S*\s*(?:&&|;)\s*(?:\\?$|\S))/.test(line) ? 'likely' : 'no';
}

const ENGLISH_WORDS =
  /\b(?:the|a|an|is|are|this|that|your|you|we|with|will|should|and|of|from|which|using)\b/gi;

function isSentence(text: string): boolean {
  const words =
    text
      .slice(0, 300)
      .replace(/"[^"]*"|'[^']*'/g, '')
      .match(ENGLISH_WORDS)?.length ?? 0;
  return words >= 2 || (words === 1 && /[.:!]$/.test(text.trimEnd()));
}
