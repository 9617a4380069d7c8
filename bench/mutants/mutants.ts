import ts from 'typescript';
import { regexMutants } from './regex.ts';

/** A change of a program that some test should notice. */
export interface Mutant {
  readonly kind: MutantKind;
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

export type MutantKind =
  | 'condition'
  | 'logic'
  | 'comparison'
  | 'statement'
  | 'member'
  | 'pattern'
  | 'literal';

/** All mutants of a JavaScript file, in the order of their places. */
export function mutantsOf(text: string): readonly Mutant[] {
  const source = ts.createSourceFile('a.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    for (const mutator of MUTATORS) found.push(...mutator(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  const unlike = found.filter(({ from, to, put }) => text.slice(from, to) !== put);
  return unlike.sort((a, b) => a.from - b.from || a.to - b.to);
}

export const applied = (text: string, { from, to, put }: Mutant): string =>
  text.slice(0, from) + put + text.slice(to);

type Mutator = (node: ts.Node, source: ts.SourceFile) => readonly Mutant[];

const MUTATORS: readonly Mutator[] = [
  conditions,
  logic,
  comparisons,
  statements,
  members,
  patterns,
  literals,
];

const change = (kind: MutantKind, node: ts.Node, put: string): Mutant => ({
  kind,
  from: node.getStart(),
  to: node.end,
  put,
});

/** A condition is always or never so. */
function conditions(node: ts.Node): readonly Mutant[] {
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [change('condition', node, node.operand.getText())];
  if (ts.isIfStatement(node)) return always(node.expression, ['true', 'false']);
  if (ts.isConditionalExpression(node)) return always(node.condition, ['true', 'false']);
  // One that is always so would go round for ever.
  if (ts.isWhileStatement(node)) return always(node.expression, ['false']);
  return [];
}

const always = (condition: ts.Expression, values: readonly string[]): readonly Mutant[] =>
  values.map((value) => change('condition', condition, value));

/** Only one side of an `&&`, `||` or `??` counts. */
function logic(node: ts.Node): readonly Mutant[] {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
      return [change('logic', node, left.getText()), change('logic', node, right.getText())];
    case ts.SyntaxKind.QuestionQuestionToken:
      return [change('logic', node, left.getText())];
    default:
      return [];
  }
}

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['-', '+'],
  ['*', '/'],
  ['%', '*'],
]);

/** A boundary is one off, an equation or a calculation the other way round. */
function comparisons(node: ts.Node): readonly Mutant[] {
  if (!ts.isBinaryExpression(node)) return [];
  const put = COMPARISONS.get(node.operatorToken.getText());
  return put === undefined ? [] : [change('comparison', node.operatorToken, put)];
}

/** A statement that does something is not there. */
function statements(node: ts.Node): readonly Mutant[] {
  if (ts.isThrowStatement(node)) return [change('statement', node, ';')];
  if (!ts.isExpressionStatement(node)) return [];
  const { expression } = node;
  if (ts.isStringLiteral(expression)) return [];
  if (ts.isCallExpression(expression) && expression.expression.kind === ts.SyntaxKind.SuperKeyword) return [];
  return [change('statement', node, ';')];
}

/** A list or a table lacks one of its members. */
function members(node: ts.Node, source: ts.SourceFile): readonly Mutant[] {
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 1)
    return node.elements.map((element) => without(element, source));
  if (ts.isObjectLiteralExpression(node) && isTable(node))
    return node.properties.map((property) => without(property, source));
  return [];
}

/** An object that is made once, when the file is loaded. */
function isTable(node: ts.ObjectLiteralExpression): boolean {
  if (node.properties.length < 2) return false;
  let at: ts.Node = node.parent;
  while (!ts.isSourceFile(at)) {
    if (ts.isFunctionLike(at) || ts.isClassLike(at)) return false;
    at = at.parent;
  }
  return true;
}

function without(element: ts.Node, source: ts.SourceFile): Mutant {
  const comma = /^\s*,/.exec(source.text.slice(element.end))?.[0].length ?? 0;
  return { kind: 'member', from: element.getStart(), to: element.end + comma, put: '' };
}

/** A regular expression lacks one of its alternatives, or is not anchored. */
function patterns(node: ts.Node): readonly Mutant[] {
  if (!ts.isRegularExpressionLiteral(node)) return [];
  const start = node.getStart() + 1;
  return regexMutants(node.text.slice(1, node.text.lastIndexOf('/'))).map(({ from, to, put }) => ({
    kind: 'pattern',
    from: from + start,
    to: to + start,
    put,
  }));
}

/** A value is another. Texts with blanks are for people and no rules; a word in a list goes as a member. */
function literals(node: ts.Node): readonly Mutant[] {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [change('literal', node, 'false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [change('literal', node, 'true')];
  if (ts.isNumericLiteral(node))
    return [change('literal', node, `(${node.text} + 1)`)].filter(() => !isKey(node));
  if (!ts.isStringLiteral(node) || isKey(node) || ts.isArrayLiteralExpression(node.parent)) return [];
  if (node.text === '' || /\s/.test(node.text) || ts.isExpressionStatement(node.parent)) return [];
  return [change('literal', node, "''")];
}

const isKey = (node: ts.Node): boolean =>
  ((ts.isPropertyAssignment(node.parent) || ts.isMethodDeclaration(node.parent)) &&
    node.parent.name === node) ||
  (ts.isBindingElement(node.parent) && node.parent.propertyName === node);
