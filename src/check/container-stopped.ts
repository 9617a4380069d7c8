import { type CheckKind, ofContainer, passedIf, stateOf } from './check.ts';

export const containerStopped: CheckKind = {
  form: 'container NAME is stopped',
  pattern: /^container (\S+) is stopped$/i,
  deadlineMs: 0,
  verify: ([name = ''], engine) =>
    ofContainer(engine, name, (container) => passedIf(!container.running, `it is ${stateOf(container)}`)),
};
