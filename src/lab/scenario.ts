import type { Origin } from '../markdown/includes.ts';
import type { Problem, Span } from '../model/problem.ts';
import { profileOf } from '../profile/programs.ts';
import { isMap } from '../text/values.ts';
import { yaml } from '../text/yaml.ts';
import { assetsOf, type Beside } from './scenario-assets.ts';

/** A scenario of Killercoda or Katacoda as one document, with where each line of it stands. */
export interface Scenario {
  readonly text: string;
  readonly origins: readonly Origin[];
  readonly problems: readonly Problem[];
}

interface Part {
  readonly title: string;
  readonly keys: Readonly<Record<string, unknown>>;
  /** Where it stands in the index. */
  readonly path: readonly (string | number)[];
}

/**
 * Reads `index.json` of a scenario: introduction, steps and finish become sections of one document, scripts in
 * the background and foreground hidden set-up, and scripts that verify a step checks at its end. Undefined
 * where the file is the index of anything else.
 */
export function readScenario(
  index: { readonly file: string; readonly text: string },
  beside: Beside,
): Scenario | undefined {
  const { LineCounter, parseDocument } = yaml();
  const counter = new LineCounter();
  const document = parseDocument(index.text, { lineCounter: counter });
  const spanAt = (offset: number): Span => {
    const { line, col } = counter.linePos(offset);
    return { file: index.file, line, column: col, endLine: line };
  };
  let top: unknown;
  try {
    top = JSON.parse(index.text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const looksLikeOne = /"details"/.test(index.text) && /"steps"/.test(index.text);
    const position = /\bposition (\d+)/.exec(String(error))?.[1];
    return looksLikeOne ? unreadable(spanAt(Number(position ?? index.text.length))) : undefined;
  }
  const details = mapOf(mapOf(top).details);
  if (!Array.isArray(details.steps)) return undefined;
  const spanOf = (path: readonly (string | number)[]): Span => {
    const node = document.getIn(path, true) as { readonly range?: readonly number[] | null } | undefined;
    return spanAt(node?.range?.[0] ?? 0);
  };
  const builder = new Builder({ beside, spanOf });
  builder.begin(textOf(mapOf(top).title) || 'Scenario');
  builder.addAssets(details.assets);
  for (const part of partsOf(details)) builder.add(part);
  builder.notCarried(mapOf(top));
  return builder.end();
}

function partsOf(details: Readonly<Record<string, unknown>>): readonly Part[] {
  const steps = details.steps as readonly unknown[];
  const named = steps.map((step, at): Part => {
    const keys = mapOf(step);
    return { title: textOf(keys.title) || `Step ${at + 1}`, keys, path: ['details', 'steps', at] };
  });
  const outer = (name: 'intro' | 'finish'): readonly Part[] =>
    details[name] === undefined
      ? []
      : [{ title: textOf(mapOf(details[name]).title), keys: mapOf(details[name]), path: ['details', name] }];
  return [...outer('intro'), ...named, ...outer('finish')];
}

/** Scripts that prepare a part; the latter two are what Katacoda calls them. */
const SET_UP = ['background', 'foreground', 'courseData', 'code'];

class Builder {
  readonly #beside: Beside;
  readonly #spanOf: (path: Part['path']) => Span;
  readonly #lines: string[] = [];
  readonly #origins: Origin[] = [];
  readonly #problems: Problem[] = [];

  constructor(parts: { readonly beside: Beside; readonly spanOf: (path: Part['path']) => Span }) {
    this.#beside = parts.beside;
    this.#spanOf = parts.spanOf;
  }

  begin(title: string): void {
    const { line } = this.#spanOf(['title']);
    for (const text of ['---', `title: ${JSON.stringify(title)}`, '---', '']) this.#push(text, { line });
  }

  /** Files of the scenario's own are on its machine before anything is done there. */
  addAssets(given: unknown): void {
    const { script, missing } = assetsOf(given, this.#beside);
    const top = ['details', 'assets'];
    for (const { path, file } of missing)
      this.#warn('scenario-assets', [...top, ...path], {
        message: `not every file of assets/${file} can be put on the machine`,
        hint: 'what is put there are texts of up to 1 MB below the folder assets, in UTF-8',
      });
    if (script === '') return;
    const { line } = this.#spanOf(top);
    this.#command({
      lines: script.split('\n'),
      interpreter: 'bash',
      directive: 'setup',
      at: () => ({ line }),
    });
  }

  add(part: Part): void {
    const { line } = this.#spanOf(part.path);
    if (part.title !== '') for (const text of ['', `## ${part.title}`, '']) this.#push(text, { line });
    for (const key of SET_UP) this.#script(part, key, 'setup');
    const file = this.#file(part, 'text');
    if (file) {
      const { line: root } = this.#spanOf([...part.path, 'text']);
      for (const { text, from } of converted(file.text))
        this.#push(text, { line: root, from: { file: file.path, line: from } });
    }
    this.#script(part, 'verify', 'verify');
  }

  /** Says what a scenario may have that has no counterpart here. */
  notCarried(top: Readonly<Record<string, unknown>>): void {
    const image = textOf(mapOf(top.backend).imageid);
    if (/kube/i.test(image))
      this.#warn('scenario-backend', ['backend', 'imageid'], {
        message: `the scenario is for a machine with Kubernetes (${image}); the machines here have a Docker engine`,
        hint: 'what needs a cluster will fail',
      });
  }

  end(): Scenario {
    return { text: `${this.#lines.join('\n')}\n`, origins: this.#origins, problems: this.#problems };
  }

  /** A script as one command, which no shell that somebody types at is ended by. */
  #script(part: Part, key: string, directive: 'setup' | 'verify'): void {
    const file = this.#file(part, key);
    if (!file) return;
    const { line } = this.#spanOf([...part.path, key]);
    this.#command({
      lines: file.text.replace(/\s+$/, '').split(/\r\n|\n|\r/),
      directive,
      at: (row) => ({ line, from: { file: file.path, line: row } }),
    });
  }

  #command({
    lines,
    interpreter = interpreterOf(lines[0] ?? ''),
    directive,
    at,
  }: {
    readonly lines: readonly string[];
    readonly interpreter?: string;
    readonly directive: 'setup' | 'verify';
    /** Where a line of the script stands. */
    readonly at: (row: number) => Origin;
  }): void {
    let end = 'SCRIPT';
    while (lines.some((text) => text.trim() === end)) end += '_';
    const fence = '`'.repeat(
      Math.max(3, ...lines.flatMap((text) => [...text.matchAll(/`+/g)].map(([marks]) => marks.length + 1))),
    );
    for (const text of [
      '',
      `<!-- labproof: ${directive} commands -->`,
      '',
      `${fence}bash`,
      `${interpreter} <<'${end}'`,
    ])
      this.#push(text, at(1));
    for (const [row, text] of lines.entries()) this.#push(text, at(row + 1));
    for (const text of [end, fence, '']) this.#push(text, at(lines.length));
  }

  #file({ keys, path }: Part, key: string): { readonly path: string; readonly text: string } | undefined {
    const name = keys[key];
    if (name === undefined || name === null || name === '') return undefined;
    const text = typeof name === 'string' ? this.#beside.read(name) : undefined;
    if (typeof name === 'string' && text !== undefined) return { path: name, text };
    this.#warn('scenario-file', [...path, key], {
      message:
        typeof name === 'string'
          ? `the file ${name}, which "${key}" names, can't be read`
          : `"${key}" is to name a file beside the index`,
      hint: key === 'text' ? 'the step has no text without it' : 'the scenario goes on without it',
    });
    return undefined;
  }

  #warn(code: string, path: Part['path'], said: { readonly message: string; readonly hint: string }): void {
    this.#problems.push({ severity: 'warning', code, span: this.#spanOf(path), ...said });
  }

  #push(text: string, origin: Origin): void {
    this.#lines.push(text);
    this.#origins.push(origin);
  }
}

