/** What a program with all its mutants built in asks at run time; one of them at most is switched on. */

let active = 0;
const seen = new Set<number>();
const inits: (() => void)[] = [];

/** Whether a mutant is switched on. */
export function on(id: number): boolean {
  seen.add(id);
  return active === id;
}

/** The regular expression, or what the mutant makes of it. */
export function pattern(id: number, changed: readonly [source: string, flags: string], own: RegExp): RegExp {
  return on(id) ? new RegExp(...changed) : own;
}

/** Runs what a module does when it is loaded, now and whenever another mutant is switched on. */
export function init(run: () => void): void {
  inits.push(run);
  run();
}

/** Switches a mutant on, 0 for none, and has the tables of all modules made anew. */
export function switchTo(id: number): void {
  active = id;
  for (const run of inits) run();
}

/** The mutants whose places were reached since it was last asked. */
export function reached(): readonly number[] {
  const ids = [...seen];
  seen.clear();
  return ids;
}
