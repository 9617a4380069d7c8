import type { Sign } from './sign.ts';

/** What shells and common programs say is missing. Source: their own messages in the C locale. */
export const saidByPrograms: readonly Sign[] = [
  {
    lack: 'program',
    says: /^(?:[\w./-]{1,80}: (?:line )?\d+: |(?:-?\/?(?:usr\/)?(?:bin\/)?(?:ba|da|a|z|k)?sh: )?(?:(?:line )?\d+: )?)(?:sudo: |env: |nohup: |time: |xargs: )?['‘]?(?<name>[A-Za-z_][\w.+-]*)['’]?: (?:command )?not found$|(?:zsh: )?command not found: (?<name2>\S+)$|^(?:env|xargs|nohup|timeout): (?:failed to run command )?['‘](?<name3>[\w.+-]+)['’]: No such file|^(?<name4>[\w.+-]+): (?:Command|command) not found\.?$/,
    examples: [
      ['bash: line 1: figment: command not found', 'figment'],
      ['sh: 1: figment: not found', 'figment'],
      ['./greet: 1: figment: not found', 'figment'],
      ['/usr/bin/greet: line 7: figment: command not found', 'figment'],
      ['sh: figment: not found', 'figment'],
      ['/bin/sh: figment: not found', 'figment'],
      ['figment: command not found', 'figment'],
      ['sudo: figment: command not found', 'figment'],
      ["env: 'figment': No such file or directory", 'figment'],
    ],
  },
  {
    lack: 'program',
    says: /System has not been booted with (?<name>systemd)\b/,
    examples: [["System has not been booted with systemd as init system (PID 1). Can't operate.", 'systemd']],
  },
  {
    lack: 'device',
    says: /Cannot find device "(?<name>[^"]+)"|Device "(?<name2>[^"]+)" does not exist|(?<name3>[a-z]{2,8}\d{1,3}): (?:error fetching interface information: )?(?:Device not found|No such device)/,
    examples: [
      ['Cannot find device "eth7"', 'eth7'],
      ['Device "eth7" does not exist.', 'eth7'],
    ],
  },
  {
    lack: 'kernel',
    says: /modprobe: (?:FATAL: Module|ERROR: could not insert|can't change directory to) '?(?<name>\S+?)'? |RTNETLINK answers: Operation not supported|(?<name2>\/boot\/config-[\w.-]+|\/proc\/config\.gz): No such file/,
    what: 'support for it',
    examples: [
      ['modprobe: FATAL: Module lamp not found in directory /lib/modules/6', 'lamp'],
      ['grep: /boot/config-6.1: No such file or directory', '/boot/config-6.1'],
    ],
  },
  {
    lack: 'module',
    says: /ModuleNotFoundError: No module named '(?<name>[\w.]+)'|ImportError: No module named (?<name2>[\w.]+)|Cannot find (?:module|package) '(?<name3>(?![./])[^']+)'|cannot load such file -- (?<name4>[\w/-]+)|no required module provides package (?<name5>[^\s;:]+)|(?<name6>\S+) is not in (?:std|GOROOT)/,
    examples: [
      ["ModuleNotFoundError: No module named 'teapot'", 'teapot'],
      ["Error: Cannot find module 'teapot'", 'teapot'],
    ],
  },
  {
    lack: 'file',
    says: /Cannot find module '(?<name>[./][^']+)'|can't open file '(?<name2>[^']+)'|Unable to access jarfile (?<name3>\S+)|(?:ENOENT: )no such file or directory, (?:\w+ )?'(?<name4>[^']+)'|make: \*\*\* (?:No rule to make target|No targets specified and no) '?(?<name6>makefile|[\w./-]+)|(?<name7>go\.mod) file not found|could not find [`'](?<name8>Cargo\.toml)|there is no (?<name9>POM) in this directory|Could not open requirements file: \[Errno 2\] No such file or directory: '(?<name10>[^']+)'/,
    examples: [
      ["python3: can't open file '/srv/app.py': [Errno 2] No such file or directory", '/srv/app.py'],
      ["Error: Cannot find module '/srv/app.js'", '/srv/app.js'],
      [
        "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/srv/package.json'",
        '/srv/package.json',
      ],
      ['make: *** No targets specified and no makefile found.  Stop.', 'makefile'],
      ["make: *** No rule to make target 'all'.  Stop.", 'all'],
    ],
  },
  {
    lack: 'file',
    says: /^tar: (?<name>[^:]{1,200}): Cannot (?:open|stat): No such file|\bfile \(?['"]?(?<name2>\/[^\s()'"]{1,200})['"]?\)? (?:was )?not found\b/,
    examples: [
      ['tar: orchard: Cannot open: No such file or directory', 'orchard'],
      ['E: specified keyring file (/etc/keys/orchard.gpg) not found', '/etc/keys/orchard.gpg'],
    ],
  },
  {
    lack: 'file',
    says: /(?:^|[ '"])['"‘]?(?<name>[^\s:'"‘’]{1,200})['"’]?: No such file or directory|: \[Errno 2\] No such file or directory: '(?<name2>[^']+)'|FileNotFoundError: .*'(?<name3>[^']+)'|^(?<name4>\S+)\s+\[error opening dir\]/,
    examples: [
      ["ls: cannot access 'out/list.txt': No such file or directory", 'out/list.txt'],
      ['cat: list.txt: No such file or directory', 'list.txt'],
      ['bash: line 1: ./build.sh: No such file or directory', './build.sh'],
      ["cp: cannot stat 'list.txt': No such file or directory", 'list.txt'],
      ['bash: line 3: cd: lib: No such file or directory', 'lib'],
      ['lib  [error opening dir]', 'lib'],
    ],
  },
  {
    lack: 'file',
    says: /not a git repository|^(?:fatal: )?(?:repository|pathspec) '(?<name>[^']+)' (?:does not exist|did not match)/,
    what: 'a git repository',
    examples: [
      ['fatal: not a git repository (or any of the parent directories): .git', ''],
      ["fatal: repository './orchard' does not exist", './orchard'],
    ],
  },
  {
    lack: 'internet',
    says: /dial tcp: lookup (?<name>[\w.-]+)|server misbehaving|TLS handshake timeout|request canceled while waiting for connection|dial tcp [\d.]+:443|dial udp [\d.]+:53|connect: connection refused.*registry/,
    examples: [
      [
        'docker: Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host',
        'registry-1.docker.io',
      ],
    ],
  },
  {
    lack: 'internet',
    says: /Temporary failure (?:in name resolution|resolving '(?<name>[^']+)')|Could not resolve '(?<name2>[^']+)'|Failed to fetch http(?:.*resolving '(?<name9>[^']+)')?|unable to connect to '(?<name3>.*):\d+|[Nn]etwork is unreachable|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<name4>\S+)|request to https:\/\/(?<name5>[\w.-]+)\S* failed|Failed to establish a new connection|Max retries exceeded|temporary error \(try again later\)|fetching https:\/\/(?<name6>[\w.-]+)\S*: (?:temporary|DNS)|unable to access 'https?:\/\/(?<name7>[\w.-]+)|No solution found|Could not fetch URL https:\/\/(?<name8>[\w.-]+)/,
    examples: [
      [
        "W: Failed to fetch http://deb.example/debian  Temporary failure resolving 'deb.example'",
        'deb.example',
      ],
      [
        'npm error request to https://registry.example/teapot failed, reason: getaddrinfo EAI_AGAIN registry.example',
        'registry.example',
      ],
      [
        "fatal: unable to access 'https://git.example/a/b/': Could not resolve host: git.example",
        'git.example',
      ],
      ['ping: connect: Network is unreachable', ''],
    ],
  },
  {
    lack: 'host',
    says: /Could not resolve host(?:name)?:? (?<name>[\w.-]+)|bad address '(?<name2>[^':]+)|unable to resolve host address ['‘](?<name3>[\w.-]+)|(?:ping: )?(?:unknown host )(?<name4>[\w.-]+)|(?:ping: )(?<name5>[\w.-]+): (?:Name or service not known|Name does not resolve|Try again|No address associated)|could not translate host name "(?<name6>[^"]+)"|Unknown MySQL server host '(?<name7>[^']+)'|getaddrinfo\(?"?(?<name8>[\w.-]+)"?\)?: |can't resolve '(?<name9>[^']+)'|server can't find (?<name10>[\w.-]+): NXDOMAIN/,
    examples: [
      ['curl: (6) Could not resolve host: larder', 'larder'],
      ["ping: bad address 'larder'", 'larder'],
      ["wget: bad address 'larder:8000'", 'larder'],
      ['ping: larder: Name or service not known', 'larder'],
      ['psql: error: could not translate host name "larder" to address: Name or service not known', 'larder'],
    ],
  },
  {
    lack: 'server',
    says: /Failed to connect to \S+ port (?<name>\d+)|Connection refused|can't connect to remote host(?: \((?<name2>[^)]+)\))?|Could not connect to Redis at \S+?:(?<name3>\d+)|connect ECONNREFUSED \S+?:(?<name4>\d+)|connect: connection refused/,
    examples: [
      ["curl: (7) Failed to connect to 127.0.0.1 port 8140 after 0 ms: Couldn't connect to server", '8140'],
      ['Could not connect to Redis at 127.0.0.1:6379: Connection refused', '6379'],
    ],
  },
];
