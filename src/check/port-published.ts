import { type CheckKind, ofContainer, passedIf } from './check.ts';

export const portPublished: CheckKind = {
  form: 'port PORT is published by container NAME',
  pattern: /^port (\d+) is published by (?:container )?(\S+)$/i,
  deadlineMs: 0,
  verify: ([port = '', name = ''], engine) =>
    ofContainer(engine, name, ({ ports }) =>
      passedIf(
        ports.some(({ hostPort }) => hostPort === Number(port)),
        `published are ${[...new Set(ports.map(({ hostPort }) => hostPort))].join(', ') || 'none'}`,
      ),
    ),
};
