/** Exit statuses; a run that executed nothing is never 0. */
export const EXIT = {
  passed: 0,
  failed: 1,
  usage: 2,
  noEnvironment: 3,
  nothingToRun: 4,
  cannotWrite: 5,
  /** A bug in labproof itself (EX_SOFTWARE of sysexits.h). */
  internal: 70,
  interrupted: 130,
  terminated: 143,
} as const;
