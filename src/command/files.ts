import { profileOf } from '../profile/programs.ts';
import { dockerCommand, programWords } from './docker.ts';
import { parseScript, type SimpleCommand } from './words.ts';

/** The files and folders that a command line makes and those it cannot do without. */
export interface FileEffects {
  readonly makes: readonly string[];
  readonly needs: readonly string[];
  /** Those of `makes` that are not empty, as a new folder is, nor hold what the reader types. */
  readonly fills: readonly string[];
}

/**
 * Paths as typed; words with expansions are left out, and what the line itself made is not needed: what a
 * program that is not known here has made nobody can tell before it has run.
 */
export function filesOf(script: string): FileEffects {
  const makes: string[] = [];
  const needs: string[] = [];
  const fills: string[] = [];
  let known = true;
  for (const command of parseScript(script).commands) {
    const own = ofCommand(command);
    if (known) needs.push(...own.needs.filter((path) => !isBelow(path, makes)));
    makes.push(...own.makes);
    fills.push(...(own.fills ?? own.makes));
    known &&= makesWhatItSays(command);
    for (const { operator, target } of command.redirects) {
      if (target.dynamic || operator.endsWith('&') || target.text.startsWith('/dev/')) continue;
      if (operator.includes('>')) {
        makes.push(target.text);
        if (!isTypedOrEmpty(command)) fills.push(target.text);
      } else if (operator === '<' && known && !isBelow(target.text, makes)) needs.push(target.text);
    }
  }
  return { makes, needs, fills };
}

/** A redirection of nothing, or of the keyboard. */
function isTypedOrEmpty({ words, redirects }: SimpleCommand): boolean {
  const [program, ...rest] = programWords(words).map(({ text }) => text);
  if (program === undefined || program === ':') return true;
  return (
    program === 'cat' && rest.length === 0 && !redirects.some(({ operator }) => operator.startsWith('<'))
  );
}

/** The files that a command's output goes to by its redirections, as typed. */
export const redirectedTo = ({ redirects }: SimpleCommand): readonly string[] =>
  redirects
    .filter(({ operator }) => operator.includes('>') && !operator.endsWith('&'))
    .map(({ target }) => target.text);

/** Whether a path is one of `roots` or lies below one of them. */
export function isBelow(path: string, roots: readonly string[]): boolean {
  const clean = (p: string): string => p.replace(/^\.\//, '').replace(/\/+$/, '');
  const wanted = clean(path);
  return roots.some((root) => wanted === clean(root) || wanted.startsWith(`${clean(root)}/`));
}

/** Of one command: without `fills`, all that it makes has content. */
type CommandFiles = Omit<FileEffects, 'fills'> & Partial<Pick<FileEffects, 'fills'>>;

function ofCommand(command: SimpleCommand): CommandFiles {
  const [program, ...rest] = programWords(command.words);
  const plain = rest.filter(({ text, dynamic }) => !dynamic && !text.startsWith('-')).map(({ text }) => text);
  switch (program?.text) {
    case 'cd':
    case 'pushd':
      return { makes: [], needs: plain.slice(0, 1).filter((path) => !/^~[\w-]*\/?$/.test(path)) };
    case 'mkdir':
    case 'touch':
      return { makes: plain, needs: [], fills: [] };
    case 'tee':
      return { makes: plain, needs: [] };
    case 'cp':
    case 'mv':
      return { makes: plain.slice(-1), needs: plain.slice(0, -1).filter((path) => !GLOB.test(path)) };
    case 'unzip':
    case 'source':
    case '.':
    case 'bash':
    case 'sh':
      return { makes: [], needs: rest[0]?.text.startsWith('-') ? [] : plain.slice(0, 1) };
    case 'head':
    case 'tail':
      return {
        makes: [],
        needs: withoutOptionValues(rest.map(({ text }) => text)).filter((path) => !GLOB.test(path)),
      };
    case 'cat':
    case 'chmod':
      return {
        makes: [],
        needs: plain.slice(program.text === 'chmod' ? 1 : 0).filter((path) => !GLOB.test(path)),
      };
    case 'git':
      return plain[0] === 'clone' ? { makes: [cloneFolder(plain)], needs: [] } : { makes: [], needs: [] };
    default:
      if (program && !program.dynamic && program.text.startsWith('./'))
        return { makes: [], needs: [program.text] };
      return ofDocker(command);
  }
}

/** Whether a command makes no files but those that `ofCommand` tells and those it is redirected to. */
function makesWhatItSays(command: SimpleCommand): boolean {
  const [program] = programWords(command.words);
  if (program === undefined || dockerCommand(command.words) !== undefined) return true;
  const { makes } = profileOf(program.text);
  return makes === 'none' || makes === 'named';
}

const GLOB = /[*?[\]{}~]/;

/** The operands of head and tail, whose `-n` and `-c` take a value (POSIX). */
function withoutOptionValues(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => !word.startsWith('-') && !/^[-+]?[nc]$/.test(words[index - 1] ?? ''));
}

