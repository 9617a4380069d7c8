import { type CheckKind, ofContainer, passedIf } from './check.ts';

export const volumeMounted: CheckKind = {
  form: 'volume NAME is mounted in container CONTAINER',
  pattern: /^volume (\S+) is mounted in (?:container )?(\S+)$/i,
  deadlineMs: 0,
  verify: ([volume = '', name = ''], engine) =>
    ofContainer(engine, name, ({ mounts }) =>
      passedIf(
        mounts.some((mount) => mount.name === volume),
        `mounted are ${mounts.map((mount) => mount.name || mount.destination).join(', ') || 'none'}`,
      ),
    ),
};
