import { withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Sub-commands that only show. */
const SHOWN = /^(?:--version|version|-v|--help|-h|help)$/;

/** Other container engines. */
export const engines: Family = {
  'podman nerdctl ctr buildah lxc runc': {
    unprompted: 'command',
    changes: { of: 'other engine', when: withNone(SHOWN) },
  },
  'crictl lxc-attach lxc-create lxc-destroy lxc-execute lxc-start lxc-stop': {
    changes: { of: 'other engine', when: withNone(SHOWN) },
  },
};