function cloneFolder(plain: readonly string[]): string {
  const [, url = '', folder] = plain;
  return (
    folder ??
    url
      .replace(/\/+$/, '')
      .split('/')
      .at(-1)!
      .replace(/\.git$/, '')
  );
}

function ofDocker({ words }: SimpleCommand): CommandFiles {
  const docker = dockerCommand(words);
  if (!docker) return { makes: [], needs: [] };
  const option = (name: string): readonly string[] => docker.options.get(name) ?? [];
  const local = (path: string): boolean => !/[$`]/.test(path) && path !== '-' && path !== '';
  switch (docker.verb) {
    case 'build':
      return {
        makes: option('output').map(destination).filter(local),
        needs: buildFiles(docker.arguments.at(-1) ?? '', option('file')).filter(local),
      };
    case 'save':
    case 'export':
      return { makes: option('output').filter(local), needs: [] };
    case 'load':
      return { makes: [], needs: option('input').filter(local) };
    case 'import':
      return {
        makes: [],
        needs: docker.arguments.slice(0, 1).filter((path) => local(path) && !path.includes('://')),
      };
    case 'cp':
      return copied(docker.arguments.filter(local));
    case 'run':
    case 'create':
      return {
        makes: option('cidfile').filter(local),
        needs: [...option('env-file'), ...option('security-opt').flatMap(profile)].filter(local),
      };
    case 'secret create':
    case 'config create':
      return { makes: [], needs: docker.arguments.slice(1, 2).filter(local) };
    case 'stack deploy':
      return { makes: [], needs: option('compose-file').filter(local) };
    default:
      return { makes: [], needs: docker.verb.startsWith('compose') ? option('file').filter(local) : [] };
  }
}

/** A build reads its Dockerfile, which lies in the context unless `-f` says where (from the cwd). */
function buildFiles(context: string, file: readonly string[]): readonly string[] {
  if (context.includes('://') || context.startsWith('git@')) return [];
  if (file.length > 0) return file;
  if (context === '-' || context === '') return [];
  return [context === '.' ? 'Dockerfile' : `${context.replace(/\/+$/, '')}/Dockerfile`];
}

/** The file of `seccomp=profile.json`; some words are the engine's own. */
function profile(option: string): readonly string[] {
  const path = /^seccomp[=:](.+)$/.exec(option)?.[1];
  return path === undefined || path === 'unconfined' || path === 'builtin' ? [] : [path];
}

/** Where the result of a build goes: `out` or `type=tar,dest=out.tar`. */
function destination(output: string): string {
  return /(?:^|,)dest=([^,]*)/.exec(output)?.[1] ?? (output.includes('=') ? '' : output);
}

function copied([from = '', to = '']: readonly string[]): CommandFiles {
  const inContainer = (path: string): boolean => /^[^/.][^/:]*:/.test(path);
  // Without a container it is refused whether the file is there or not.
  if (!inContainer(from) && !inContainer(to)) return { makes: [], needs: [] };
  return { makes: inContainer(to) ? [] : [to], needs: inContainer(from) ? [] : [from] };
}
