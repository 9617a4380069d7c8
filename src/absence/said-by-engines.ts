import type { Sign } from './sign.ts';

/** What the engine says is missing. Source: moby, daemon and libnetwork, 20.10 to 28; seen on 20.10 and 28.5. */
export const saidByEngines: readonly Sign[] = [
  {
    lack: 'leave',
    says: /labproof: refused (?:to )?(?<name>.+)/,
    examples: [['docker: Error response from daemon: labproof: refused to mount /', 'mount /']],
  },
  {
    lack: 'swarm',
    says: /[Tt]his node is not (?:a swarm manager|part of a swarm|participating as a Swarm manager)/,
    examples: [
      [
        'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
        '',
      ],
      ['Error response from daemon: This node is not part of a swarm', ''],
    ],
  },
  {
    lack: 'container',
    says: /[Nn]o such container(?::path)?: "?(?<name>[^\s:",]+)|Cannot get parent \/?(?<name2>[\w.-]+) for name/,
    examples: [
      ['Error response from daemon: Cannot get parent /harbour for name /harbour/pier', 'harbour'],
      ['Error response from daemon: No such container: harbour', 'harbour'],
      [
        'docker: Error response from daemon: could not get container for harbour: No such container: harbour',
        'harbour',
      ],
      ['Error: No such container:path: harbour:/srv', 'harbour'],
    ],
  },
  {
    lack: 'container',
    says: /container (?<name>[\w.-]+) is not running|[Cc]annot link to a non running container: \/?(?<name2>[\w.-]+)|cannot join network of a non running container: (?<name3>[\w.-]+)/,
    examples: [
      ['Error response from daemon: container harbour is not running', 'harbour'],
      [
        'docker: Error response from daemon: Cannot link to a non running container: /harbour AS /b/c.',
        'harbour',
      ],
    ],
  },
  {
    lack: 'image',
    says: /Unable to find image '(?<name>[^']+)' locally/,
    examples: [["Unable to find image 'acme/orchard:1' locally", 'acme/orchard:1']],
  },
  {
    lack: 'image',
    says: /[Nn]o such image: (?<name>[^\s"',]+?)(?::? No such image.*)?$/,
    examples: [
      ['Error response from daemon: No such image: acme/orchard:latest', 'acme/orchard:latest'],
      ['Error response from daemon: no such image: acme/pear:2: No such image: acme/pear:2', 'acme/pear:2'],
    ],
  },
  {
    lack: 'image',
    says: /(?:pull access denied for|manifest for(?= \S+ not found)|An image does not exist locally with the tag:|tag does not exist:|could not find image from tag) (?<name>[^\s,]+)/,
    examples: [
      [
        "Error response from daemon: pull access denied for acme/orchard, repository does not exist or may require 'docker login': denied",
        'acme/orchard',
      ],
      ['Error response from daemon: manifest for alpine:0.1 not found: manifest unknown', 'alpine:0.1'],
      ['An image does not exist locally with the tag: acme/orchard', 'acme/orchard'],
    ],
  },
  {
    lack: 'image',
    says: /(?:^|: )reference does not exist$/,
    examples: [['Error response from daemon: reference does not exist', '']],
  },
  {
    lack: 'platform',
    says: /image with reference (?<name>\S+) was found but (?:its platform|does not (?:match|provide))|no matching manifest for (?<name2>\S+) in the manifest list|requested platform\(s\) .* not found|image operating system "(?<name3>\w+)" cannot be used|exec format error|no suitable export target found for platform (?<name4>\S+)/,
    what: 'an image for that platform',
    examples: [
      [
        'Error response from daemon: image with reference alpine:latest was found but does not provide the specified platform (linux/riscv64)',
        'alpine:latest',
      ],
      ['docker: no matching manifest for linux/amd64 in the manifest list entries.', 'linux/amd64'],
      ['exec /bin/sh: exec format error', ''],
    ],
  },
  {
    lack: 'platform',
    says: /[Ii]nvalid isolation(?:: "| \()(?<name>\w+)/,
    what: 'Windows containers',
    examples: [
      [
        "docker: Error response from daemon: invalid isolation (hyperv): linux only supports 'default'",
        'hyperv',
      ],
      [
        'docker: Error response from daemon: Invalid isolation: "hyperv" - linux only supports \'default\'',
        'hyperv',
      ],
    ],
  },
  {
    lack: 'network',
    says: /[Nn]o such network: "?(?<name>[^\s"]+)|network "?(?<name2>[\w.-]+)"? not found|network "?(?<name3>[\w.-]+)"? (?:is )?declared as external, but could not be found/,
    examples: [
      [
        'docker: Error response from daemon: failed to set up container networking: network quay not found',
        'quay',
      ],
      ['Error: No such network: quay', 'quay'],
      [
        'network "quay" is declared as external, but could not be found. You need to create a swarm-scoped network',
        'quay',
      ],
      ['network quay declared as external, but could not be found', 'quay'],
    ],
  },
  {
    lack: 'volume',
    says: /get (?<name>[\w.-]+): no such volume|[Nn]o such volume: "?(?<name2>[^\s"]+)|external volume "(?<name3>[^"]+)" not found|[Vv]olume (?<name4>\S+) declared as external, but could not be found/,
    examples: [
      ['Error response from daemon: get cellar: no such volume', 'cellar'],
      ['external volume "cellar" not found', 'cellar'],
    ],
  },
  {
    lack: 'service',
    says: /[Nn]o such (?:task or )?service: (?<name>[^\s"]+)|service (?<name2>[\w.-]+) not found/,
    examples: [
      ['no such service: baker', 'baker'],
      ['no such task or service: baker', 'baker'],
      ['baker: Error response from daemon: service baker not found', 'baker'],
    ],
  },
  {
    lack: 'stack',
    says: /[Nn]othing found in stack: (?<name>\S+)/,
    examples: [['nothing found in stack: bakery', 'bakery']],
  },
  {
    lack: 'node',
    says: /node (?<name>[\w.-]+) not found|[Nn]o such node: (?<name2>\S+)/,
    examples: [['Error response from daemon: node shed not found', 'shed']],
  },
  {
    lack: 'secret',
    says: /secret not found: (?<name>\S+)|secret "?(?<name2>[\w.-]+)"?(?: is)? not found|[Nn]o such secret: (?<name3>\S+)/,
    examples: [
      ['secret not found: whisper', 'whisper'],
      ['Error response from daemon: secret whisper not found', 'whisper'],
    ],
  },
  {
    lack: 'config',
    says: /config not found: (?<name>\S+)|config (?<name2>[\w.-]+) not found|[Nn]o such config: (?<name3>\S+)/,
    examples: [
      ['config not found: menu', 'menu'],
      ['Error response from daemon: config menu not found', 'menu'],
    ],
  },
  {
    lack: 'driver',
    says: /plugin "(?<name>[^"]+)" not found|legacy plugin: plugin not found|logger: no log driver named '(?<name2>[^']+)'|unknown or invalid runtime name: (?<name3>\S+)|Unknown runtime specified (?<name4>\S+)|could not select device driver "(?:\w*)" with capabilities: \[\[(?<name5>\w+)\]\]|network driver (?<name6>\S+) not found/,
    examples: [
      [
        'Error response from daemon: create x: error looking up volume plugin tape: plugin "tape" not found',
        'tape',
      ],
      [
        'docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]',
        'gpu',
      ],
      ['docker: Error response from daemon: unknown or invalid runtime name: crane', 'crane'],
    ],
  },
  {
    lack: 'device',
    says: /error gathering device information while adding custom device "(?<name>[^"]+)"|daemon: stat (?<name2>\/dev\/\S+?): no such file|unresolvable CDI devices (?<name3>\S+)|the requested parent interface (?<name4>\S+) was not found|-o parent interface was not found on the host: (?<name5>\S+)/,
    examples: [
      [
        'docker: Error response from daemon: error gathering device information while adding custom device "/dev/lamp": no such file or directory',
        '/dev/lamp',
      ],
      [
        'docker: Error response from daemon: unresolvable CDI devices vendor.example/lamp=1',
        'vendor.example/lamp=1',
      ],
    ],
  },
  {
    lack: 'device',
    says: /[Rr]equested (?:CPUs|memory nodes) are not available|[Rr]ange of CPUs is from/,
    what: 'that many processors or memory nodes',
    examples: [
      [
        'docker: Error response from daemon: range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available',
        '',
      ],
    ],
  },
  {
    lack: 'kernel',
    says: /failed to create the (?:mac|ip)vlan port: operation not supported|failed to create \S+ vlan|vlan link: operation not supported|operation not supported.*(?:vlan|link)/,
    what: 'such interfaces',
    examples: [
      ['Error response from daemon: failed to create the macvlan port: operation not supported', ''],
    ],
  },
  {
    lack: 'kernel',
    says: /[Yy]our kernel does not support (?<name>[\w -]{1,60})|seccomp is not enabled in your kernel|AppArmor is not (?:enabled|supported)|apparmor failed to apply profile|Storage option overlay2.size not supported|[Ss]torage-opt is supported only for overlay over xfs|rro is not supported|(?:overlay2: |--storage-opt).*pquota/,
    what: 'what it needs',
    examples: [
      [
        'docker: Error response from daemon: Your kernel does not support memory swappiness.',
        'memory swappiness',
      ],
      [
        "docker: Error response from daemon: --storage-opt is supported only for overlay over xfs with 'pquota' mount option.",
        '',
      ],
    ],
  },
  {
    lack: 'feature',
    says: /(?<name>docker [\w -]+) is only supported on a Docker daemon with experimental features|multiple platforms? not supported|[Mm]ulti-platform build is not supported|(?:OCI|Cache|Docker) (?:export|exporter) is not supported for the docker driver/,
    what: 'that feature switched on',
    examples: [
      [
        'docker checkpoint create is only supported on a Docker daemon with experimental features enabled',
        'docker checkpoint create',
      ],
      ['ERROR: Multi-platform build is not supported for the docker driver.', ''],
    ],
  },
  {
    lack: 'device',
    says: /bind host port for \[?(?<name>[\da-f.:]+?)\]?:\d*:.*cannot assign requested address|listen (?:tcp|udp)\d? \[?(?<other>[\da-f.:]+?)\]?:\d+: bind: cannot assign requested address/,
    what: 'such address',
    examples: [
      [
        'docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint till (9f): failed to bind host port for 198.51.100.7::172.18.0.2:6379/tcp: cannot assign requested address',
        '198.51.100.7',
      ],
      [
        'docker: Error response from daemon: driver failed programming external connectivity on endpoint till (9f): Error starting userland proxy: listen tcp4 198.51.100.7:8140: bind: cannot assign requested address.',
        '198.51.100.7',
      ],
    ],
  },
  {
    lack: 'port',
    says: /(?:Bind for|listen tcp\d?|bind:?) ?[\w.:[\]]*?:(?<name>\d{1,5})(?: failed)?: (?:port is already allocated|bind: address already in use)/,
    examples: [
      [
        'docker: Error response from daemon: driver failed programming external connectivity on endpoint a (b): Bind for 0.0.0.0:8140 failed: port is already allocated',
        '8140',
      ],
    ],
  },
  {
    lack: 'engine',
    says: /Cannot connect to the Docker daemon at (?<name>\S+?)\.? Is the docker daemon running|permission denied while trying to connect to the Docker daemon socket|error during connect: /,
    what: 'the engine that it names',
    examples: [
      [
        'Cannot connect to the Docker daemon at tcp://203.0.113.9:2375. Is the docker daemon running?',
        'tcp://203.0.113.9:2375',
      ],
    ],
  },
  {
    lack: 'program',
    says: /Error response from daemon: (?:ps: )?exec: "(?<name>ps)": executable file not found/,
    what: "the engine's machine",
    examples: [
      ['Error response from daemon: ps: exec: "ps": executable file not found in $PATH', 'ps'],
      ['Error response from daemon: exec: "ps": executable file not found in $PATH', 'ps'],
    ],
  },
  {
    lack: 'program',
    says: /exec: "(?<name>[^"]+)": (?:executable file not found|stat [^\s:]+: no such file|[^\s:]+: no such file)|exec: (?<name2>[\w./+-]+): not found/,
    what: 'container',
    examples: [
      [
        'docker: Error response from daemon: failed to create task for container: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "figment": executable file not found in $PATH',
        'figment',
      ],
      [
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "/no/prog": stat /no/prog: no such file or directory: unknown',
        '/no/prog',
      ],
    ],
  },
];
