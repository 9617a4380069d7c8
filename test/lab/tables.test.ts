import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DIRECTIVES } from '../../src/lab/directive-table.ts';
import { FRONT_MATTER } from '../../src/lab/front-matter-table.ts';
import { placeholders } from '../../src/lab/placeholders.ts';
import { PROMPTS, readPrompt } from '../../src/lab/prompts.ts';
import { isSynopsis } from '../../src/lab/synopsis.ts';
import { repository } from '../support/repository.ts';
import { labOfText, problemsIn } from './reading.ts';

/** The tables of what a document may look like: each row has a text here that only it reads. */

const source = (file: string): string => readFileSync(join(repository(), 'src/lab', file), 'utf8');
const reasonsIn = (file: string): readonly string[] =>
  [...source(file).matchAll(/\breason[:=] ?(?:'([^']+)'|"([^"]+)")/g)].map(([, one, other]) => one ?? other!);

const fence = (content: string, info = ''): string => `\`\`\`${info}\n${content}\n\`\`\`\n`;
/** What the last block of a document was taken for, and why. */
function lastBlock(text: string): string {
  const { role = '', reason = '' } = labOfText(text).blocks.at(-1) ?? {};
  return `${role}: ${reason}`;
}

const OPEN = fence('$ docker run -it --name pear alpine sh');
const ROLES: Readonly<Record<string, string>> = {
  'output: help text under the command that prints it': `${fence('$ docker pull --help')}\n${fence('Usage:  docker pull NAME\n\nGet it\n\nOptions:\n  -q  say little')}`,
  'example: it is the output of a command that only the text names': `${fence('$ docker volume create pear')}\nIf you run \`docker ps\`, you see:\n\n${fence('NAME   STATE\nplum   up')}`,
  'example: it is what something would print that the document does not have the reader do': `${fence('$ docker exec pear lantern')}\nIf you tried to light it twice, it would fail:\n\n${fence('It is lit.')}`,
  'commands: inline code that is all of a paragraph or item is typed': `${fence('$ cat pears.txt')}\nThen:\n\n\`tar -xf pears.tar\`\n`,
  'commands: a click on the inline code types it': `${fence('$ cat pears.txt')}\nThis says more.\n\n\`lantern pear\`{{execute}}\n`,
  'transcript: the text above calls it an output, so its prompts are of what is printed': `The page looks like this:\n\n${fence('$ Lovely weather today!\n$ Is it not?', 'text')}`,
  'transcript: its commands stand behind the prompt of the container that is open': `${OPEN}\nThen:\n\n${fence('# ls /etc\nhosts')}`,
  'transcript: one command stands behind the prompt of the container that is open': `${OPEN}\nThen:\n\n${fence('# lantern --tail red')}`,
  'example: it has nothing but blank lines and comments': fence('# Nothing is to do\n\n# in this place'),
  'synopsis: it is a help text': fence('Usage:  lantern [OPTIONS] COLOUR'),
  'commands: every line shows the form of a command': fence('docker pull [OPTIONS] NAME'),
  'synopsis: every line shows the form of a command of a program that is not known':
    fence('lantern [OPTIONS] COLOUR'),
  'synopsis: it shows options without their command': fence('-d the container goes on\n--rm it is removed'),
  'output: the fence says so': `${fence('$ docker ps')}\nMore:\n\n${fence('pear\nplum', 'output')}`,
  'commands: the fence makes a click type it': fence('lantern', '.term1'),
  'transcript: its commands stand behind a root prompt, and those in a container behind that one’s': fence(
    '# docker run -it alpine sh\n/ # ls\nbin\n/ # exit',
  ),
  'transcript: its first line has a prompt': fence('$ docker ps'),
  'transcript: its first line has the prompt of a container that is open': `${OPEN}\nThen:\n\n${fence('pear # lantern on')}`,
  'transcript: its first line has the prompt of the program that is open': `${fence('$ docker exec -it db mysql')}\nThen:\n\n${fence('mysql> SHOW DATABASES;')}`,
  'transcript: its commands stand behind a root prompt': fence('# docker ps\n# docker volume ls'),
  'transcript: its commands stand behind "> "': fence('> lantern on\nit is on'),
  'commands: its first line is a command': fence('docker ps'),
  'commands: commands without prompts stand before one that has a prompt': fence('ls -l /srv\n$ docker ps'),
  'transcript: a prompt follows the end of an earlier output': fence('Good morning\n$ docker ps'),
  'commands: it leaves the session that is open': `${OPEN}\nThen:\n\n${fence('exit')}`,
  'commands: it is typed into the session that the command above opens': `${OPEN}\n${fence('uptime', 'bash')}`,
  'output: it has no word that the command above does not have': `${fence('docker run alpine echo good morning')}\nNow this:\n\n${fence('good morning')}`,
  'commands: its lines have the form of commands': `Run:\n\n${fence('lantern on')}`,
  'commands: its first line runs a program that the lab installs': `${fence('$ docker run -it alpine sh\n/ # apk add lantern\n/ # date')}\nAnd:\n\n${fence('lantern')}`,
  'file: the text above says that it is a file': `Create \`pear.conf\`:\n\n${fence('colour = blue')}`,
  'output: it stands directly under a command': `${fence('$ docker exec pear lantern')}\n${fence('It is green')}`,
  'output: the text above announces an output': `${fence('$ docker exec pear lantern')}\nThe output is:\n\n${fence('It is green')}`,
  'commands: typed in the session that is open': `${fence('$ docker run -it --name pear alpine sh\n/ # ls\nbin')}\nAnd:\n\n${fence('(lantern)', 'bash')}`,
  'example: neither command, output nor file': fence('Good morning, reader!'),
};

const KINDS: Readonly<Record<string, string>> = {
  'its first line is a FROM instruction': 'FROM alpine\nRUN date',
  'an ARG instruction and a FROM instruction': 'ARG V=1\nFROM alpine:$V',
  'its first line names an interpreter': '#!/bin/sh\ndate',
  'it has the keys of a compose file': 'name: pear\nservices:\n  web:\n    image: plum',
  'it has the keys of a compose file of version 1': 'web:\n  image: plum',
  'it begins with a tag': '<p>Good morning</p>',
  'it is a JSON object': '{ "pear": 1 }',
  'it has blocks of settings in braces': 'server {\n  listen 80;\n}',
  'it begins with a section in brackets': '[pear]\ncolour = blue',
  'it begins like a program': 'import os\nos.getcwd()',
  'it begins like YAML': 'apiVersion: v1\nmetadata: {}',
};

const SIGNS: Readonly<Record<string, readonly [command: string, output: string]>> = {
  'a table under the command that lists': ['docker stats', 'NAME   CPU USE'],
  'JSON under the command that inspects': ['docker inspect pear', '[\n  {}\n]'],
  'a page under the command that fetches it': ['curl localhost', '<p>Good morning</p>'],
  'the file that the command shows': ['cat pear', 'Good morning'],
  'an ID under a command that prints one': ['docker run -d pear', '4b1f00c0ffee'],
  'messages of docker': ['docker pull pear', 'Using default tag: latest'],
  'replies under the command that asks for them': ['ping -c 1 pear', 'PING pear (10.0.0.2): 56 data bytes'],
};

const ROLE_FILES = ['roles.ts', 'unprompted.ts'];
const told = (table: object): string => Object.keys(table).join('\n');

test('every reason for what a block is taken for is tested', () => {
  for (const reason of ROLE_FILES.flatMap(reasonsIn)) assert.ok(told(ROLES).includes(reason), reason);
  for (const reason of reasonsIn('file-kinds.ts')) assert.ok(reason in KINDS, reason);
  for (const reason of reasonsIn('output-likeness.ts').filter((one) => !told(ROLES).includes(one)))
    assert.ok(reason in SIGNS, reason);
});

for (const [reason, text] of Object.entries(ROLES))
  test(`a block is taken for ${reason}`, () => {
    assert.is(lastBlock(text).slice(0, reason.length), reason);
  });

for (const [reason, content] of Object.entries(KINDS))
  test(`a block is a file where ${reason}`, () => {
    assert.match(lastBlock(fence(content)), reason);
  });

for (const [reason, [command, output]] of Object.entries(SIGNS))
  test(`a block is an output for ${reason}`, () => {
    assert.is(lastBlock(`${fence(`$ ${command}`)}\nText.\n\n${fence(output)}`), `output: ${reason}`);
  });

const PROMPT_LINES: readonly (readonly [kind: string, label: string, line: string])[] = [
  ['banner', 'pear', '[pear] (local) root@192.168.0.18 ~'],
  ['inside', '0a1b2c3d4e5f', 'root@0a1b2c3d4e5f:/srv# ls'],
  ['inside', '', 'root@<id>:/srv# ls'],
  ['login', 'plum', '(base) [ann@plum labs]$ docker ps'],
  ['login', 'Toms-Air', 'Toms-Air:pond tom$ docker ps'],
  ['login', 'shed2', 'shed2:~/labs$ docker ps'],
  ['login', '/srv/web', '/srv/web$ docker ps'],
  ['inside', '', '/srv/app # ls'],
  ['inside', '', '/ #ls'],
  ['login', '~', '~/labs $ docker ps'],
  ['inside', '', 'sh-5.1# ls'],
  ['login', 'bash-5.2', 'bash-5.2$ ls'],
  ['host', '', '[Orchard]☀ > docker ps'],
  ['node', 'worker2', 'worker2> docker ps'],
  ['host', '', '$ docker ps'],
  ['host', '', '$docker info'],
  ['host', '', '% docker info'],
  ['host', '', '❯ docker info'],
  ['windows', '', 'PS D:\\labs> docker ps'],
  ['windows', '', 'D:\\labs> docker ps'],
  ['client', '', 'shop=# SELECT 1;'],
  ['named', 'plum7', 'plum7# ls'],
  ['root', '', '# docker info'],
  ['angle', '', '> docker info'],
];

test('every form of prompt is tested', () => {
  for (const { pattern, example } of PROMPTS)
    assert.ok(
      PROMPT_LINES.some(([, , line]) => PROMPTS.find((one) => one.pattern.test(line))?.pattern === pattern),
      example,
    );
});

for (const [kind, label, line] of PROMPT_LINES)
  test(`"${line}" has a prompt of the kind ${kind}`, () => {
    const { kind: found, label: named } = readPrompt(line) ?? {};
    assert.equal([found, named], [kind, label]);
  });

const HOLES: Readonly<Record<string, readonly string[]>> = {
  '<container id>': ['docker stop <the name>', '<the name>'],
  '<< file.json >>': ['lantern << the name >>', '<< the name >>'],
  '<>': ['docker stop <>', '<>'],
  '{container-id}': ['docker stop {the name}', '{the name}'],
  '(name or ID)': ['docker stop (some name)', '(some name)'],
  '[container]': ['docker stop [the name]', '[the name]'],
  YOUR_ID: ['docker stop your_box', 'your_box'],
  CONTAINER_ID: ['docker stop my_container_name', 'my_container_name'],
  CONTAINER: ['docker stop CONTAINERID', 'CONTAINERID'],
  id_of_container: ['docker stop id-of-the-box', 'id-of-the-box'],
  xxxx: ['docker stop zzzz', 'zzzz'],
  'x.x.x.x': ['ping 10.0.X.X', '10.0.X.X'],
  '...': ['docker stop …', '…'],
};

test('every spelling of a placeholder is tested', () => {
  const examples = [...source('placeholders.ts').matchAll(/\bexample: '([^']+)'/g)].map(([, one]) => one!);
  assert.equal([...examples].sort(), Object.keys(HOLES).sort());
});

for (const [example, [script = '', text]] of Object.entries(HOLES))
  test(`${text} is to be filled in, as ${example} is`, () => {
    assert.equal(
      placeholders(script).map((one) => one.text),
      [text],
    );
  });

const SYNOPSES = [
  'Syntax: lantern on',
  'lantern [flags] on',
  'lantern [pears...]',
  'lantern [pear]…',
  'lantern [-q] pear',
  'lantern {on|off}',
  'docker rm CONTAINER [CONTAINER',
  'docker cp SRC_PATH|DEST_PATH',
  'docker pull NAME[:TAG|@DIGEST]',
  'docker network COMMAND',
  'lantern OPTIONS pear',
];

for (const line of SYNOPSES)
  test(`"${line}" shows the form of a command`, () => {
    assert.ok(isSynopsis(line));
  });

for (const line of ['docker run alpine', 'lantern "[flags]"', 'ls [abc]', 'docker run COMMANDER'])
  test(`"${line}" is a command`, () => {
    assert.not.ok(isSynopsis(line));
  });

test('every form of a synopsis is tested', () => {
  const rows = source('synopsis.ts')
    .split('const FORMS')[1]!
    .match(/^ {2}\/.*\/i?,$/gm);
  assert.is(rows?.length, SYNOPSES.length);
});

/** For each directive how it may be written, and how not. */
const DIRECTED: Readonly<Record<string, readonly [right: readonly string[], wrong: readonly string[]]>> = {
  skip: [['skip', 'skip="later"', 'skip reason="later"'], []],
  expect: [
    ['expect=exact', 'expect=lines', 'expect=subset', 'expect=match', 'expect=ignore'],
    ['expect', 'expect=all'],
  ],
  exit: [
    ['exit=0', 'exit=255'],
    ['exit', 'exit=256', 'exit=-1', 'exit=x'],
  ],
  timeout: [
    ['timeout=5', 'timeout=500ms', 'timeout=1.5s', 'timeout=2m'],
    ['timeout', 'timeout=2h'],
  ],
  retry: [
    ['retry=1', 'retry=99'],
    ['retry', 'retry=0', 'retry=100'],
  ],
  'known-bad': [
    ['known-bad', 'known-bad reason="x" until=2030-02-28'],
    ['known-bad=1', 'known-bad until=2030-13-01'],
  ],
  os: [
    ['os=linux', 'os="linux, macos windows"'],
    ['os', 'os=beos', 'os="linux beos"'],
  ],
  tags: [
    ['tags=slow', 'tags="slow net"'],
    ['tags', 'tags=" "'],
  ],
  made: [['made=pear.txt'], ['made', 'made=" "']],
  background: [['background'], ['background=1']],
  setup: [['setup'], ['setup=1']],
  verify: [['verify'], ['verify=1']],
  cleanup: [['cleanup'], ['cleanup=1']],
  commands: [['commands'], ['commands=1']],
  output: [['output'], ['output=1']],
  example: [['example'], ['example=1']],
  file: [['file=pear.txt'], ['file', 'file=" "']],
  inside: [[], ['inside', 'inside=" "']],
  machine: [['machine=pear.plum-2'], ['machine', 'machine="a b"', 'machine=-a']],
  check: [['check="container pear is running"'], ['check', 'check=" "']],
};

test('every directive is tested', () => {
  assert.equal(Object.keys(DIRECTED).sort(), Object.keys(DIRECTIVES).sort());
});

for (const [name, [right, wrong]] of Object.entries(DIRECTED))
  test(`the directive ${name} takes what it can have and nothing else`, () => {
    const directed = (form: string) =>
      problemsIn(labOfText(`<!-- labproof: ${form} -->\n\n${fence('$ date')}`));
    for (const form of right) assert.equal(directed(form), [], form);
    for (const form of wrong) assert.equal(directed(form), ['1 error directive-value'], form);
  });

const KEYS: Readonly<Record<string, readonly [right: readonly string[], wrong: readonly string[]]>> = {
  title: [
    ['Pears', '7'],
    ['[a]', '{}'],
  ],
  variables: [
    ['{parent: eth1}', '{mtu: 1500}'],
    ['[a]', 'a', '{a: [b]}'],
  ],
  images: [['{pear: ./pear}'], ['[a]', 'a']],
  machines: [['[pear, plum]'], ['pear', '[a b]', '7']],
  tabs: [
    ['Linux', '[Linux, bash]'],
    ['7', '[7]'],
  ],
  swarm: [
    ['true', 'false'],
    ['7', 'maybe'],
  ],
  tags: [
    ['slow', '[slow, net]'],
    ['7', '[7]'],
  ],
  fresh: [
    ['section', '1', '6'],
    ['0', '7', 'chapter', '[1]'],
  ],
  demo: [['{width: 80}'], ['7', '[a]']],
};

test('every key of the front matter is tested', () => {
  assert.equal(Object.keys(KEYS).sort(), Object.keys(FRONT_MATTER).sort());
});

for (const [key, [right, wrong]] of Object.entries(KEYS))
  test(`the key ${key} of the front matter takes what it can have and nothing else`, () => {
    const given = (value: string) => problemsIn(labOfText(`---\nlabproof:\n  ${key}: ${value}\n---\n`));
    for (const value of right) assert.equal(given(value), [], value);
    for (const value of wrong) assert.equal(given(value), ['3 error front-matter-type'], value);
    assert.equal(problemsIn(labOfText(`---\n${key}: ${wrong[0]}\n---\n`)), []);
  });

test.run();
