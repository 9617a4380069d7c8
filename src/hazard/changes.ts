import type { Changed } from '../profile/profile.ts';
import { profileOf } from '../profile/programs.ts';
import type { Typed } from './hazard.ts';

/** Whether a program, called so, changes this of the computer; one that stands elsewhere than a system's do is unknown. */
export const changes = ({ program, args }: Typed, what: Changed): boolean =>
  !program.includes('/') && (profileOf(program).changes?.[what]?.(args) ?? false);
