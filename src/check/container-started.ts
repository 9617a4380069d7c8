import { type CheckKind, ofContainer, passedIf, stateOf } from './check.ts';

/** For containers whose program may end at once and well: running, or over with exit status 0. */
export const containerStarted: CheckKind = {
  form: 'container NAME has started',
  pattern: /^container (\S+) has started$/i,
  deadlineMs: 0,
  verify: ([name = ''], engine) =>
    ofContainer(engine, name, (container) =>
      passedIf(container.running || container.exitCode === 0, `it ${stateOf(container)}`),
    ),
};
