import { always } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Docker's own programs and those around them. */
export const docker: Family = {
  docker: { unprompted: 'command', source: 'registry-1.docker.io', common: true },
  compose: { unprompted: 'word' },
  'docker-compose dockerize dive trivy kompose skopeo': { unprompted: 'command' },
  'docker-machine': { unprompted: 'command', elsewhere: 'makes and uses other machines' },
  dockerd: { unprompted: 'command', endless: always },
  boot2docker: { platform: true },
  'docker docker-compose': { makes: 'unnamed' },
};
