import { withOne } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** The JVM. */
export const java: Family = {
  'java gradle': { unprompted: 'command', serves: true },
  javac: { unprompted: 'command' },
  jshell: { asks: 'database' },
  mvn: { unprompted: 'command', serves: true, internet: () => 'it fetches Maven packages from the internet' },
  sbt: { serves: true },
  'catalina.sh': { endless: withOne(/^run$/) },
  'mvn gradle': { onFolder: 'project' },
};
