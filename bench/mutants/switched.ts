import ts from 'typescript';
import { type Mutant, mutantsOf } from './mutants.ts';

export interface Numbered extends Mutant {
  readonly id: number;
}

interface Options {
  /** The number of the first mutant. */
  readonly first: number;
  /** Whether there are any, or the file only takes part in making tables anew. */
  readonly mutate: boolean;
  /** The URL of the module that tells which is on. */
  readonly runtime: string;
}

/** A JavaScript file that holds all its mutants, each behind a switch of its number. */
export function switched(
  text: string,
  { first, mutate, runtime }: Options,
): { readonly text: string; readonly mutants: readonly Numbered[] } {
  const source = ts.createSourceFile('a.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const placed = new Map<ts.Node, Numbered[]>();
  const places = placesIn(source);
  const mutants = (mutate ? mutantsOf(text) : [])
    .flatMap((mutant) => {
      const node = places(mutant);
      return node !== undefined && isSwitchable(node, mutant, text) ? [{ mutant, node }] : [];
    })
    .map(({ mutant, node }, index): Numbered => {
      const one = { ...mutant, id: first + index };
      placed.set(node, [...(placed.get(node) ?? []), one]);
      return one;
    });
  const render = (node: ts.Node): string => {
    let out = '';
    let at = node.getStart();
    ts.forEachChild(node, (child) => {
      const from = child.getStart();
      if (from < at || child.end === from) return;
      out += text.slice(at, from) + render(child);
      at = child.end;
    });
    return behindSwitches(out + text.slice(at, node.end), node, { own: placed.get(node) ?? [], text });
  };
  return {
    text: `import * as $switch from ${JSON.stringify(runtime)};\n${anew(source, render)}`,
    mutants,
  };
}

/** The part of the program that a mutant changes. */
function placesIn(source: ts.SourceFile): (mutant: Mutant) => ts.Node | undefined {
  const ranges = new Map<string, ts.Node[]>();
  const operators = new Map<number, ts.Node>();
  const elements = new Map<number, ts.Node>();
  const patterns: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const range = `${node.getStart()}-${node.end}`;
    ranges.set(range, [...(ranges.get(range) ?? []), node]);
    if (ts.isBinaryExpression(node)) operators.set(node.operatorToken.getStart(), node);
    if (ts.isArrayLiteralExpression(node)) for (const one of node.elements) elements.set(one.getStart(), one);
    if (ts.isObjectLiteralExpression(node))
      for (const one of node.properties) elements.set(one.getStart(), one);
    if (ts.isRegularExpressionLiteral(node)) patterns.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return ({ kind, from, to }) => {
    if (kind === 'comparison') return operators.get(from);
    if (kind === 'member') return elements.get(from);
    if (kind === 'pattern') return patterns.find((node) => node.getStart() < from && node.end >= to);
    const all = ranges.get(`${from}-${to}`) ?? [];
    const isStatement = (node: ts.Node): boolean =>
      ts.isExpressionStatement(node) || ts.isThrowStatement(node);
    return kind === 'statement' ? all.find(isStatement) : all.findLast((node) => !isStatement(node));
  };
}

function isSwitchable(node: ts.Node, mutant: Mutant, text: string): boolean {
  if (ts.isBindingElement(node.parent)) return false;
  if (mutant.kind === 'pattern') return isPattern(changed(node, mutant, text));
  if (mutant.kind !== 'member') return true;
  // `[a, b] = [b, a]`
  const list = node.parent;
  return !(
    ts.isOmittedExpression(node) ||
    /^__proto__/.test(node.getText()) ||
    (ts.isBinaryExpression(list.parent) && list.parent.left === list) ||
    (ts.isForOfStatement(list.parent) && list.parent.initializer === list)
  );
}

const changed = (node: ts.Node, { from, to, put }: Mutant, text: string): string =>
  text.slice(node.getStart(), from) + put + text.slice(to, node.end);

function parts(literal: string): readonly [source: string, flags: string] {
  const end = literal.lastIndexOf('/');
  return [literal.slice(1, end), literal.slice(end + 1)];
}

function isPattern(literal: string): boolean {
  try {
    return new RegExp(...parts(literal)) instanceof RegExp;
  } catch {
    return false;
  }
}

function behindSwitches(
  rendered: string,
  node: ts.Node,
  { own, text }: { readonly own: readonly Numbered[]; readonly text: string },
): string {
  let out = rendered;
  // What leaves a member out stands around what changes it.
  const ordered = [...own].sort((a, b) => Number(a.kind === 'member') - Number(b.kind === 'member'));
  for (const one of ordered) {
    const isOn = `$switch.on(${one.id})`;
    if (one.kind === 'statement') out = `{ if (!${isOn}) { ${out} } }`;
    else if (one.kind === 'member') out = member(out, node, isOn);
    else if (one.kind === 'pattern')
      out = `$switch.pattern(${one.id}, ${JSON.stringify(parts(changed(node, one, text)))}, ${out})`;
    else out = `(${isOn} ? (${changed(node, one, text)}) : (${out}))`;
  }
  return out;
}

function member(out: string, node: ts.Node, isOn: string): string {
  const rest = `(${out.replace(/^\.\.\./, '')})`;
  if (ts.isSpreadElement(node)) return `...(${isOn} ? [] : ${rest})`;
  if (ts.isSpreadAssignment(node)) return `...(${isOn} ? {} : ${rest})`;
  return ts.isArrayLiteralExpression(node.parent)
    ? `...(${isOn} ? [] : [${out}])`
    : `...(${isOn} ? {} : {${out}})`;
}

/** The file with what it does when it is loaded in functions, which can be run again. */
function anew(source: ts.SourceFile, render: (node: ts.Node) => string): string {
  const out: string[] = [];
  let run: string[] = [];
  const flush = (): void => {
    if (run.length > 0) out.push(`$switch.init(() => {\n${run.join('\n')}\n});`);
    run = [];
  };
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      const isExport = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      const { declarations } = statement.declarationList;
      out.push(
        `${isExport ? 'export ' : ''}let ${declarations.flatMap(({ name }) => namesIn(name)).join(', ')};`,
      );
      for (const { name, initializer } of declarations)
        if (initializer) run.push(`(${name.getText()} = ${render(initializer)});`);
    } else if (isDeclaration(statement)) {
      // A class may be made from what stands above it.
      if (ts.isClassDeclaration(statement)) flush();
      out.push(render(statement));
    } else run.push(render(statement));
  }
  flush();
  return out.join('\n');
}

const isDeclaration = (statement: ts.Statement): boolean =>
  ts.isImportDeclaration(statement) ||
  ts.isExportDeclaration(statement) ||
  ts.isExportAssignment(statement) ||
  ts.isFunctionDeclaration(statement) ||
  ts.isClassDeclaration(statement);

function namesIn(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
}
