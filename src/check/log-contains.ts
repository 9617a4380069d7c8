import { type CheckKind, ofContainer, passedIf } from './check.ts';

export const logContains: CheckKind = {
  form: "log of container NAME contains 'TEXT'",
  pattern: /^(?:the )?log of (?:container )?(\S+) contains ['"]?(.+?)['"]?$/i,
  deadlineMs: 10_000,
  verify: ([name = '', text = ''], engine) =>
    ofContainer(engine, name, async () => {
      const log = await engine.logs(name);
      return passedIf(log.includes(text), `its last line is '${log.trimEnd().split('\n').at(-1) ?? ''}'`);
    }),
};
