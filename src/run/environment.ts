import type { Skip } from '../model/lab.ts';

/** What programs print when the machine, not the document, is at fault. */
const SIGNS: readonly { readonly pattern: RegExp; readonly skip: Skip }[] = [
  {
    pattern:
      /dial tcp: lookup |Could not resolve host|Temporary failure resolving|Temporary failure in name resolution|server misbehaving|network is unreachable|Could not resolve '|TLS handshake timeout|request canceled while waiting for connection|Failed to fetch http|unable to connect to '.*:\d+|wget: bad address|connect: connection refused.*registry|dial tcp [\d.]+:443/,
    skip: {
      reason: 'network',
      message: 'it needs the internet',
      hint: 'run it where the internet can be reached',
    },
  },
  {
    pattern:
      /failed to create \S+ vlan|operation not supported.*(?:vlan|link)|vlan link: operation not supported/,
    skip: {
      reason: 'platform',
      message: 'the kernel of the engine has no VLAN (802.1q) interfaces',
      hint: 'run it on a host whose kernel has the module 8021q',
    },
  },
  {
    pattern:
      /failed to create the (?:mac|ip)vlan port: operation not supported|failed to find plugin|plugin "\w+" not found/,
    skip: {
      reason: 'platform',
      message: 'the engine has no such network driver',
      hint: 'run it on a host whose kernel and engine have it',
    },
  },
  {
    pattern: /\/boot\/config-[\w.-]+: No such file|\/proc\/config\.gz: No such file/,
    skip: {
      reason: 'platform',
      message: "this machine does not show its kernel's configuration",
      hint: 'run it on a machine that does',
    },
  },
  {
    pattern: /Requested (?:CPUs|memory nodes) are not available|Range of CPUs is from/,
    skip: {
      reason: 'platform',
      message: "the engine's machine has not that many processors or memory nodes",
      hint: 'run it on a machine that has them',
    },
  },
  {
    pattern:
      /error gathering device information while adding custom device|daemon: stat \/dev\/\w+: no such file/,
    skip: {
      reason: 'platform',
      message: "the engine's machine has no such device",
      hint: 'run it on a machine that has it',
    },
  },
  {
    pattern: /Error response from daemon: ps: exec: "ps": executable file not found/,
    skip: {
      reason: 'platform',
      message: "the engine's machine has no ps, by which it lists processes",
      hint: 'install procps there',
    },
  },
];

/** Tools that documents take for granted and that a machine may lack; any other name may be a typo. */
const TOOLS = new Set(
  'ping curl wget jq tree ifconfig netstat brctl nslookup dig telnet nc traceroute arp route iptables tcpdump lsof ss python python3 pip node npm make gcc go java mvn openssl watch zip unzip htop vim nano less man ssh psql mysql redis-cli kubectl helm git strace ltrace getfattr setfattr setcap getcap capsh filecap pscap captest aa-status apparmor_parser tmux screen socat ethtool nmap ab wrk hey siege stress iperf iperf3 docker-machine minikube code brew'.split(
    ' ',
  ),
);

/** Why the machine, not the document, is to blame for a command's failure; undefined when it is not. */
export function environmentSkip(output: string): Skip | undefined {
  const tail = output.slice(-8_192);
  const tool = /^(?:.*: )?(?:line \d+: )?([\w.-]+): (?:command )?not found$/m.exec(tail)?.[1];
  if (tool !== undefined && TOOLS.has(tool)) {
    return { reason: 'platform', message: `this machine has no ${tool}`, hint: `install ${tool}` };
  }
  return SIGNS.find(({ pattern }) => pattern.test(tail))?.skip;
}
