import { type CheckKind, failed, PASSED } from './check.ts';

export const imageExists: CheckKind = {
  form: 'image NAME exists',
  pattern: /^image (\S+) (?:exists|is listed)$/i,
  deadlineMs: 0,
  async verify([name = ''], engine) {
    return (await engine.image(name)) ? PASSED : failed(`there is no image ${name}`);
  },
};
