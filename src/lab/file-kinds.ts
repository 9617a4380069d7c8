import type { CodeBlock } from '../markdown/blocks.ts';

export type FileKind = 'dockerfile' | 'compose' | 'script' | 'yaml' | 'json' | 'markup' | 'config' | 'code';

const INSTRUCTION =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+\S/i;

interface FileRule {
  readonly kind: FileKind;
  readonly reason: string;
  readonly applies: (lines: readonly string[], all: readonly string[]) => boolean;
}

/** What the content of a block says it is; `lines` are those without blanks and `#` comments. */
const RULES: readonly FileRule[] = [
  {
    kind: 'dockerfile',
    reason: 'its first line is a FROM instruction',
    applies: ([first = '', second]) =>
      /^FROM\s+\S+(?:\s+as\s+\S+)?\s*$/i.test(first.trim()) &&
      (second === undefined || isDockerfileLine(second)),
  },
  {
    kind: 'dockerfile',
    reason: 'an ARG instruction and a FROM instruction',
    applies: ([first = '', ...rest]) =>
      /^ARG\s+\S/.test(first) && rest.some((line) => /^FROM\s+\S/i.test(line)),
  },
  {
    kind: 'script',
    reason: 'its first line names an interpreter',
    applies: (_lines, [first = '']) => /^#! ?\//.test(first),
  },
  {
    kind: 'compose',
    reason: 'it has the keys of a compose file',
    applies: (lines) =>
      /^(?:version|services|name|networks|volumes|x-[\w-]+)\s*:/.test(lines[0] ?? '') &&
      lines.some((line) => /^services\s*:/.test(line)),
  },
  {
    kind: 'compose',
    reason: 'it has the keys of a compose file of version 1',
    applies: (lines) =>
      /^[a-z][\w-]*:\s*$/.test(lines[0] ?? '') &&
      lines.some((line) => /^\s+(?:image|build)\s*:\s*\S/.test(line)),
  },
  {
    kind: 'markup',
    reason: 'it begins with a tag',
    applies: ([first = '']) => /^<(?:!doctype|!--|\?xml|[a-z][a-z0-9]{0,12}[\s>])/i.test(first.trim()),
  },
  {
    kind: 'json',
    reason: 'it is a JSON object',
    applies: (lines) => /^\{\s*(?:"|$)/.test(lines[0] ?? '') && /\}\s*$/.test(lines.at(-1) ?? ''),
  },
  {
    kind: 'config',
    reason: 'it has blocks of settings in braces',
    applies: ([first = '']) =>
      /^(?:server|http|events|upstream|worker_processes|user)\b[^"]*[{;]\s*$/.test(first.trim()),
  },
  {
    kind: 'config',
    reason: 'it begins with a section in brackets',
    applies: ([first = '']) => /^\[[A-Za-z][\w .-]{0,40}\]\s*$/.test(first),
  },
  {
    kind: 'code',
    reason: 'it begins like a program',
    applies: ([first = '']) =>
      /^(?:package \w+;?$|import [\w{*"']|from [\w.]+ import |const \w+ ?=|var \w+ ?=|let \w+ ?=|#include |using [\w.]+;|public class |def \w+\(|<\?php|'use strict'|"use strict")/.test(
        first.trim(),
      ),
  },
  {
    kind: 'yaml',
    reason: 'it begins like YAML',
    applies: (lines) => /^(?:apiVersion|kind)\b/.test(lines[0] ?? ''),
  },
];

/** Languages of fences that hold something other than a terminal's text. */
const BY_LANGUAGE: ReadonlyMap<string, FileKind> = new Map(
  Object.entries<FileKind>({
    yaml: 'yaml',
    yml: 'yaml',
    json: 'json',
    html: 'markup',
    xml: 'markup',
    python: 'code',
    py: 'code',
    javascript: 'code',
    js: 'code',
    typescript: 'code',
    ts: 'code',
    go: 'code',
    golang: 'code',
    java: 'code',
    ruby: 'code',
    php: 'code',
    c: 'code',
    cpp: 'code',
    csharp: 'code',
    jsx: 'code',
    tsx: 'code',
    idl: 'code',
    scss: 'code',
    diff: 'code',
    groovy: 'code',
    graphql: 'code',
    rust: 'code',
    css: 'code',
    sql: 'code',
    toml: 'config',
    ini: 'config',
    nginx: 'config',
    conf: 'config',
    properties: 'config',
    dockerfile: 'dockerfile',
  }),
);

export interface KindOfFile {
  readonly kind: FileKind;
  readonly reason: string;
  /** Where the place of the block alone tells it. */
  readonly name?: string;
}

/** The kind of file the content shows, if it shows one. */
export function fileKind(lines: readonly string[]): KindOfFile | undefined {
  const filled = lines.filter((line) => line.trim() !== '');
  const meant = filled.filter((line) => !/^\s*#(?!!|include)/.test(line));
  const rule = RULES.find(({ applies }) => applies(meant, filled));
  return rule && { kind: rule.kind, reason: rule.reason };
}

/** What the fence's language says where the content says nothing. */
export function kindByLanguage({ language }: CodeBlock): KindOfFile | undefined {
  const kind = BY_LANGUAGE.get(language);
  return kind && { kind, reason: `the fence says ${language}` };
}

export function isDockerfileLine(line: string): boolean {
  return INSTRUCTION.test(line.trim()) || /^\s*(?:#|\.{3}|\S+.*\\$)/.test(line);
}
