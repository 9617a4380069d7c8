import type { Message } from './message.ts';

/** What shells and the programs of GNU and busybox say of one thing, each in its way. */
export const programMessages: readonly Message[] = [
  [
    '{shell}: {program}: command not found',
    '{shell}: {program}: not found',
    '{shell}: {*}: {program}: not found',
    '{shell}: line {*}: {program}: command not found',
    '{shell}: {*}: {program}: command not found',
    'command not found: {program}',
  ],
  [
    '{shell}: line {*}: {program}: {reason}',
    '{shell}: {program}: {reason}',
    '{shell}: {number}: {program}: {reason}',
  ],
  [
    '{program}: can{*}t open {path}: {reason}',
    '{program}: {path}: {reason}',
    '{program}: cannot open {path}: {reason}',
    '{program}: cannot access {path}: {reason}',
    '{program}: cannot access {path}: {reason}',
    '{program}: cannot stat {path}: {reason}',
    '{program}: can{*}t stat {path}: {reason}',
    '{program}: cannot touch {path}: {reason}',
    '{program}: cannot remove {path}: {reason}',
    '{program}: can{*}t remove {path}: {reason}',
    '{program}: cannot create directory {path}: {reason}',
    '{program}: can{*}t create directory {path}: {reason}',
    '{shell}: {*}can{*}t create {path}: {reason}',
    '{shell}: {*}cannot create {path}: {reason}',
  ],
  [
    '{shell}: can{*}t create {path}: nonexistent directory',
    '{shell}: {*}{path}: No such file or directory',
    '{shell}: {*}cannot create {path}: Directory nonexistent',
  ],
  [
    'ping: bad address {host}',
    'ping: unknown host {host}',
    'ping: unknown host: {host}',
    'ping: {host}: Name or service not known',
    'ping: {host}: Temporary failure in name resolution',
    'ping: {host}: Name does not resolve',
    'ping: cannot resolve {host}: Unknown host',
  ],
  ['ping: sendto: {reason}', 'connect: {reason}', 'ping: connect: {reason}'],
  [
    'nslookup: can{*}t resolve {host}{*}',
    '** server can{*}t find {host}: {*}',
    'nslookup: can{*}t resolve {host}: {*}',
  ],
  [
    'wget: bad address {host}',
    'wget: unable to resolve host address {host}',
    'wget: unable to resolve host address: {host}',
  ],
  [
    'curl: (7) Failed to connect to {host} port {port}: Connection refused',
    'curl: (7) Failed to connect to {host} port {port} after {*} ms: {*}',
    'curl: (7) couldn{*}t connect to host',
  ],
  [
    'curl: (6) Could not resolve host: {host}',
    'curl: (6) Could not resolve host: {host}; {*}',
    'curl: (6) Couldn{*}t resolve host {host}',
  ],
  ['curl: (52) Empty reply from server', 'curl: (52) {*}'],
  ['curl: (56) {*}', 'curl: (56) Recv failure: {*}'],
  ['curl: (28) {*}', 'curl: (28) Connection timed out{*}'],
  ['su: user {user} does not exist{*}', 'su: unknown user {user}', 'unknown user {user}'],
];
