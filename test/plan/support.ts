import type { Command, Lab } from '../../src/model/lab.ts';
import { type Plan, planLab } from '../../src/plan/plan.ts';
import { labOf } from '../support/labs.ts';

export type Parts = Parameters<typeof labOf>[0];

/** The commands of a lab of these parts, planned. */
export const planned = (...parts: Parts): Plan['commands'] => planLab(labOf(parts)).commands;

/** What a planned command requires, by kind and name. */
export const required = (command: Plan['commands'][number] | undefined): readonly string[] =>
  (command?.requirements ?? []).map(({ kind, name }) => `${kind} ${name}`);

/** The lab with each command changed, such as typed elsewhere. */
export const changed = (lab: Lab, change: (command: Command) => Partial<Command>): Lab => ({
  ...lab,
  steps: lab.steps.map((step) => ({
    ...step,
    actions: step.actions.map((one) => (one.kind === 'command' ? { ...one, ...change(one) } : one)),
  })),
});

/** All but the first command are typed into the session that the first one opens. */
export const inside = (lab: Lab): Lab =>
  changed(lab, ({ id }) => (id === 0 ? {} : { where: { kind: 'inside', opener: 0 } }));
