import type { Difference } from '../model/verdict.ts';
import { shortReference, withoutDigest } from '../text/image-reference.ts';
import type { Line } from './context.ts';
import { loneDifference } from './differences.ts';
import { groupBy } from './group.ts';
import { composedName } from './layouts/composed-name.ts';
import { nearest } from './nearest.ts';

/**
 * How far a command has come tells nothing, but what it names is a fact: where lines of progress name
 * objects of one kind on both sides, those of the document must be among the live ones. A network that
 * was there before is not named, so one that is named only by the document is no mistake.
 */
export function compareProgress(document: readonly Line[], live: readonly Line[]): readonly Difference[] {
  const [wanted, all] = withoutProjects(named(document), named(live));
  const found = groupBy(all, ({ kind }) => kind);
  const kinds = groupBy(
    all.filter(({ kind }) => isObject(kind)),
    ({ name }) => name,
  );
  const names = new Set(all.map(({ kind, name }) => `${kind} ${name}`));
  let told = 0;
  return wanted.flatMap(({ kind, name, line, text }) => {
    const ofKind = (found.get(kind) ?? []).slice(0, MOST_NEAR);
    const elsewhere = kinds.get(name)?.[0];
    const candidates = ofKind.length > 0 || !isObject(kind) || !elsewhere ? ofKind : [elsewhere];
    if (candidates.length === 0 || names.has(`${kind} ${name}`)) return [];
    // It is told once.
    names.add(`${kind} ${name}`);
    if (text.trim().startsWith('=>') && candidates.some((other) => isCut(name, other.name))) return [];
    told += 1;
    const near = told > MOST_TOLD ? undefined : nearest(name, candidates.map(nameOf));
    const other = candidates.find((candidate) => candidate.name === near) ?? candidates[0]!;
    return loneDifference({
      verdict: 'failed',
      line,
      expected: text,
      found: other.text,
      cause: `line ${line} says ${kind} ${name}; live it is ${other.kind === kind ? '' : `${other.kind} `}${other.name}`,
    });
  });
}

const nameOf = ({ name }: Named): string => name;

/** Whoever made more mistakes did not slip. */
const MOST_TOLD = 20;
/** A typing mistake is looked for among as many names as a reader could look through. */
const MOST_NEAR = 50;

/** A terminal's display cuts long steps at its width. */
const isCut = (name: string, other: string): boolean =>
  name.length >= 20 && other.startsWith(name.replace(/(?:\.{3}|…)$/, ''));

interface Named extends Line {
  readonly kind: string;
  readonly name: string;
}

function named(lines: readonly Line[]): readonly Named[] {
  return lines.flatMap((line) => {
    const text = line.text.trim();
    for (const { pattern, kind } of FORMS) {
      const groups = pattern.exec(text)?.groups;
      if (!groups) continue;
      const { name = '', kind: said = '' } = groups;
      return [{ ...line, kind: kind ?? said.toLowerCase(), name: plainly(name.replace(/^"|"$/g, '')) }];
    }
    return [];
  });
}

/** A name in one notation for all versions: of Compose, of a reference to an image, of a step. */
function plainly(name: string): string {
  return composedName(
    name
      .replace(/\s\d{1,6}\.\ds$/, '')
      .trimEnd()
      .replace(IMAGE, (_, before: string, image: string) => before + shortReference(withoutDigest(image))),
  );
}

/** The image that a step begins with, or that is all of a name. */
const IMAGE = /^(|.{0,80}[\]:] FROM (?:--\S{1,80} ){0,3})(\S{1,600})(?= AS |$)/i;

/** Compose calls a project after the author's folder: a prefix that all names have is left out. */
function withoutProjects(
  document: readonly Named[],
  live: readonly Named[],
): readonly [readonly Named[], readonly Named[]] {
  const [project, other] = [projectOf(document), projectOf(live)];
  if (project === undefined || other === undefined || project === other) return [document, live];
  const strip = (all: readonly Named[]): readonly Named[] =>
    all.map((one) => (isComposed(one) ? { ...one, name: one.name.replace(PROJECT, '') } : one));
  return [strip(document), strip(live)];
}

function projectOf(all: readonly Named[]): string | undefined {
  const prefixes = new Set(all.filter(isComposed).map(({ name }) => PROJECT.exec(name)?.[0].slice(0, -1)));
  return prefixes.size === 1 ? [...prefixes][0] : undefined;
}

const isObject = (kind: string): boolean => /^(?:container|network|volume|service|secret|config)$/.test(kind);
const isComposed = ({ kind }: Named): boolean => /^(?:container|network|volume)$/.test(kind);
const PROJECT = /^[a-z0-9]+[-_]/;

/** Compose 2, stacks and Compose 1, and what services and pulls say of their images, the steps of both builders. */
const FORMS: readonly { readonly pattern: RegExp; readonly kind?: string }[] = [
  {
    pattern:
      /^(?:[✔✓⠿✘⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] )?(?<kind>Container|Network|Volume) (?<name>\S{1,255}) {1,20}[A-Z][a-z]{3,12}\b/,
  },
  { pattern: /^(?:Creating|Removing) (?<kind>network|volume|service|secret|config) (?<name>\S{1,255})/ },
  {
    pattern:
      /^(?:Creating|Starting|Stopping|Removing|Recreating|Restarting|Killing) (?<name>[\w.-]{1,255}) {0,20}\.\.\.(?: {0,8}\w{1,12})?$/,
    kind: 'container',
  },
  { pattern: /^Step (?<name>\d{1,3}\/\d{1,3} : \S.*)$/, kind: 'step' },
  {
    pattern: /^(?:#\d{1,4}|=>) (?:CACHED )?\[(?:[\w.-]{1,60} )?(?<name>\d{1,3}\/\d{1,3}\] \S.*)$/,
    kind: 'build step',
  },
  {
    pattern:
      /^(?:#\d{1,4}|=>) (?:CACHED )?\[(?:[\w.-]{1,60} )?internal\] load metadata for (?<name>\S{1,255})/,
    kind: 'base image',
  },
  {
    pattern: /^(?:#\d{1,4}|=>) \[(?:[\w.-]{1,60} )?internal\] load build definition from (?<name>\S{1,255})/,
    kind: 'Dockerfile',
  },
  { pattern: /^(?:#\d{1,4}|=> =>) naming to (?<name>\S{1,255})/, kind: 'tag' },
  { pattern: /^image (?<name>\S{1,255}) could not be accessed on a registry/, kind: 'image' },
  {
    pattern: /^its digest\. Each node will access (?<name>\S{1,255}) independently/,
    kind: 'image of a node',
  },
  { pattern: /^Unable to find image '(?<name>\S{1,255})' locally$/, kind: 'image' },
  {
    pattern: /^Status: (?:Downloaded newer image|Image is up to date) for (?<name>\S{1,255})$/,
    kind: 'image',
  },
];
