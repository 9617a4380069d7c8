import type { Family } from './profile.ts';
import { archives } from './programs/archives.ts';
import { clusters } from './programs/clusters.ts';
import { coreutils } from './programs/coreutils.ts';
import { databases } from './programs/databases.ts';
import { desktop } from './programs/desktop.ts';
import { docker } from './programs/docker.ts';
import { editors } from './programs/editors.ts';
import { engines } from './programs/engines.ts';
import { http } from './programs/http.ts';
import { iproute2 } from './programs/iproute2.ts';
import { java } from './programs/java.ts';
import { javascript } from './programs/javascript.ts';
import { kernel } from './programs/kernel.ts';
import { languages } from './programs/languages.ts';
import { netTools } from './programs/net-tools.ts';
import { netfilter } from './programs/netfilter.ts';
import { packages } from './programs/packages.ts';
import { php } from './programs/php.ts';
import { processes } from './programs/processes.ts';
import { python } from './programs/python.ts';
import { reachability } from './programs/reachability.ts';
import { ruby } from './programs/ruby.ts';
import { services } from './programs/services.ts';
import { shellWords } from './programs/shell-words.ts';
import { shells } from './programs/shells.ts';
import { sockets } from './programs/sockets.ts';
import { ssh } from './programs/ssh.ts';
import { terminals } from './programs/terminals.ts';
import { textTools } from './programs/text-tools.ts';
import { users } from './programs/users.ts';
import { utilLinux } from './programs/util-linux.ts';
import { versions } from './programs/versions.ts';
import { webServers } from './programs/web-servers.ts';

/** All that labproof knows of programs, family by family. */
export const FAMILIES = {
  shells,
  'shell-words': shellWords,
  coreutils,
  'text-tools': textTools,
  archives,
  processes,
  'util-linux': utilLinux,
  kernel,
  iproute2,
  'net-tools': netTools,
  netfilter,
  reachability,
  http,
  sockets,
  ssh,
  services,
  users,
  packages,
  editors,
  python,
  javascript,
  ruby,
  php,
  java,
  languages,
  databases,
  'web-servers': webServers,
  docker,
  engines,
  clusters,
  versions,
  desktop,
  terminals,
} satisfies Record<string, Family>;
