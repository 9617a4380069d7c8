import { type CheckKind, failed, passedIf } from './check.ts';

export const volumeExists: CheckKind = {
  form: 'volume NAME exists[, driver D]',
  pattern: /^volume (\S+?) (?:exists|is listed)(?:,? driver (\S+))?$/i,
  deadlineMs: 0,
  async verify([name = '', driver], engine) {
    const volume = await engine.volume(name);
    if (!volume) return failed(`there is no volume ${name}`);
    return passedIf(!driver || driver === volume.driver, `it has driver ${volume.driver}`);
  },
};
