import { type CheckKind, ofContainer, passedIf, stateOf } from './check.ts';

export const containerPaused: CheckKind = {
  form: 'container NAME is paused',
  pattern: /^container (\S+) is paused$/i,
  deadlineMs: 0,
  verify: ([name = ''], engine) =>
    ofContainer(engine, name, (container) => passedIf(container.paused, `it is ${stateOf(container)}`)),
};
