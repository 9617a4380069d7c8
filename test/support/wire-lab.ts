import type { ContainerState, NetworkState } from '../../src/model/engine.ts';
import type { LabSketch } from './events.ts';

export const WIRE: NetworkState = {
  id: '7c1e0f6b2a44',
  name: 'wire',
  driver: 'macvlan',
  subnets: [{ subnet: '198.51.100.0/24', gateway: '198.51.100.1' }],
  options: { parent: 'eth1' },
  internal: false,
};

export const INNER: NetworkState = {
  id: '3d2c9a10be57',
  name: 'inner',
  driver: 'bridge',
  subnets: [{ subnet: '172.20.0.0/16', gateway: '172.20.0.1' }],
  options: {},
  internal: false,
};

export const HOST: ContainerState = {
  id: 'f00d5a1e77c2',
  name: 'host',
  image: 'alpine:3.20',
  running: true,
  paused: false,
  exitCode: 0,
  health: '',
  networks: {
    wire: { ip: '198.51.100.2', mac: '02:42:c6:33:64:02', gateway: '198.51.100.1', prefixLength: 24 },
    inner: { ip: '172.20.0.2', mac: '02:42:ac:14:00:02', gateway: '172.20.0.1', prefixLength: 16 },
  },
  mounts: [],
  ports: [],
};

export const WEB: ContainerState = {
  id: 'beefcafe0042',
  name: 'web',
  image: 'nginx:1.27',
  running: true,
  paused: false,
  exitCode: 0,
  health: 'healthy',
  networks: {
    inner: { ip: '172.20.0.3', mac: '02:42:ac:14:00:03', gateway: '172.20.0.1', prefixLength: 16 },
  },
  mounts: [],
  ports: [{ container: '80/tcp', hostIp: '0.0.0.0', hostPort: 8080 }],
};

export const JOB: ContainerState = {
  ...WEB,
  id: 'dead10ccdead',
  name: 'job',
  image: 'busybox',
  running: false,
  exitCode: 3,
  health: '',
  networks: { inner: { ip: '', mac: '', gateway: '', prefixLength: 0 } },
  ports: [],
};

/** A small lab in which every verdict occurs, with checks, a topology and a cleanup. */
export const WIRE_LAB: LabSketch = {
  file: 'labs/wire.md',
  title: 'A place on the wire',
  steps: [
    {
      title: 'Make a macvlan network',
      commands: [
        {
          command:
            'docker network create --driver macvlan \\\n  --subnet 198.51.100.0/24 \\\n  --opt parent=eth1 wire',
          output: '7c1e0f6b2a44\n',
          durationMs: 410,
          checks: [
            { sentence: 'network wire exists, driver macvlan', verdict: 'passed', found: '', line: 11 },
          ],
        },
      ],
    },
    {
      title: 'List networks & their drivers',
      commands: [
        {
          command: 'docker network ls',
          shows: [
            'NETWORK ID     NAME      DRIVER    SCOPE',
            '5b2c9b3a0f61   bridge    bridge    local',
            '8f6a1c55e7d2   wire      ipvlan    local',
          ],
          output:
            'NETWORK ID     NAME      DRIVER    SCOPE\n0b1f4e7d9a20   bridge    bridge    local\n7c1e0f6b2a44   wire      macvlan   local\n',
          verdict: 'failed',
          reason: 'line 24 says driver ipvlan; the network was created as macvlan on line 11',
          differences: [
            {
              verdict: 'failed',
              line: 24,
              expected: '8f6a1c55e7d2   wire      ipvlan    local',
              found: '7c1e0f6b2a44   wire      macvlan   local',
              cause: 'line 24 says driver ipvlan; the network was created as macvlan on line 11',
              marks: { expected: [{ from: 25, to: 31 }], found: [{ from: 25, to: 32 }] },
            },
          ],
          acceptances: [
            { line: 23, expected: '5b2c9b3a0f61', found: '0b1f4e7d9a20', reason: 'bound as network ID' },
            { line: 24, expected: '8f6a1c55e7d2', found: '7c1e0f6b2a44', reason: 'bound as network ID' },
            { line: 24, expected: 'wire', found: 'wire', reason: 'pinned by line 11' },
          ],
        },
      ],
      checks: [
        {
          sentence: 'network wire is listed, driver ipvlan',
          verdict: 'failed',
          found: 'driver is macvlan',
          line: 27,
        },
      ],
    },
    {
      title: 'Start a container',
      commands: [
        {
          command: 'docker run -dit --name host --network wire alpine:3.20',
          output: 'f00d5a1e77c2\n',
          durationMs: 530,
          checks: [
            { sentence: 'container host is running', verdict: 'passed', found: '', line: 31 },
            { sentence: 'container host has a MAC on wire', verdict: 'passed', found: '', line: 31 },
          ],
        },
        {
          command: 'docker ps',
          shows: [
            'CONTAINER ID   IMAGE         STATUS         NAMES',
            '1d2c3b4a5f6e   alpine:3.20   Up 2 seconds   host',
          ],
          output:
            'CONTAINER ID   IMAGE         COMMAND     STATUS                  NAMES\nf00d5a1e77c2   alpine:3.20   "/bin/sh"   Up Less than a second   host\n',
          verdict: 'drifted',
          reason: 'the live table has another column',
          differences: [
            {
              verdict: 'drifted',
              line: 36,
              expected: '',
              found: 'a line that the document lacks',
              cause: 'the live table has another column',
              marks: { expected: [], found: [{ from: 0, to: 30 }] },
            },
          ],
        },
      ],
    },
    {
      title: 'Reach the other host',
      commands: [
        {
          command: 'ping 198.51.100.7',
          verdict: 'skipped',
          reason: 'multi-node: the lab needs a second host',
          skip: { reason: 'multi-node', message: 'the lab needs a second host', hint: 'run it on two hosts' },
          durationMs: 0,
        },
      ],
    },
    {
      title: 'Clean up',
      commands: [
        { command: 'docker stop host', output: 'host\n' },
        { command: 'docker network rm wire', output: 'wire\n' },
      ],
    },
  ],
  topology: { networks: [WIRE, INNER], containers: [HOST, WEB, JOB] },
  cleanup: {
    made: [
      { kind: 'network', id: WIRE.id, name: 'wire' },
      { kind: 'container', id: HOST.id, name: 'host' },
    ],
    removed: [
      { kind: 'network', id: WIRE.id, name: 'wire' },
      { kind: 'container', id: HOST.id, name: 'host' },
    ],
    left: [],
    durationMs: 20,
  },
  notices: [{ severity: 'warning', code: 'slow-stop', message: 'docker stop was given 1 s instead of 10 s' }],
};
