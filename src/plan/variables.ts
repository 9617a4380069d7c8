import type { Action, ExpectedOutput, Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';

/**
 * The lab as if its author had written other values: `--var parent=eth0` puts `eth0` wherever the
 * lab shows the value that it gives `parent`, in commands, files, outputs and checks. A variable is
 * one of the front matter, or the name of an option or driver option of one of the lab's commands.
 */
export function applyVariables(
  lab: Lab,
  variables: ReadonlyMap<string, string>,
): {
  readonly lab: Lab;
  readonly problems: readonly Problem[];
  /** Value that was put in → value that the document has. */
  readonly replaced: ReadonlyMap<string, string>;
} {
  const replaced = new Map<string, string>();
  const problems: Problem[] = [];
  let result = lab;
  for (const [name, value] of variables) {
    const [own] = Object.entries(lab.frontMatter.variables).find(([, variable]) => variable === name) ?? [];
    const fixed = own ?? valueOfOption(result, name);
    if (fixed === undefined) {
      problems.push({
        severity: 'error',
        code: 'unknown-variable',
        found: name,
        message: `${lab.file}: no command gives '${name}' a value and the front matter has no variable of that name`,
        hint: 'name a variable of the front matter, or an option that a command of the lab uses, such as parent',
      });
    } else if (fixed !== value) {
      result = replaceValue(result, fixed, value);
      replaced.set(value, fixed);
    }
  }
  return { lab: result, problems, replaced };
}

function valueOfOption(lab: Lab, name: string): string | undefined {
  const escaped = name.replace(/[^\w]/g, '\\$&');
  const pattern = new RegExp(`(?:^|\\s)(?:--|-o\\s*|--opt[ =])?${escaped}[= ]["']?([^\\s"']+)`);
  for (const step of lab.steps) {
    for (const action of step.actions) {
      const value = action.kind === 'command' ? pattern.exec(action.script)?.[1] : undefined;
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

function replaceValue(lab: Lab, fixed: string, value: string): Lab {
  const whole = new RegExp(`(?<![\\w.-])${fixed.replace(/[^\w]/g, '\\$&')}(?![\\w-])`, 'g');
  const text = (original: string): string => original.replace(whole, () => value);
  const output = (expected: ExpectedOutput): ExpectedOutput => ({
    ...expected,
    lines: expected.lines.map((line) => ({ ...line, text: text(line.text) })),
  });
  const action = (original: Action): Action => {
    if (original.kind === 'file') return { ...original, content: text(original.content) };
    if (original.kind === 'check') return { ...original, sentence: text(original.sentence) };
    return {
      ...original,
      script: text(original.script),
      expected: original.expected && output(original.expected),
    };
  };
  return { ...lab, steps: lab.steps.map((step) => ({ ...step, actions: step.actions.map(action) })) };
}
