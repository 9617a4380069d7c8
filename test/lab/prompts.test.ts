import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PROMPTS, readPrompt } from '../../src/lab/prompts.ts';
import { commandsOf, labOfBlock, labOfDocument, labOfText, outline, rolesIn, typedIn } from './reading.ts';

for (const { kind, example } of PROMPTS) {
  test(`"${example}" has a prompt of the kind ${kind}`, () => {
    assert.is(readPrompt(example)?.kind, kind);
  });
}

test('every form of prompt starts a command, and what follows is its output', () => {
  assert.equal(outline(labOfDocument('prompts.md')), [
    '6 docker volume create plum -> plum',
    '8 docker volume ls -q -> plum',
    '15 docker volume inspect plum -> []',
    '17 docker volume rm plum -> plum',
    '19 docker volume create pear -> pear',
    '21 docker volume ls -q -> pear',
    '29 docker volume create fig -> fig',
    '32 docker volume ls -q -> fig',
    '41 docker volume create quince -> quince',
    '48 docker volume ls -q -> quince',
    '50 docker volume rm quince -> quince',
    '52 docker volume ls -q',
    '53 docker volume create lime -> lime',
    '60 docker volume ls -q -> lime',
    '62 docker volume rm lime -> lime',
    '64 Get-Service docker',
    '70 docker volume ls -> DRIVER    VOLUME NAME',
    '77 docker volume create date -> date',
    '79 docker volume rm date -> date',
  ]);
});

test('a dollar without a blank is a prompt before a program and a variable before another word', () => {
  assert.equal(typedIn(labOfBlock('$docker ps')), ['docker ps']);
  assert.is(readPrompt('$name is set'), undefined);
});

test('a line with "#" is a comment where the block has other commands', () => {
  assert.equal(outline(labOfDocument('comments.md')), [
    '5 docker volume create data',
    '8 docker volume ls -q',
    '13 docker volume create more -> more',
    '17 docker volume ls -q -> data / more',
    '21 docker volume rm data more',
  ]);
});

test('a block of nothing but comments is an example', () => {
  assert.equal(rolesIn(labOfBlock('# Installs the tools', '# in the usual place')), ['example']);
});

test('a lone prompt or banner at the end of an output is no part of it', () => {
  assert.equal(outline(labOfDocument('residue.md')), [
    '4 docker volume create one -> one',
    '10 docker volume create two -> two',
    '16 docker volume ls -q -> one / two',
  ]);
});

test('a prompt that an output quotes starts no command', () => {
  const lab = labOfDocument('quoted-prompt.md');
  assert.equal(typedIn(lab), ['docker run hello-world', 'docker run hello-world']);
  assert.ok(commandsOf(lab)[0]!.expected?.lines.some(({ text }) => text === ' $ docker run -it ubuntu bash'));
  assert.ok(commandsOf(lab)[1]!.expected?.lines.some(({ text }) => text === '$ docker run -it ubuntu bash'));
});

test('a column of the span points at the command behind its prompt', () => {
  const [command] = commandsOf(labOfBlock('ann@host:~$ docker ps'));
  assert.equal(command?.span, { file: 'lab.md', line: 3, column: 13, endLine: 3 });
});

test('curl has a percent sign in its progress, which is no prompt', () => {
  assert.equal(outline(labOfBlock('$ curl localhost', '% Total    % Received', 'ok')), [
    '3 curl localhost -> % Total    % Received / ok',
  ]);
});

test('a comment typed at a prompt runs nothing and ends an output', () => {
  assert.equal(
    outline(labOfBlock('$ docker volume ls -q', 'plum', '$ # now without it', '$ docker volume rm plum')),
    ['3 docker volume ls -q -> plum', '6 docker volume rm plum'],
  );
});

test('a variable and an equals sign behind a dollar are no command', () => {
  assert.is(readPrompt('$file = cap_net_raw+ep'), undefined);
  assert.is(readPrompt('$file notes.txt')?.command, 'file notes.txt');
});

test('a name and a dollar sign are a prompt where blocks begin so or lines repeat it', () => {
  const page = (...blocks: readonly string[]) =>
    labOfText(blocks.map((text) => `\`\`\`\n${text}\n\`\`\`\n`).join('\nAnd then\n\n'));
  assert.equal(
    outline(page('north$ cat /etc/motd\nhi\nnorth$ uptime', 'south$ ping -c 1 north\nPING north')),
    ['2 cat /etc/motd -> hi', '4 uptime', '10 ping -c 1 north -> PING north'],
  );
  assert.equal(outline(page('$ ./prices\nprice$ 5\ncosts$ cat 3')), [
    '2 ./prices -> price$ 5 / costs$ cat 3',
  ]);
});

test('the name of a container is the prompt of a session in it', () => {
  const lab = labOfBlock('$ docker run -it --name north alpine sh', 'north$ ls /srv', 'north$ exit');
  assert.equal(
    commandsOf(lab).map(({ where }) => where.kind),
    ['host', 'inside', 'inside'],
  );
});

test.run();
