import { withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Sub-commands that only show. */
const SHOWN = /^(?:--version|version|-v|--help|-h|help)$/;

/** Other container engines. */
export const engines: Family = {
  'podman nerdctl ctr buildah lxc runc': {
    unprompted: 'command',
    changes: { 'other engine': withNone(SHOWN) },
  },
  crictl: {
    changes: { 'other engine': withNone(SHOWN) },
  },
};
