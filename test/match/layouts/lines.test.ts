import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../../src/match/correspondence.ts';
import { made, match, verdict } from '../support.ts';

const other = { verb: '', program: 'cat' };

test('blank lines, trailing blanks, runs of blanks and CRLF do not count', () => {
  assert.is(verdict('\nHello   there \n\nagain\n', 'Hello there\r\nagain\r\n', other), 'passed');
});

test('escape sequences do not count', () => {
  assert.is(verdict('ok', '\u001b[32mok\u001b[0m\n', other), 'passed');
});

test('a documented line that is nowhere fails', () => {
  const { verdict: found, differences } = match('first\nsecond', 'first\n', other);
  assert.is(found, 'failed');
  assert.is(differences[0]?.line, 102);
});

test('a live line that the document lacks drifts', () => {
  const { verdict: found, differences } = match('first\nthird', 'first\nsecond\nthird', other);
  assert.is(found, 'drifted');
  assert.equal([differences[0]?.line, differences[0]?.found], [101, 'second']);
});

test('lines in another order drift', () => {
  assert.is(verdict('one\ntwo\nthree', 'two\nthree\none', other), 'drifted');
});

test('the order of an environment says nothing', () => {
  assert.is(verdict('A=1\nB=2', 'B=2\nA=1', { verb: 'exec', program: 'env' }), 'passed');
});

test('an elision stands for any lines, three dots in a line for any text', () => {
  assert.is(verdict('first\n...\nlast', 'first\na\nb\nlast', other), 'passed');
  assert.is(verdict('first\n<snip>\nlast', 'first\na\nlast', other), 'passed');
  assert.is(verdict('listening on ... port 80', 'listening on all the addresses port 80', other), 'passed');
  assert.is(verdict('listening on ... port 80', 'listening on all the addresses port 81', other), 'failed');
});

test('a hole stands for one word', () => {
  assert.is(verdict('removed <container-id> now', 'removed abc now', other), 'passed');
  assert.is(verdict('removed <container-id> now', 'removed abc def later', other), 'failed');
});

test("docker's own <none> is literal", () => {
  assert.is(verdict('tag <none>', 'tag latest', other), 'failed');
});

test('a number in a line is a fact', () => {
  assert.is(verdict('uid=1001 gid=0(root)', 'uid=1000 gid=0(root)', other), 'failed');
});

test('a setting of the lab is a fact', () => {
  assert.is(verdict('COLOUR=green', 'COLOUR=red', { verb: 'exec', program: 'env' }), 'failed');
});

test('another word of a program is another fact, in a sentence too', () => {
  const served = 'Server is running in development mode on port 3000';
  assert.is(verdict(served, served.replace('development', 'production'), other), 'failed');
  assert.is(verdict('pi is 3.14', 'pi is 2.71', other), 'failed');
  assert.is(verdict('The build is done', 'The build is not done', other), 'failed');
  assert.is(verdict('the value is -5', 'the value is 5', other), 'failed');
});

test('a line that goes on after what is documented says more', () => {
  const line = 'Server is running on port 3000';
  assert.is(verdict(line, `${line} (press Ctrl-C to stop)`, other), 'drifted');
  assert.is(verdict('running', 'running late', other), 'failed');
});

test('quotes and dashes as an editor writes them are another form', () => {
  assert.is(verdict('it said “done” — at last', 'it said "done" - at last', other), 'drifted');
});

test('a declaration of markup is a form', () => {
  const rest = '\n<html>\n<title>Index of /</title>';
  assert.is(
    verdict(`<!DOCTYPE HTML "HTML 3.2 Final//EN">${rest}`, `<!DOCTYPE HTML "HTML 4.01//EN">${rest}`, other),
    'drifted',
  );
  assert.is(verdict(`<html>\n<title>Index of /</title>`, `<html>\n<title>Welcome</title>`, other), 'failed');
});

test('a container ID printed by run corresponds', () => {
  const correspondence = new Correspondence();
  assert.is(verdict('a1'.repeat(32), 'b2'.repeat(32), { correspondence, verb: 'run' }), 'passed');
  assert.is(correspondence.rewrite('docker stop a1a').script, 'docker stop b2b2b2b2b2b2');
});

test('a host name in an environment is not unified with container IDs', () => {
  const correspondence = new Correspondence();
  verdict('f6'.repeat(32), 'a0'.repeat(32), { correspondence, verb: 'run' });
  const around = { correspondence, verb: 'exec', program: 'env' };
  assert.is(verdict('HOSTNAME=f6f6f6f6f6f6', 'HOSTNAME=111111111111', around), 'passed');
});

