import type { CodeBlock, Prose } from '../markdown/blocks.ts';
import type { FileKind, KindOfFile } from './file-kinds.ts';

export interface NamedFile {
  readonly name: string;
  readonly reason: string;
}

/** Where a block of a file stands. */
export interface NamingContext {
  readonly block: CodeBlock;
  readonly file: KindOfFile;
  readonly directive: string | undefined;
  /** The prose above, nearest first, back to the block before. */
  readonly above: readonly Prose[];
  /** The file that the command above opens in an editor or creates empty, '' where none does. */
  readonly edited: string;
  /** What later commands build or deploy. */
  readonly later: {
    /** Of the next build: its `-f`, and its context folder. */
    readonly build?: { readonly file: string | undefined; readonly context: string };
    /** Of the next compose or stack command: its `-f` or `-c`. */
    readonly compose?: { readonly file: string | undefined };
  };
}

/** The rules that name a file, in order; the first that finds a name decides. */
const RULES: readonly ((context: NamingContext) => NamedFile | undefined)[] = [
  ({ directive }) =>
    directive === undefined ? undefined : { name: directive, reason: 'a directive names it' },
  ({ block }) => named(nameInInfo(block.info), 'named behind the fence'),
  ({ block, file }) => named(nameInComment(block, file.kind), 'named by the comment in its first line'),
  ({ file }) => named(file.name, 'named in the text above'),
  ({ above, file }) => nameInProse(above, file.kind),
  ({ edited, file }) =>
    fits(edited, file.kind) ? named(edited, 'the command above opens that file') : undefined,
  ({ file, later }) =>
    file.kind === 'dockerfile' && later.build
      ? {
          name: later.build.file ?? inFolder(later.build.context),
          reason:
            later.build.file === undefined
              ? 'a later command builds it'
              : 'a later command builds from that file',
        }
      : undefined,
  ({ file, later }) =>
    (file.kind === 'compose' || file.kind === 'yaml') &&
    later.compose &&
    (file.kind === 'compose' || later.compose.file !== undefined)
      ? { name: later.compose.file ?? 'docker-compose.yml', reason: 'a later command uses it' }
      : undefined,
];

export function nameOf(context: NamingContext): NamedFile | undefined {
  for (const rule of RULES) {
    const found = rule(context);
    if (!found) continue;
    // A Dockerfile stands where the build looks for it.
    const { build } = context.later;
    const plain =
      found.name === 'Dockerfile' && build && build.file === undefined && context.directive === undefined;
    return plain ? { ...found, name: inFolder(build.context) } : found;
  }
  return undefined;
}

const MAKES =
  /\b(?:creat(?:e|ing)|edit|writ(?:e|ing)|sav(?:e|ing)|add|paste|named|called|contents?|update|modify|append)\b/i;
const SHOWS = /\b(?:see|output|prints?|browser|displays?|shows?)\b/i;

/** Whether the text above or the first line says that a block is a file, whatever its content looks like. */
export function announcesFile(block: CodeBlock, above: readonly Prose[]): boolean {
  if (nameInComment(block, 'config') !== undefined) return true;
  const last = above.at(-1);
  if (last === undefined) return false;
  if (last.marked.length === 0 && isFileName(last.text.replace(/:$/, ''))) return true;
  return MAKES.test(last.text) && !SHOWS.test(last.text) && nameInProse([last], 'config') !== undefined;
}

