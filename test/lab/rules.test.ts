import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isOutside } from '../../src/lab/hosts.ts';
import { showsDetaching } from '../../src/lab/leaving.ts';
import { networkUse } from '../../src/lab/network-use.ts';
import { placeholders } from '../../src/lab/placeholders.ts';
import { createWorkingDirectory } from '../../src/lab/working-directory.ts';
import {
  commandsOf,
  filesOf,
  labOfBlock,
  labOfText,
  outline,
  problemsIn,
  rolesIn,
  typedIn,
} from './reading.ts';

const block = (content: string, info = ''): string => `\`\`\`${info}\n${content}\n\`\`\`\n`;
const pathsIn = (text: string): readonly string[] => filesOf(labOfText(text)).map(({ path }) => path);
const terminals = (...lines: readonly string[]): readonly string[] =>
  commandsOf(labOfBlock(...lines)).map(({ terminal }) => terminal);

test('a command that an output announces with a colon is a part of it', () => {
  const lab = labOfBlock(
    '$ docker run greeter',
    'Good morning.',
    'To see more of this, you can start a shell with:',
    '$ docker run -it ubuntu bash',
    '$ docker ps',
  );
  assert.equal(typedIn(lab), ['docker run greeter', 'docker ps']);
});

test('a comment two lines above the next prompt is no part of a file that is shown', () => {
  const lab = labOfBlock('$ cat notes.txt', 'milk', '', '# then list them', '', '$ docker ps');
  assert.is(outline(lab)[0], '3 cat notes.txt -> milk');
});

test('what docker says of the keys that detach tells how its session was left', () => {
  const lab = labOfBlock(
    '$ docker run -it --name box alpine sh',
    '/ # hostname',
    'box',
    'read escape sequence',
  );
  assert.is(commandsOf(lab)[0]?.leave, 'detach');
});

for (const line of ['^P^Q', 'read escape sequence', '  read escape sequence', 'Error: read escape sequence'])
  test(`"${line}" shows that a container was left`, () => {
    assert.ok(showsDetaching(line));
  });

test('a program may speak of the keys that detach', () => {
  assert.not.ok(showsDetaching('it has read escape sequence 7'));
  assert.not.ok(showsDetaching('^P'));
});

test('a list item of a hundred letters is a title as a whole', () => {
  const text = 'Make the network that all others use. It has a subnet that you choose yourself';
  const title = (item: string) => labOfText(`1. ${item}\n\n   ${block('$ docker ps')}`).steps[0]?.title;
  assert.is(labOfText(`1. ${text}\n\n${block('$ docker ps')}`).steps[0]?.title, text);
  assert.is(title('Make the network. '.repeat(8)), 'Make the network');
});

test('exit leaves the inner one of two sessions, and the outer one goes on', () => {
  const lab = labOfBlock(
    '$ docker run -it --name outer docker sh',
    '/ # docker run -it --name inner alpine sh',
    '/ # hostname',
    '/ # exit',
    '/ # uptime',
  );
  const opener = commandsOf(lab)[0]!.id;
  assert.equal(commandsOf(lab).at(-1)?.where, { kind: 'inside', opener });
});

test('what a database client is given is a database, what an interpreter is given is a program', () => {
  assert.equal(terminals('$ docker exec -it db mysql -uroot shop'), ['session']);
  assert.equal(terminals('$ docker exec -it box python app.py'), ['one-shot']);
});

test('head and sed end what feeds them', () => {
  assert.equal(terminals('$ ping 127.0.0.1 | sed 2q', '$ ping 127.0.0.1 | cat'), ['none', 'endless']);
});

test('a command that opens a file names the block below it, one that failed does not', () => {
  const code = block('import os\nprint(os.getcwd())', 'python');
  assert.equal(pathsIn(`${block('$ touch app.py')}\n${code}`), ['app.py']);
  assert.equal(
    pathsIn(`${block("$ touch app.py\ntouch: cannot touch 'app.py': Permission denied")}\n${code}`),
    [],
  );
});

test('a file may begin with the words of a message', () => {
  assert.equal(pathsIn(block('$ cat notes.txt\nNo such file is needed.\nThis one is enough.')), [
    'notes.txt',
  ]);
});

test('a Dockerfile that prose writes small is written as a build looks for it', () => {
  assert.equal(pathsIn(`Create a \`dockerfile\`:\n\n${block('FROM alpine\nCMD date')}`), ['Dockerfile']);
});

test('a sentence in the first comment names no file', () => {
  assert.equal(pathsIn(block('# the values of app.conf are these\nCOLOUR=blue')), []);
});