test('a list of names passes over those that the lab did not make', () => {
  assert.is(verdict('notes', 'notes\nothers', { verb: 'volume ls' }), 'passed');
  assert.is(
    verdict('notes', 'notes\nothers', { verb: 'volume ls', makes: made('volume', 'others') }),
    'drifted',
  );
});

test('a list of names that lacks a documented one fails', () => {
  assert.is(verdict('notes\nothers', 'notes', { verb: 'volume ls' }), 'failed');
});

test('layers that only one builder makes do not make a removal false', () => {
  const deleted = (digit: string): string => `Deleted: sha256:${digit.repeat(64)}`;
  const around = { verb: 'rmi' };
  assert.is(
    verdict(
      `Untagged: made:1\n${deleted('a')}\n${deleted('b')}`,
      `Untagged: made:1\n${deleted('c')}`,
      around,
    ),
    'drifted',
  );
  assert.is(
    verdict(`Untagged: made:1\n${deleted('a')}`, `Untagged: made:2\n${deleted('c')}`, around),
    'failed',
  );
});

test('what only the machine tells drifts', () => {
  const uname = (kernel: string): string => `Linux box ${kernel} #120-Ubuntu SMP x86_64 GNU/Linux`;
  const live = uname('6.18.44').replace('#120-Ubuntu', '#1');
  assert.is(verdict(uname('4.4.0-97-generic'), live, { verb: 'exec', program: 'uname -a' }), 'drifted');
});

test('keys and certificates are made anew', () => {
  const key = (text: string): string =>
    `trusted:\n -----BEGIN CERTIFICATE-----\n${text}\n -----END CERTIFICATE-----\nend`;
  assert.is(verdict(key('MIIBajCC'), key('MIIBxxxx\nabc'), other), 'passed');
});

test('words that are left out drift, names and numbers fail', () => {
  const document = '1: lo: <LOOPBACK,UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1';
  assert.is(
    verdict(document, document.replace(' state UNKNOWN', ''), { verb: 'exec', program: 'ip link' }),
    'drifted',
  );
  assert.is(
    verdict(document, document.replace(' mtu 65536', ''), { verb: 'exec', program: 'ip link' }),
    'failed',
  );
});

test('ls lists names in columns of any width', () => {
  const ls = { verb: '', program: 'ls' };
  assert.is(verdict('bin   etc\nboot  home', 'bin  boot  etc  home', ls), 'passed');
  assert.is(verdict('bin   etc\nboot  home', 'bin\nboot\netc\nhome\nlib', ls), 'drifted');
  assert.is(verdict('bin   etc\nboot  home', 'bin  boot  etc', ls), 'failed');
});

test('a name that ls shows twice corresponds twice', () => {
  const twice = (digit: string): string => `${digit.repeat(64)} x ${digit.repeat(64)}`;
  assert.is(verdict(`${twice('a')} ...`, `${twice('b')} y`, { verb: '', program: 'ls' }), 'passed');
});

test('logs of the two versions of Compose correspond', () => {
  assert.is(verdict('web_1    | ready', 'web-1  | ready', { verb: 'compose logs' }), 'passed');
  assert.is(verdict('web_1    | ready', 'web-1  | failing', { verb: 'compose logs' }), 'failed');
});

test('a container that names itself in its hosts file is not unified with container IDs', () => {
  const correspondence = new Correspondence();
  verdict('f6'.repeat(32), 'a0'.repeat(32), { correspondence, verb: 'run' });
  assert.is(
    verdict('172.17.0.2\tf6f6f6f6f6f6', '172.17.0.2\t111111111111', {
      correspondence,
      verb: '',
      program: 'cat',
    }),
    'passed',
  );
});

test('expect=subset ignores what more is live', () => {
  assert.is(verdict('one', 'zero\none\ntwo', { ...other, expect: 'subset' }), 'passed');
});

test('expect=exact compares characters', () => {
  assert.is(verdict('one  two', 'one two\n', { ...other, expect: 'exact' }), 'failed');
  assert.is(verdict('one two', 'one two\n', { ...other, expect: 'exact' }), 'passed');
});

test('expect=ignore accepts everything', () => {
  assert.is(verdict('one', 'two', { ...other, expect: 'ignore' }), 'passed');
});

test('expect=lines does not look for tables', () => {
  const text = (gap: string): string => `NAMES${gap}IMAGE\nweb${gap}nginx`;
  assert.is(verdict(text('   '), text('     '), { expect: 'lines' }), 'passed');
});