function unreadable(span: Span): Scenario {
  const problem: Problem = {
    severity: 'error',
    code: 'scenario-json',
    span,
    message: 'the index of the scenario is no JSON',
    hint: 'put the line right; nothing of the scenario can be read without it',
  };
  return { text: '', origins: [], problems: [problem] };
}

/** The shell or interpreter that a script asks for; what else it may ask for reads no script from its input. */
function interpreterOf(first: string): string {
  const [, program = ''] = /^#!\s*(?:\/usr\/bin\/env\s+)?(?:\/\S*\/)?([\w.-]+)/.exec(first) ?? [];
  const { asks } = profileOf(program);
  return asks === 'shell' || asks === 'interpreter' ? program : 'bash';
}

/** The lines of a step's text with the marks of the site put in terms of a document; `from` is the line in its file. */
function converted(text: string): readonly { readonly text: string; readonly from: number }[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const out: { text: string; from: number }[] = [];
  let open: { readonly at: number; readonly indent: string; readonly fence: string } | undefined;
  for (const [index, line] of lines.entries()) {
    const fence = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line);
    let shown = withPorts(line);
    if (open && fence && fence[2]!.startsWith(open.fence)) {
      const mark = /^\s*\{\{\s*(exec|execute|copy)\b[^}]*\}\}\s*$/.exec(fence[3]!)?.[1];
      if (mark !== undefined) shown = `${fence[1]}${fence[2]}`;
      if (mark === 'exec' || mark === 'execute')
        out.splice(
          open.at,
          0,
          { text: `${open.indent}<!-- labproof: commands -->`, from: index + 1 },
          { text: '', from: index + 1 },
        );
      open = undefined;
    } else if (!open && fence) open = { at: out.length, indent: fence[1]!, fence: fence[2]! };
    out.push({ text: shown, from: index + 1 });
  }
  return out;
}

/** Addresses under which the site shows a port of the machine. */
const withPorts = (line: string): string =>
  line
    .replaceAll(/\{\{\s*TRAFFIC_HOST\d+_(\d{1,5})\s*\}\}/g, 'http://localhost:$1')
    .replaceAll(
      /https?:\/\/\[\[HOST_SUBDOMAIN\]\]-(\d{1,5})-\[\[KATACODA_HOST\]\]\.environments\.katacoda\.com/g,
      'http://localhost:$1',
    );

const mapOf = (value: unknown): Readonly<Record<string, unknown>> => (isMap(value) ? value : {});

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
