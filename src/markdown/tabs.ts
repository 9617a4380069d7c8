/** A stretch of a page that is one of several variants, of which a reader follows one. */
export interface Tab {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
}

/** Lines of variants that are not followed, with the name of their tab. */
export interface OtherTabs {
  /** The name of the tab that a line (from 1) stands in and that is not followed. */
  at(line: number): string | undefined;
  /** Those of each set that are followed. */
  readonly followed: readonly Tab[];
}

/**
 * The tabs of a page besides the one of each set that is followed: that which `asked` names first,
 * else the first for Linux or bash, else the first. Known are the tabs of Docusaurus, Material for
 * MkDocs and PyMdown, Sphinx, Hugo, VitePress and Hexo-like tags.
 */
export function otherTabs(lines: readonly string[], asked: readonly string[] = []): OtherTabs {
  const others: Tab[] = [];
  const all: Tab[] = [];
  for (const set of setsOf(tabsOf(lines), lines)) {
    const followed =
      asked
        .map((one) => set.find(({ name }) => one.toLowerCase() === name.toLowerCase()))
        .find((tab) => tab !== undefined) ??
      set.find(({ name }) => OURS.test(name)) ??
      set.find(({ name }) => !FOREIGN.test(name)) ??
      set[0];
    others.push(...set.filter((tab) => tab !== followed));
    if (followed) all.push(followed);
  }
  return { followed: all, at: (line) => others.find((tab) => tab.line <= line && line <= tab.endLine)?.name };
}

const OURS = /\b(?:linux|ubuntu|debian|bash|unix|posix)\b/i;
const FOREIGN = /\b(?:windows|power ?shell|cmd|mac ?os|os ?x|fish|nushell)\b/i;

interface TabForm {
  readonly open: RegExp;
  /** Undefined where what is set in belongs to the tab. */
  readonly close?: RegExp;
}

/** The first group of `open` that matched is the name. */
const FORMS: readonly TabForm[] = [
  { open: /^\s*<TabItem\b[^>]{0,300}?\b(?:label|value)=["']([^"']{1,80})["']/, close: /<\/TabItem>/ },
  { open: /^\s*<Tab\b[^>]{0,300}?\b(?:title|label|name)=["']([^"']{1,80})["']/, close: /<\/Tab>/ },
  {
    open: /^\s*\{\{[<%]\s*tab\b[^>%]{0,200}?["']([^"']{1,80})["'][^>%]{0,100}[>%]\}\}/,
    close: /\{\{[<%]\s*\/\s*tab\s*[>%]\}\}/,
  },
  { open: /^\s*\{%\s*tab\s+["']?([^"'%]{1,80}?)["']?\s*%\}/, close: /\{%\s*endtab\s*%\}/ },
  { open: /^\s*={3}[!+]{0,2}\s+["']([^"']{1,80})["']\s*$/ },
  { open: /^\s*:{3,}\s*\{tab-item\}\s*(\S.{0,80})$/, close: /^\s*:{3,}\s*$/ },
  { open: /^\s*\.\.\s+(?:tab-item|tab|group-tab|code-tab)::\s*(\S.{0,80})$/ },
];

function tabsOf(lines: readonly string[]): readonly Tab[] {
  const tabs: Tab[] = [];
  for (const [index, text] of lines.entries()) {
    if (!/[<{=:.]/.test(text)) continue;
    for (const { open, close } of FORMS) {
      const name = open.exec(text)?.[1];
      if (name === undefined) continue;
      tabs.push({
        name: name.trim(),
        line: index + 1,
        endLine: close ? closed(lines, index, close) : setIn(lines, index),
      });
      break;
    }
  }
  return tabs;
}

function closed(lines: readonly string[], from: number, close: RegExp): number {
  for (let at = from; at < lines.length; at += 1) if (close.test(lines[at]!)) return at + 1;
  return from + 1;
}

function setIn(lines: readonly string[], from: number): number {
  const indent = (text: string): number => text.length - text.trimStart().length;
  let end = from;
  for (let at = from + 1; at < lines.length; at += 1) {
    if (lines[at]!.trim() === '') continue;
    if (indent(lines[at]!) <= indent(lines[from]!)) break;
    end = at;
  }
  return end + 1;
}

/** Tabs with nothing but blank lines and the marks of the set between them are one set. */
function setsOf(tabs: readonly Tab[], lines: readonly string[]): readonly (readonly Tab[])[] {
  const sets: Tab[][] = [];
  for (const tab of tabs) {
    const last = sets.at(-1)?.at(-1);
    const between = last ? lines.slice(last.endLine, tab.line - 1) : [];
    const joined =
      last !== undefined && last.endLine < tab.line && between.every((text) => text.trim() === '');
    if (joined) sets.at(-1)!.push(tab);
    else sets.push([tab]);
  }
  return sets.filter((set) => set.length > 1);
}