test('what a command that never ends shows after the documented lines is no difference', () => {
  assert.is(verdict('tick 1', 'tick 1\ntick 2\n', { verb: 'logs', endless: true }), 'passed');
  assert.is(verdict('tick 1', 'tick 1\ntick 2\n', { verb: 'logs' }), 'drifted');
});

test('a comma behind a line of JSON says nothing', () => {
  const around = { verb: '', program: 'grep' };
  assert.is(verdict('    "a": "b"\n}', '    "a": "b",\n},', around), 'passed');
  assert.is(verdict('    "a": "b"\n}', '    "a": "c",\n},', around), 'failed');
});

test('an image that came from no registry has no digest to untag', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const document = `Untagged: made:1\nUntagged: made@${digest}`;
  assert.is(verdict(document, 'Untagged: made:1', { verb: 'rmi' }), 'drifted');
  assert.is(verdict(document, 'Untagged: made:1', { verb: 'load' }), 'failed');
});

test('what a prune is about to remove may be told in other words, not of another kind', () => {
  const around = { verb: 'system prune' };
  assert.is(verdict('  - all build cache', '  - unused build cache', around), 'drifted');
  assert.is(verdict('  - all volumes', '  - unused build cache', around), 'failed');
});

test('a process ID or a size that is asked for alone is any number', () => {
  const around = { verb: 'inspect', program: '{{.State.Pid}}' };
  assert.is(verdict('2713', '10956', around), 'passed');
  assert.is(verdict('2713', '0', around), 'failed');
  assert.is(verdict('2713', '10956', { verb: 'inspect', program: '{{.HostConfig.Memory}}' }), 'failed');
});

test('a key that is not there any more is another form, another value is false', () => {
  const document = '"Memory": 52428800,\n"KernelMemory": 0,';
  assert.is(verdict(document, '    "Memory": 52428800,', { verb: 'inspect' }), 'drifted');
  assert.is(verdict(document, '    "Memory": 52428800,', { verb: '', program: 'grep' }), 'drifted');
  assert.is(verdict(document, '    "Memory": 1,', { verb: 'inspect' }), 'failed');
});

test('the address to join a swarm at is that of whichever machine it is', () => {
  const join = (address: string) => `docker swarm join --token SWMTKN-1-4abc-5def ${address}:2377`;
  assert.is(verdict(join('198.51.100.7'), join('127.0.0.1'), { verb: 'swarm init' }), 'passed');
  assert.is(verdict(join('198.51.100.7').replace('join', 'init'), join('127.0.0.1')), 'failed');
});

test('a word that goes on is another word', () => {
  const data = { verb: 'inspect', program: '{{.State.Status}}' };
  for (const [document, live] of [
    ['running-old', 'running'],
    ['running', 'running-old'],
    ['/tmp/x', '/tmp'],
    ['/tmp', '/tmp/x'],
    ['old-web', 'web'],
    ['nginx:latest', 'nginx'],
  ] as const)
    assert.is(verdict(document, live, data), 'failed', `${document} for ${live}`);
});

test('an address that means the same everywhere is literal', () => {
  const cat = { verb: 'exec', program: 'cat /etc/hosts' };
  assert.is(verdict('127.0.0.2\tlocalhost', '127.0.0.1\tlocalhost', cat), 'failed');
  assert.is(verdict('ff02::1\tip6-allnodes', 'ff02::1\tip6-allnodes', cat), 'passed');
  assert.is(verdict('ff02::2\tip6-allnodes', 'ff02::1\tip6-allnodes', cat), 'failed');
  assert.is(verdict('fe00::0\tip6-localnet', 'fe00::\tip6-localnet', cat), 'passed');
});

test('mounts are printed in no order', () => {
  const mounts = { verb: 'inspect', program: '{{range .Mounts}}{{.Destination}} {{end}}' };
  assert.is(verdict('/data /logs', '/logs /data', mounts), 'passed');
  assert.is(verdict('/data /log', '/logs /data', mounts), 'failed');
  const networks = {
    verb: 'inspect',
    program: '{{range .NetworkSettings.Networks}}{{.IPAMConfig.IPv4Address}} {{end}}',
  };
  assert.is(verdict('one two', 'two one', networks), 'failed');
});

test('what the lab gives a program to say is pinned to the word', () => {
  const live = 'this was written by a container';
  const document = live.replace('was', 'is');
  assert.is(verdict(document, live, { verb: 'run', given: `echo '${live}'` }), 'failed');
});

