import { withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Sub-commands that only show. */
const SHOWN = /^(?:--version|version|-v|--help|-h|help)$/;

/** Kubernetes and the clouds. */
export const clusters: Family = {
  'kubectl helm aws az gcloud': { unprompted: 'command', platform: true },
  minikube: { unprompted: 'command', platform: true, changes: { 'other engine': withNone(SHOWN) } },
  kind: { platform: true, changes: { 'other engine': withNone(SHOWN) } },
  'doctl heroku terraform': { platform: true },
  vagrant: { unprompted: 'command', elsewhere: 'reaches another machine' },
  kubectl: { atHome: true },
};
