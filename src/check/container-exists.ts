import { type CheckKind, ofContainer, PASSED } from './check.ts';

export const containerExists: CheckKind = {
  form: 'container NAME exists',
  pattern: /^container (\S+) exists$/i,
  deadlineMs: 0,
  verify: ([name = ''], engine) => ofContainer(engine, name, () => PASSED),
};
