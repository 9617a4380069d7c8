import { type CheckKind, ofContainer, passedIf } from './check.ts';

export const containerHealthy: CheckKind = {
  form: 'container NAME is healthy',
  pattern: /^container (\S+) is healthy$/i,
  deadlineMs: 60_000,
  verify: ([name = ''], engine) =>
    ofContainer(engine, name, ({ health }) =>
      passedIf(health === 'healthy', health === '' ? 'it has no health check' : `its health is ${health}`),
    ),
};