function inFolder(context: string): string {
  const folder = context.replace(/\/+$/, '');
  return folder === '' || folder === '.' || /^[$`-]|:\/\//.test(folder)
    ? 'Dockerfile'
    : `${folder}/Dockerfile`;
}

function named(name: string | undefined, reason: string): NamedFile | undefined {
  return name === undefined || name === '' || !isFileName(name) ? undefined : { name, reason };
}

const EXTENSIONS =
  'ya?ml|json|conf|cfg|cnf|ini|toml|env|properties|sh|bash|py|jsx?|mjs|tsx?|go|rb|php|java|html?|css|txt|md|sql|xml|rs|c|cpp|h|cs|csproj|mod|sum|lock|service|tf|tpl|j2|template|dockerfile|ps1|pl|ya?ml\\.\\w+|repo|crt|pem|key|vcl|lua|vue';
const NAME = new RegExp(
  `(?:(?:\\.{1,2}|~)?/)?(?:[\\w.@-]{1,60}/){0,6}(?:[\\w@-][\\w.@-]{0,60}\\.(?:${EXTENSIONS})|[\\w.-]{0,40}[Dd]ocker[Ff]ile(?:[.-]\\w[\\w.-]{0,30})?|\\.(?:env|dockerignore|htaccess|gitignore)|(?:Make|Vagrant|Caddy|Gem|Proc|Jenkins|Pip)file)(?![\\w/])`,
  'g',
);

/** The names of files in a text, in order. */
export const fileNamesIn = (text: string): readonly string[] => text.match(NAME) ?? [];

function isFileName(text: string): boolean {
  return text.match(NAME)?.[0] === text;
}

/** `title="a.py"`, `{filename=a.py}`, `:a.py` or the bare name. */
export function nameInInfo(info: string): string | undefined {
  const keyed = /(?:^|[\s:{,])(?:title|file(?:name)?|name)\s{0,2}[=:]\s{0,2}["']?([^\s"'{}=]{1,120})/.exec(
    info,
  )?.[1];
  return keyed ?? /^:?([^\s"'{}=:]{1,120})$/.exec(info)?.[1];
}

/** A comment that sets something for what reads the file, as `# syntax=docker/dockerfile:1` does. */
const SETS = /^(?!file|title|name|path)[\w-]{1,40}\s?=/i;

function nameInComment({ lines }: CodeBlock, kind: FileKind): string | undefined {
  const first = lines.find(({ text }) => text.trim() !== '')?.text ?? '';
  const comment =
    /^\s*(?:#+|\/\/|<!--|\/\*+|;|--)\s*(?:file(?:name)?\s*:?\s*)?(.{1,120}?)\s*(?:-->|\*\/)?\s*$/i.exec(
      first,
    )?.[1];
  if (comment === undefined || comment.split(/\s+/).length > 2 || SETS.test(comment)) return undefined;
  return comment.match(NAME)?.find((name) => fits(name, kind));
}

function nameInProse(above: readonly Prose[], kind: FileKind): NamedFile | undefined {
  for (const prose of above) {
    const marked = prose.marked.filter((text) => isFileName(text.trim()) && fits(text.trim(), kind));
    const name =
      announced(prose.text, kind) ??
      marked[0]?.trim() ??
      prose.text.match(NAME)?.find((one) => fits(one, kind));
    if (name !== undefined)
      return { name: normal(name, kind), reason: `named in the ${WHERE[prose.kind]} above` };
  }
  return undefined;
}

/** `a file named X` says more than `create X`, and that more than a file that is merely mentioned. */
function announced(text: string, kind: FileKind): string | undefined {
  for (const verbs of [
    'named?|called',
    'file(?:name)?|as|into|to|create|edit|open|save|update|modify|add|write',
  ]) {
    const match = new RegExp(
      `\\b(?:${verbs}) (?:the |a |an |your |new |following |file |it |is |to |in |as )*["'“]?(${NAME.source})`,
      'gi',
    );
    for (const [, name] of text.matchAll(match)) if (fits(name!, kind)) return name;
  }
  return undefined;
}

/** Prose writes `dockerfile` for what a build looks for as `Dockerfile`. */
function normal(name: string, kind: FileKind): string {
  return kind === 'dockerfile' && /^dockerfile$/i.test(name) ? 'Dockerfile' : name;
}

const WHERE: Readonly<Record<Prose['kind'], string>> = {
  heading: 'heading',
  item: 'list item',
  paragraph: 'text',
};

const DOCKERFILE = /dockerfile/i;

/** Whether content of this kind may stand in a file of that name. */
export function fits(name: string, kind: FileKind): boolean {
  if (name === '') return false;
  switch (kind) {
    case 'dockerfile':
      return DOCKERFILE.test(name);
    case 'compose':
    case 'yaml':
      return /\.ya?ml\b/.test(name);
    case 'json':
      return /\.json$/.test(name);
    case 'markup':
      return /\.(?:html?|xml|php|vue|tpl|j2|template)$/.test(name);
    case 'script':
      return !DOCKERFILE.test(name) && !/\.(?:ya?ml|json|html?|css)$/.test(name);
    case 'code':
      return !DOCKERFILE.test(name) && !/\.(?:ya?ml|conf|cfg|ini|env|txt|md|html?|json)$/.test(name);
    case 'config':
      return !DOCKERFILE.test(name);
  }
}
