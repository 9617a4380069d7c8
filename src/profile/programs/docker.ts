import { always, withNone } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Sub-commands that only show. */
const SHOWN = /^(?:--version|-v|--help|-h)$/;

/** Docker's own programs and those around them. */
export const docker: Family = {
  docker: { unprompted: 'command', source: 'registry-1.docker.io', common: true },
  compose: { unprompted: 'word' },
  'docker-compose dockerize dive trivy kompose skopeo': { unprompted: 'command' },
  'docker-machine': { unprompted: 'command', elsewhere: 'makes and uses other machines' },
  dockerd: { unprompted: 'command', endless: always, changes: { of: 'own engine', when: withNone(SHOWN) } },
  containerd: { changes: { of: 'own engine', when: withNone(SHOWN) } },
  boot2docker: { platform: true },
};
