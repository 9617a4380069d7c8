import type { Made } from '../model/verdict.ts';

/** That it was asked for, how to get into it and how to get rid of it. */
export function whyKept({ kind, name }: Made): string {
  const enter = kind === 'container' ? `docker exec -it ${name} sh enters it, ` : '';
  return `kept; ${enter}labproof clean removes it`;
}