test('each word that a template prints is data', () => {
  const list = { verb: 'network ls' };
  const live = 'bridge\tbridge\ndecoy\tbridge\nhost\thost';
  assert.is(verdict(live.replace('decoy\tbridge\n', ''), live, list), 'passed');
  assert.is(verdict(live.replace('decoy\tbridge', 'bridge\tbridge77'), live, list), 'failed');
});

test('an ID without its middle stands for one ID', () => {
  const live = `container create ${'0123456789abcdef'.repeat(4)} (name=web)`;
  assert.is(verdict('container create d9cd...4d70 (name=web)', live, other), 'passed');
  assert.is(verdict('container create d9cd...4d70 (name=db)', live, other), 'failed');
});

test('the head of top is of the machine, whichever command shows it', () => {
  const attach = { verb: 'attach', program: '' };
  const document = 'top - 12:27:44 up 3 days, 21:54,  0 users,  load average: 0.00, 0.01, 0.05';
  const live = 'top - 08:01:02 up 41 min,  1 user,  load average: 1.90, 1.20, 0.80';
  assert.is(verdict(document, live, attach), 'drifted');
  assert.is(verdict(document, live.replace('41 min', '1:18'), attach), 'drifted');
});

test('changes of a container, and what a program writes to two streams, come in no order', () => {
  assert.is(verdict('C /etc\nA /data', 'A /data\nC /etc', { verb: 'diff' }), 'passed');
  assert.is(verdict('C /etc\nA /date', 'A /data\nC /etc', { verb: 'diff' }), 'failed');
  const streams = { verb: 'run', program: 'sh -c echo one; echo two >&2' };
  assert.is(verdict('one\ntwo', 'two\none', streams), 'passed');
  assert.is(verdict('one\ntwo', 'two\none', { verb: 'run', program: 'sh script' }), 'drifted');
});

test('what a file of the lab says is pinned, whatever it is', () => {
  const cat = { verb: 'exec', program: 'cat compose.yaml', given: 'subnet: 10.77.30.0/24' };
  assert.is(verdict('  subnet: 10.77.30.0/24', '  subnet: 10.77.30.0/24', cat), 'passed');
  assert.is(verdict('  subnet: 10.78.30.0/24', '  subnet: 10.77.30.0/24', cat), 'failed');
});

test('what a template prints is no sentence', () => {
  const list = { verb: 'ps' };
  const line = (state: string): string => `t2: ${state} (137) Less than a second ago`;
  assert.is(verdict(line('Exited'), line('Exited'), list), 'passed');
  assert.is(verdict(line('Restarting'), line('Exited'), list), 'failed');
});

test('the file that a message is about is a fact', () => {
  const message = (file: string): string => `total 0\nls: ${file}: No such file or directory`;
  const list = { verb: 'exec', program: 'cat x' };
  assert.is(verdict(message('/etc/init.d'), message('/etc/init.d'), list), 'passed');
  assert.is(verdict(message('/zebra/init.d'), message('/etc/init.d'), list), 'failed');
});

test('git shortens a hash as it likes, and it is one for all that', () => {
  const correspondence = new Correspondence();
  const git = { correspondence, verb: '', program: 'git log' };
  const long = `5b624f7${'56ed917ac4'.repeat(4)}`.slice(0, 40);
  const live = `140b418${'243226f0ec'.repeat(4)}`.slice(0, 40);
  assert.is(verdict(`commit ${long}\n\n    Plant a fig`, `commit ${live}\n\n    Plant a fig`, git), 'passed');
  assert.is(verdict('5b624f7 Plant a fig', '140b418 Plant a fig', git), 'passed');
  assert.is(verdict('5b624f7 Plant a fig', 'c03c079 Plant a fig', git), 'failed');
  assert.is(correspondence.rewrite('git show 5b624f756e').script, 'git show 140b418243');
  assert.is(verdict('5b624f8 Plant', '140b419 Plant', { verb: '', program: 'cat' }), 'failed');
});

test('a name that mktemp makes up corresponds', () => {
  const correspondence = new Correspondence();
  const mktemp = { correspondence, verb: '', program: 'mktemp -d' };
  assert.is(verdict('/tmp/tmp.Vp0cnYz4tX', '/tmp/tmp.nkReNOp9oZ', mktemp), 'passed');
  assert.is(verdict('/tmp/tmp.Vp0cnYz4tX/a', '/tmp/tmp.nkReNOp9oZ/b', mktemp), 'failed');
  assert.is(verdict('/tmp/tmp.Vp0cnYz4tX', '/tmp/tmp.abcdefGH12', mktemp), 'failed');
});

