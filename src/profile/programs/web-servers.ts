import { always, withOne } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Web servers. */
export const webServers: Family = {
  nginx: { unprompted: 'command', endless: withOne(/daemon off/) },
  httpd: { endless: withOne(/^-[A-Z]*|foreground/i) },
  'httpd-foreground apache2-foreground': { endless: always },
  caddy: { serves: true },
};
