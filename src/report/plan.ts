import { coverageOf } from '../plan/coverage.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';
import { coverageText } from './coverage.ts';

/** A plan for people: steps, commands, files, checks, requirements, skips; then the blocks. */
export function planText({ lab, commands, problems, hazards }: Plan): string {
  const lines = [`${lab.file}  ${lab.title}`, '', ...machineLines(lab)];
  for (const step of lab.steps) {
    lines.push(`  ${step.number}  ${step.title}  (line ${step.span.line})`);
    for (const action of step.actions) {
      if (action.kind === 'file')
        lines.push(`     file ${action.path}  (line ${action.span.line}: ${action.reason})`);
      else if (action.kind === 'check')
        lines.push(`     check ${action.sentence}  (line ${action.span.line})`);
      else lines.push(...commandLines(commands[action.id]!));
    }
  }
  const requirements = requirementLines(commands);
  if (requirements.length > 0) lines.push('', '  Requires', ...requirements.map((text) => `     ${text}`));
  lines.push('', '  Blocks');
  for (const { span, role, reason, unread } of lab.blocks) {
    const left = unread ? ` (unread ${unread.holds})` : '';
    lines.push(`     line ${span.line}: ${role}: ${reason}${left}`);
  }
  lines.push('', `  Coverage ${coverageText(coverageOf(lab))}`);
  if (problems.length > 0) lines.push('', '  Problems');
  for (const { severity, span, message, hint } of problems) {
    lines.push(`     ${severity}${span ? `, line ${span.line}` : ''}: ${message}${hint ? `; ${hint}` : ''}`);
  }
  if (hazards.length > 0) lines.push('', "  Beyond the lab's own objects");
  for (const { span, message, hint } of hazards) {
    lines.push(`     line ${span?.line}: ${message}${hint ? `; ${hint}` : ''}`);
  }
  return `${lines.join('\n')}\n\n`;
}

/** The machines and why there are several; nothing for a single one. */
function machineLines({ machines }: Plan['lab']): readonly string[] {
  if (machines.length === 0) return [];
  const names = machines.map(({ name, addresses }) =>
    addresses.length > 0 ? `${name} (${addresses.join(', ')})` : name,
  );
  return [`  Machines ${names.join(', ')}: ${machines[0]!.why}`, ''];
}

function commandLines({ command, checks, needs, files, hazards }: PlannedCommand): readonly string[] {
  const where = command.where.kind === 'inside' ? `inside line ${needs[0]?.line}: ` : '';
  const machine =
    command.machine === undefined ? '' : `${[command.machine, ...(command.also ?? [])].join('+')} `;
  const shown = command.expected?.lines.filter(({ text }) => text.trim() !== '').length ?? 0;
  const [first = '', ...more] = command.typed.split('\n');
  const facts = [
    ...(shown > 0 ? [`${shown} lines of output`] : []),
    ...(command.terminal === 'none'
      ? []
      : [
          { 'one-shot': 'on a terminal', session: 'opens a session', endless: 'interrupted when seen' }[
            command.terminal
          ],
        ]),
    ...(files.length > 0 ? [`needs ${files.join(', ')}`] : []),
  ];
  return [
    `     ${machine}${where}$ ${first}${more.length > 0 ? ' …' : ''}  (line ${command.span.line}${facts.length > 0 ? `; ${facts.join('; ')}` : ''})`,
    ...(command.skip ? [`       skipped, ${command.skip.reason}: ${command.skip.message}`] : []),
    ...hazards.map(({ kind, message }) => `       hazard, ${kind}: ${message}`),
    ...checks.map((sentence) => `       check ${sentence}`),
  ];
}

function requirementLines(commands: readonly PlannedCommand[]): readonly string[] {
  const lines = new Map<string, string>();
  for (const { kind, name, line } of commands.flatMap(({ requirements }) => requirements)) {
    const key = `${kind} ${name}`;
    if (!lines.has(key)) lines.set(key, `${key}  (line ${line})`);
  }
  return [...lines.values()];
}

/** A plan as JSON; every command with its line, what it needs, and what would be verified. */
export function planJson({ lab, commands, problems, hazards }: Plan) {
  return {
    file: lab.file,
    title: lab.title,
    machines: lab.machines.map(({ name, why, addresses }) => ({ name, why, addresses })),
    steps: lab.steps.map(({ ordinal, number, title, section, span }) => ({
      ordinal,
      number,
      title,
      section,
      line: span.line,
    })),
    commands: commands.map(({ command, step, checks, requirements, needs, files, hazards }) => ({
      line: command.span.line,
      command: command.typed,
      script: command.script,
      step: step.ordinal,
      where: command.where,
      machine: command.machine ?? null,
      also: command.also ?? [],
      joins: command.joins ?? [],
      terminal: command.terminal,
      expected: command.expected?.lines ?? [],
      answers: command.answers,
      skip: command.skip ?? null,
      checks,
      requirements: requirements.map(({ kind, name }) => ({ kind, name })),
      needs: needs.map(({ line, what }) => ({ line, what })),
      files,
      hazards,
    })),
    files: lab.steps
      .flatMap(({ actions }) => actions)
      .flatMap((action) =>
        action.kind === 'file'
          ? [{ line: action.span.line, path: action.path, reason: action.reason, write: action.write }]
          : [],
      ),
    coverage: coverageOf(lab),
    blocks: lab.blocks.map(({ span, role, reason, language, unread }) => ({
      line: span.line,
      endLine: span.endLine,
      role,
      reason,
      language,
      unread: unread?.holds ?? null,
    })),
    problems: [...problems, ...hazards].map(({ severity, code, span, message, hint }) => ({
      severity,
      code,
      line: span?.line ?? null,
      message,
      hint: hint ?? null,
    })),
  };
}
