import { DOMParser, type Element } from '@xmldom/xmldom';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

/** Words in as many lines, which can do nothing. */
export const harmless = (text: string): string => text.replace(/[^\n]+/g, 'words');

/** Attribute and tag names of markup in their order; text is nothing to it. */
export function tagsOf(page: string): readonly string[] {
  const body = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1>');
  return [
    ...body.matchAll(/<(\/?[a-z!][^\s/>]*)((?:\s+[^\s"'>/=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi),
  ].map(([, tag = '', attributes = '']) =>
    [
      tag,
      ...[...attributes.matchAll(/([^\s"'>/=]+)(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g)].map(
        ([, name]) => name,
      ),
    ].join(' '),
  );
}

/** The shape of a value: its keys, and what kind of value each has. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, shapeOf(own)]));
}

/** Names of elements and attributes of well-formed XML in their order. */
export function elementsOf(xml: string): readonly string[] {
  const root = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  }).parseFromString(xml, 'text/xml').documentElement!;
  return [root, ...(root.getElementsByTagName('*') as Iterable<Element>)].map((element) =>
    [element.nodeName, ...[...element.attributes].map(({ name }) => name)].join(' '),
  );
}

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** The blocks of Markdown and what is marked up in them. */
export const markdownOf = (text: string): unknown =>
  partsOf(
    fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }) as Node,
  );

function partsOf({ type, value = '', children }: Node): unknown {
  if (type === 'html') return tagsOf(value);
  return children ? [type, ...children.filter((child) => child.type !== 'text').map(partsOf)] : type;
}

/** Where two skeletons part. */
export function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 40), at + 60);
  return `${around(a)} became ${around(b)}`;
}