const LAB = { names: new Set(['shop']), subnets: ['203.0.113.0/25'], addresses: new Set(['198.51.100.7']) };
const OWN = [
  '0.0.0.0 10.9.8.7 127.0.0.53 172.16.0.1 172.31.255.254 192.168.7.7 169.254.1.1 100.64.0.1 100.127.0.1',
  '224.0.0.1 255.255.255.255 203.0.113.127 198.51.100.7 shop SHOP. api.shop shop.example.org $HOST <host>',
  'localhost nas db.local a.localhost b.localdomain c.internal d.test e.lan f.home g.invalid h.arpa i.svc',
  'j.docker',
].flatMap((line) => line.split(' '));
const OTHERS = [
  '9.9.9.9 126.0.0.1 172.15.0.1 172.32.0.1 192.167.0.1 192.169.0.1 169.253.0.1 100.63.0.1 100.128.0.1',
  '223.0.0.1 203.0.113.128 198.51.100.8 example.org www.example.org',
].flatMap((line) => line.split(' '));

for (const host of OWN)
  test(`"${host}" is this computer's, the lab's or of a private network`, () => {
    assert.is(isOutside(host, LAB), false);
  });

for (const host of OTHERS)
  test(`"${host}" is a machine of the internet`, () => {
    assert.is(isOutside(host, LAB), true);
  });

test('the internet is needed by what a shell in a shell of a container runs', () => {
  const script = `docker run alpine sh -c "sh -c 'wget http://example.org/a'"`;
  assert.match(networkUse(script, LAB) ?? '', 'example.org');
});

test('placeholders that touch are two', () => {
  assert.equal(
    placeholders('docker stop <name><id>').map(({ text }) => text),
    ['<name>', '<id>'],
  );
});

test('a quoted text with tags or a template is no placeholder', () => {
  for (const quoted of ['<order>tea</order>', '<order/> <tea>', '<row> {{.ID}}'])
    assert.equal(placeholders(`echo "${quoted}"`), [], quoted);
  assert.is(placeholders('echo "<your name>"').length, 1);
});

test('a new chapter begins in the first terminal', () => {
  const shells = (heading: string): unknown =>
    commandsOf(
      labOfText(`In a second terminal:\n\n${block('$ date')}\n${heading} More\n\n${block('$ ls')}`),
    ).map(({ where }) => where.kind === 'host' && where.shell);
  assert.equal(shells('##'), [1, 0]);
  assert.equal(shells('###'), [1, 1]);
});

test('cd with a dash goes back', () => {
  const directory = createWorkingDirectory();
  directory.follow('mkdir -p pond/reed; cd pond; cd reed; cd -');
  assert.equal(directory.resolve('frog.txt'), { path: 'pond/frog.txt' });
});

test('the exit status that a session is asked for is none of the command that opened it', () => {
  const [opener] = commandsOf(labOfBlock('$ docker exec -it box sh', '/ # echo $?', '3'));
  assert.is(opener?.exitShown, undefined);
  const [command] = commandsOf(labOfBlock('$ ls /nowhere', '$ echo $?', '2'));
  assert.is(command?.exitShown, 2);
});

test('an image of the lab that listens on a port is a server, whatever its program is called', () => {
  const lab = (...more: readonly string[]) =>
    labOfText(
      `${block(['FROM alpine', ...more, 'CMD ["/srv/carp"]'].join('\n'))}\n${block('$ docker build -t carp .\n$ docker run carp')}`,
    );
  assert.is(commandsOf(lab('EXPOSE 80'))[1]?.terminal, 'endless');
  assert.is(commandsOf(lab())[1]?.terminal, 'none');
});

test('an editor that is asked for its version is no editor', () => {
  assert.equal(
    commandsOf(labOfBlock('$ vim --version', '$ vim notes.txt')).map(({ skip }) => skip?.reason),
    [undefined, 'editor'],
  );
});

test('an exit status is at most 255', () => {
  const text = (status: number) => `<!-- labproof: exit=${status} -->\n\n${block('$ date')}`;
  assert.equal(problemsIn(labOfText(text(255))), []);
  assert.equal(problemsIn(labOfText(text(256))), ['1 error directive-value']);
});

test('a number in a map of the front matter is a text', () => {
  const { frontMatter } = labOfText('---\nlabproof:\n  variables: {mtu: 1500}\n---\n');
  assert.equal(frontMatter.variables, { 1500: 'mtu' });
});

test('a script with its interpreter in its first line is not typed', () => {
  assert.equal(typedIn(labOfBlock('#!/bin/sh', 'docker ps')), []);
});

test('a quote may go on for many lines', () => {
  const words = Array.from({ length: 30 }, (_, at) => `word ${at}`);
  const [echo] = typedIn(labOfBlock('$ echo "first', ...words, 'last"', '$ docker ps'));
  assert.is(echo?.split('\n').length, 32);
});

test('a session whose opener was interrupted is one all the same when something is typed in it', () => {
  assert.equal(terminals('$ docker attach box', '^C', 'root@0a1b2c3d4e5f:/# ls', 'bin').slice(0, 1), [
    'session',
  ]);
});

test('the output below exit is none of it', () => {
  const lab = labOfText(
    `${block('$ docker run -it alpine sh\n/ # exit')}\n${block('NAME   SIZE\ncarp   3')}`,
  );
  assert.equal(
    commandsOf(lab).map(({ expected }) => expected),
    [undefined, undefined],
  );
  assert.not.ok(rolesIn(lab).includes('output'));
});

test.run();