test('a process ID and the load, when they are all that is printed, are of the moment', () => {
  assert.is(verdict('4711', '28', { verb: '', program: 'echo $$' }), 'passed');
  assert.is(verdict('4711', '28', { verb: '', program: 'echo 28' }), 'failed');
  const load = { verb: '', program: 'cat /proc/loadavg' };
  assert.is(verdict('3.92 2.45 2.86 3/471 2700', '0.00 0.02 0.01 1/99 12', load), 'passed');
});

test('numbers of the machine are measured, its words are its own', () => {
  const free = { verb: '', program: 'free -m' };
  const line = (used: number): string => `Mem:           24105        ${used}       20582`;
  assert.is(verdict(line(1133), line(1191), free), 'passed');
  assert.is(
    verdict('/dev/sda1        252G   36G', '/dev/vda        252G   36G', { verb: '', program: 'df -h' }),
    'drifted',
  );
});

test('what is said of the machine itself is its own, what the lab makes is not', () => {
  const around = (ofHost: boolean) => ({
    verb: 'run',
    program: 'ifconfig',
    ofHost,
    makes: made('network', 'lane'),
  });
  const card = (bcast: string): string => `inet addr:10.0.2.15  Bcast:${bcast}  Mask:255.255.255.0`;
  assert.is(verdict(card('10.0.2.255'), card('0.0.0.0'), around(true)), 'drifted');
  assert.is(verdict(card('10.0.2.255'), card('0.0.0.0'), around(false)), 'failed');
  assert.is(verdict('wlan0  up', 'eth0 up', around(true)), 'drifted');
  assert.is(verdict('lane   up', 'eth0 up', around(true)), 'failed');
});

test('what a system says of itself is of the machine, what an image does is not', () => {
  const [document, live] = ['NAME="Hobby"\nVERSION="7 (Wren)"', 'PRETTY_NAME="Kestrel 9"\nNAME="Kestrel"'];
  const host = { verb: '', program: 'cat /etc/os-release', ofHost: true };
  assert.is(verdict(document, live, host), 'drifted');
  assert.is(verdict(document, live, { ...host, ofHost: false }), 'failed');
  assert.is(verdict(document, live, { ...host, program: 'cat notes' }), 'failed');
});

test('the domains that a container searches are those of its host, its name server is not', () => {
  const shown = (domain: string, server: string) => `search ${domain}\nnameserver ${server}\noptions ndots:0`;
  const live = 'nameserver 127.0.0.11\noptions ndots:0';
  const command = { verb: '', program: 'cat /etc/resolv.conf' };
  assert.is(verdict(shown('pond.internal', '127.0.0.11'), live, command), 'drifted');
  assert.is(verdict(shown('pond.internal', '127.0.0.53'), live, command), 'failed');
});

test('ip tells more or less of a card with its version', () => {
  const ip = { verb: 'exec', program: 'ip address' };
  const [short, long] = [
    '    inet 10.1.2.3/24 scope global eth0',
    '    inet 10.1.2.3/24 brd 10.1.2.255 scope global eth0',
  ];
  assert.is(verdict(short, long, ip), 'drifted');
  assert.is(verdict(long, short, ip), 'drifted');
  assert.is(verdict(short, long.replace('global', 'host'), ip), 'failed');
  assert.is(verdict('eth0: mtu 1500 state UP', 'eth0: mtu 1500', ip), 'drifted');
  assert.is(verdict('eth0: mtu 1500 state UP', 'eth0: mtu 1500 state DOWN', ip), 'failed');
});

test('what a command fixed and an inspection shows otherwise does not come to be', () => {
  const changes = (verb: string) => {
    const correspondence = new Correspondence();
    correspondence.pinNetwork('172.30.0.0/16', { line: 9, what: 'network wire', kind: 'subnet' });
    const around = { verb, program: '{{(index .IPAM.Config 0).Subnet}}', correspondence };
    return match('172.31.0.0/16', '172.30.0.0/16', around).differences.map((one) => one.changes);
  };
  assert.equal(changes('network inspect'), ['never']);
  assert.equal(changes('ps'), [undefined]);
});

test('holes one after the other stand for a word each', () => {
  const document = 'enter the shed with <token> <host> now';
  const live = 'enter the shed with KEY-1-46ieme4ym5 127.0.0.1:2377 now';
  assert.is(verdict(document, live, { verb: '', program: 'shed' }), 'passed');
  const more = live.replace(' now', ' twice now');
  assert.is.not(verdict(document, more, { verb: '', program: 'shed' }), 'passed');
});

test.run();
