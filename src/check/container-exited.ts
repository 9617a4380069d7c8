import { type CheckKind, ofContainer, passedIf, stateOf } from './check.ts';

export const containerExited: CheckKind = {
  form: 'container NAME exited with code N',
  pattern: /^container (\S+) (?:has )?exited with code (\d+)$/i,
  deadlineMs: 10_000,
  verify: ([name = '', code], engine) =>
    ofContainer(engine, name, (container) =>
      passedIf(!container.running && container.exitCode === Number(code), `it is ${stateOf(container)}`),
    ),
};
