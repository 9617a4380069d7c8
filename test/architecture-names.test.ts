import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAMILIES } from '../src/profile/families.ts';
import type { Family } from '../src/profile/profile.ts';
import type { Verbs } from '../src/profile/verb.ts';
import { NOUNS, VERBS } from '../src/profile/verbs.ts';
import { repository } from './support/repository.ts';

/** What of a literal are words of a list, and how many make it one. */
const LEAST = 5;
const SHARE = 0.5;

/** Grammar of the shell, which is no program (POSIX, 2.4 Reserved Words; `:` and the like are not words here). */
const RESERVED = new Set('if then else elif fi do done case esac while until for in true false'.split(' '));

const PROGRAMS: ReadonlySet<string> = new Set(
  Object.values<Family>(FAMILIES)
    .flatMap((family) => Object.keys(family).flatMap((names) => names.split(' ')))
    .filter((name) => /^[a-z]/.test(name) && !RESERVED.has(name)),
);

/** The last words of verbs: nouns are the kinds of objects too, of which the whole code speaks. */
const DOCKER_VERBS: ReadonlySet<string> = new Set(
  Object.values<Verbs>(VERBS)
    .flatMap((verbs) => Object.keys(verbs).flatMap((names) => names.split(', ')))
    .filter((verb) => verb !== '' && !NOUNS.has(verb))
    .map((verb) => verb.split(' ').at(-1)!),
);

/** Files that have such a list all the same, and why it is not what is known of the programs in it. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  [
    'absence/programs.ts',
    'plugins that Docker publishes, none of which has a profile; a text that is looked through',
  ],
  ['command/engine-choice.ts', 'how each program is told of another engine, a rule of code for each'],
  ['command/files.ts', 'where in its arguments each has its files, a rule of code for each'],
  ['guide/touched.ts', 'what an effect changes, by the events that the engine tells of it'],
  ['lab/known-objects.ts', 'a text that is looked through for what it installs'],
  ['lab/output-likeness.ts', 'a text that is looked through for words that announce a table'],
  ['lab/prompts.ts', 'what clients write before a line, a form for all'],
  ['lab/terminal.ts', 'how a reader talks with a container, a rule of code for each; names of images'],
  ['lab/transcript-comments.ts', 'a line that is not parted into words yet'],
  ['session/lasting-changes.ts', 'builtins of bash, by what they change in the shell itself'],
  ['lint/rules/after-exit.ts', 'a text that is looked through for what opens a shell'],
]);

test('no file outside the profiles keeps a list of programs or of verbs of docker', async () => {
  const found = await lists();
  assert.equal(
    found
      .filter(({ file }) => !EXCEPTIONS.has(file))
      .map(({ file, line, names }) => `${file}:${line}: ${names}`),
    [],
  );
});

test('every exception has such a list still', async () => {
  const files = new Set((await lists()).map(({ file }) => file));
  assert.equal(
    [...EXCEPTIONS.keys()].filter((file) => !files.has(file)),
    [],
  );
});

test('a list is found however it is written, and words that only happen to be names are none', () => {
  const written = (code: string): number => listsIn('x.ts', code).length;
  assert.is(written("const A = new Set(['curl', 'wget', 'ssh', 'nano', 'htop']);"), 1);
  assert.is(written("const A = 'curl wget ssh nano htop'.split(' ');"), 1);
  assert.is(written('const A = /^(?:curl|wget|ssh|nano|htop)$/;'), 1);
  assert.is(written('const A = { curl: 1, wget: 1, ssh: 1, nano: 1, htop: 1 };'), 1);
  assert.is(written("const A = [['curl', 1], ['wget', 1], ['ssh', 1], ['nano', 1], ['htop', 1]];"), 1);
  assert.is(written("const A = ['network rm', 'volume ls', 'pause', 'unpause', 'logs'];"), 1);
  assert.is(
    written(
      "switch (a) { case 'curl': case 'wget': case 'ssh': case 'nano': case 'htop': break; default: break; }",
    ),
    1,
  );
  assert.is(written("const A = ['curl', 'wget', 'ssh', 'nano'];"), 0, 'fewer than five');
  assert.is(
    written(
      "const A = 'what is typed is run in a shell of its own: for each file, the test and then one more';",
    ),
    0,
  );
});

interface Found {
  readonly file: string;
  readonly line: number;
  readonly names: string;
}

let all: Promise<readonly Found[]> | undefined;

function lists(): Promise<readonly Found[]> {
  all ??= read();
  return all;
}

async function read(): Promise<readonly Found[]> {
  const top = join(repository(), 'src');
  const files = (await readdir(top, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('profile/'),
  );
  return files.flatMap((file) => listsIn(file, readFileSync(join(top, file), 'utf8')));
}

function listsIn(file: string, code: string): readonly Found[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const words = [...new Set(wordsOf(node))].filter((word) => /[a-z]/i.test(word));
    for (const names of [PROGRAMS, DOCKER_VERBS]) {
      const own = words.filter((word) => names.has(word));
      if (own.length < LEAST || own.length / words.length < SHARE) continue;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ file, line: line + 1, names: own.join(' ') });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The words that a literal lists. */
function wordsOf(node: ts.Node): readonly string[] {
  const text = textOf(node);
  if (text !== undefined) return text.split(/\s+/);
  if (ts.isRegularExpressionLiteral(node)) return node.text.split(/\\[a-z]|[^\w.-]+/);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((one) => lastWord(ts.isArrayLiteralExpression(one) ? one.elements[0] : one));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap(({ name }) =>
      name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text.split(' ').slice(-1) : [],
    );
  // What an effect does, and changes, has the names of verbs.
  if (ts.isCaseBlock(node) && !/\.(?:act|change)$/.test(node.parent.expression.getText()))
    return node.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? lastWord(clause.expression) : []));
  return [];
}

const textOf = (node: ts.Node | undefined): string | undefined =>
  node && (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) ? node.text : undefined;

const lastWord = (node: ts.Node | undefined): readonly string[] => textOf(node)?.split(' ').slice(-1) ?? [];

test.run();
