import { type CheckKind, ofContainer, passedIf, stateOf } from './check.ts';

export const containerRunning: CheckKind = {
  form: 'container NAME is running',
  pattern: /^container (\S+) is running$/i,
  deadlineMs: 0,
  verify: ([name = ''], engine) =>
    ofContainer(engine, name, (container) =>
      passedIf(container.running && !container.paused, `it is ${stateOf(container)}`),
    ),
};
