import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isSynopsis } from '../../src/lab/synopsis.ts';
import { commandsOf, labOfBlock, labOfDocument, labOfText, outline, rolesIn, typedIn } from './reading.ts';

const fenced = (...lines: readonly string[]): string => ['```', ...lines, '```', ''].join('\n');

test('an output stands in the same block, between commands, in a block that follows or under prose', () => {
  const lab = labOfDocument('outputs.md');
  assert.equal(outline(lab), [
    '6 docker volume create apple -> apple',
    '14 docker volume create berry -> berry',
    '16 docker volume ls -> DRIVER    VOLUME NAME / local     apple / local     berry',
    '25 docker volume ls -> DRIVER    VOLUME NAME / local     apple',
    '38 docker volume ls -q -> apple / berry',
    '48 docker volume rm apple -> apple',
    '63 docker volume ls',
  ]);
  assert.equal(rolesIn(lab), [
    'transcript',
    'transcript',
    'commands',
    'output',
    'commands',
    'output',
    'transcript',
    'example',
    'commands',
    'example',
  ]);
});

test('blank lines between a command and its output, and behind it, are layout', () => {
  const [command] = commandsOf(labOfBlock('$ docker volume create a', '', 'a', '', ''));
  assert.equal(command?.expected?.lines, [{ line: 5, text: 'a' }]);
  assert.equal(command?.expected?.span, { file: 'lab.md', line: 5, column: 1, endLine: 5 });
});

test('blank lines inside an output stay', () => {
  assert.equal(outline(labOfBlock('$ docker version', 'Client:', '', 'Server:')), [
    '3 docker version -> Client: /  / Server:',
  ]);
});

test('an output block that ends with new commands gives both', () => {
  const lab = labOfText(
    `# Lab\n\n${fenced('$ docker volume ls -q')}\n${fenced('a', '$ docker volume rm a', 'a')}`,
  );
  assert.equal(outline(lab), ['4 docker volume ls -q -> a', '9 docker volume rm a -> a']);
});

test('progress of a pull stays in what is expected', () => {
  const lab = labOfBlock('$ docker run alpine date', "Unable to find image 'alpine:latest' locally", 'Tue');
  assert.is(commandsOf(lab)[0]?.expected?.lines.length, 2);
});

test('options that prose explains are not the output of the command above', () => {
  const lab = labOfText(
    `# Lab\n\n${fenced('docker run -d nginx')}\nThe option that you will see most:\n\n${fenced('--publish <host port>:<container port>')}`,
  );
  assert.equal(rolesIn(lab), ['commands', 'synopsis']);
  assert.equal(typedIn(lab), ['docker run -d nginx']);
});

test('the listing of a directory is an output and not options', () => {
  const lab = labOfText(
    `# Lab\n\n${fenced('ls -l')}\n${fenced('-rw-r--r-- 1 root root 3 a', '-rw-r--r-- 1 root root 3 b')}`,
  );
  assert.equal(rolesIn(lab), ['commands', 'output']);
});

test('a docker command without prompt among commands with prompts is one too', () => {
  assert.equal(typedIn(labOfBlock('$ docker run -d --name a nginx', 'docker run -d --name b nginx')), [
    'docker run -d --name a nginx',
    'docker run -d --name b nginx',
  ]);
});

test('the command that swarm init tells others to type is part of its output', () => {
  const lab = labOfBlock(
    '$ docker swarm init',
    'To add a worker to this swarm, run the following command:',
    '',
    '    docker swarm join --token SWMTKN-1-0 10.0.0.2:2377',
  );
  assert.equal(typedIn(lab), ['docker swarm init']);
});

test('a command without prompt may be any program when it has the shape of one', () => {
  assert.equal(typedIn(labOfBlock('mkdir site', 'cd site', 'echo hi > index.html')), [
    'mkdir site',
    'cd site',
    'echo hi > index.html',
  ]);
});

test('words of a listing are not commands though they are programs', () => {
  const lab = labOfText(
    `# Lab\n\n${fenced('docker run alpine ls /bin')}\n${fenced('ash', 'cat', 'date', 'sh')}`,
  );
  assert.equal(outline(lab), ['4 docker run alpine ls /bin -> ash / cat / date / sh']);
});

test('code of a language is no command though its words are programs', () => {
  const lab = labOfText('```ts\nexport const a = () => 1;\n```\n');
  assert.equal(rolesIn(lab), ['example']);
});

test('a block that says it is output is the output of the command above, whatever stands between', () => {
  const lab = labOfText(`# Lab\n\n${fenced('docker ps')}\nNote this.\n\n\`\`\`output\nhello\n\`\`\`\n`);
  assert.equal(outline(lab), ['4 docker ps -> hello']);
});

test('a comment between commands without prompts is no output', () => {
  assert.equal(outline(labOfBlock('npm install app-config', '# or', 'yarn add app-config')), [
    '3 npm install app-config',
    '5 yarn add app-config',
  ]);
});

test('sentences in a block are an example', () => {
  assert.equal(rolesIn(labOfBlock('Find the container and stop it.', 'Then remove it.')), ['example']);
});

test('a documented answer is given to the question and stays in the output', () => {
  const [command] = commandsOf(labOfDocument('answers.md'));
  assert.equal(command?.answers, ['y']);
  assert.is(command?.expected?.lines.length, 3);
});

test('an output does not belong to a command of another item, unless the item announces it', () => {
  const other = (item: string) =>
    labOfText(`# Lab\n\n1. One\n${fenced('docker ps')}\n2. ${item}\n${fenced('x   y')}`);
  assert.equal(outline(other('Now something else')), ['5 docker ps']);
  assert.equal(outline(other('You should see this')), ['5 docker ps -> x   y']);
});

test('the version that compose prints is no command', () => {
  assert.equal(
    outline(labOfBlock('docker-compose --version', 'docker-compose version 1.23.2, build 1110ad01')),
    ['3 docker-compose --version -> docker-compose version 1.23.2, build 1110ad01'],
  );
});

test('a fence that a click types is commands, whatever its words are', () => {
  const text =
    '# Lab\n\n```.term1\nfrobnicate the-thing\nother words\n```\n\n```\nfrobnicate the-thing\n```\n';
  assert.equal(rolesIn(labOfText(text))[0], 'commands');
  assert.equal(outline(labOfText(text)).slice(0, 1), ['4 frobnicate the-thing']);
  assert.is(typedIn(labOfText(text)).length, 2);
});

test('forms of commands are told as such and not run', () => {
  const lab = labOfDocument('synopsis.md');
  assert.equal(rolesIn(lab), ['commands', 'commands', 'synopsis', 'commands', 'commands']);
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    ['synopsis', 'synopsis', 'synopsis', undefined],
  );
});

test('the form of a command among commands is skipped', () => {
  const lab = labOfBlock('$ docker ps', '$ docker run [OPTIONS] IMAGE');
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    [undefined, 'synopsis'],
  );
});

test('a reference with an optional tag and a group with COMMAND are forms', () => {
  for (const form of [
    'docker tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
    'docker pull NAME[:TAG|@DIGEST]',
    'docker image COMMAND',
  ])
    assert.ok(isSynopsis(form), form);
  for (const command of ['docker run COMMAND=1 alpine', 'docker tag a:1 b:2', 'echo A[0]'])
    assert.not.ok(isSynopsis(command), command);
});

test('what another attempt would print is not the output of the command above', () => {
  const lab = labOfText(
    [
      '# Lab',
      fenced('$ docker volume create plum'),
      'Names are unique. If you try to use one twice, docker returns an error:',
      '',
      fenced('A volume named plum is there already.'),
    ].join('\n'),
  );
  assert.is(commandsOf(lab)[0]?.expected, undefined);
});

test('what docker answers on a condition is the output of no command, unless the condition is to run the command', () => {
  const expected = (sentence: string) =>
    commandsOf(
      labOfText(
        [
          '# Lab',
          fenced('$ docker run -d --name fig alpine sleep 300'),
          sentence,
          '',
          fenced('Error response from daemon: Conflict. The container name "/fig" is already in use.'),
        ].join('\n'),
      ),
    )[0]?.expected !== undefined;
  for (const sentence of [
    'If another container is given this name, Docker answers:',
    'Names are unique. Should somebody take it again, there is an error:',
    'Trying it a second time fails like this:',
  ])
    assert.is(expected(sentence), false, sentence);
  for (const sentence of [
    'If you run this command, you see an error:',
    'The engine answers with an error:',
    'If you run it, Docker complains:',
  ])
    assert.is(expected(sentence), true, sentence);
});

test('keys at the prompt of a container leave it, and are no command', () => {
  const lab = labOfText(
    [
      '# Lab',
      fenced('$ docker run -it --name den alpine'),
      fenced('/ # touch /made\n/ # <ctrl-p><ctrl-q>\n$ docker stop den'),
    ].join('\n'),
  );
  assert.equal(
    outline(lab).map((line) => line.replace(/^\d+ /, '')),
    ['docker run -it --name den alpine', 'touch /made', 'docker stop den'],
  );
  assert.is(commandsOf(lab)[0]?.leave, 'detach');
});

test('dots in a comment stand for what the author left out, also at the top of an output', () => {
  const lab = labOfText(
    '# L\n\n```\ndocker inspect stall\n```\n\nSome of it:\n\n```json\n/* ... */\n"Name": "/stall",\n/*...*/\n```\n',
  );
  assert.equal(outline(lab), ['4 docker inspect stall -> /* ... */ / "Name": "/stall", / /*...*/']);
});

test('one of two things to put in is the form of a command, and no pipe', () => {
  assert.is(isSynopsis('docker network rm NETWORK|ID'), true);
  assert.is(isSynopsis('env | grep PATH|sort'), false);
});

test('a table of docker’s below several commands is what the one prints that lists so', () => {
  const table = 'NETWORK ID     NAME    DRIVER    SCOPE';
  const text = (...commands: readonly string[]) =>
    ['# L', '', '```', ...commands, '```', '', 'You should see:', '', '```', table, '```', ''].join('\n');
  assert.equal(outline(labOfText(text('docker network ls', 'docker network inspect quay'))), [
    `4 docker network ls -> ${table}`,
    '5 docker network inspect quay',
  ]);
});

test('what the author says in Markdown below a command that prints an ID is no output', () => {
  assert.equal(outline(labOfBlock('docker run -d pear', 'see the ports with `docker ps`')), [
    '3 docker run -d pear',
  ]);
});

test('a program alone in a fence for a shell is typed into the session that was just opened', () => {
  const lab = labOfText(
    '# L\n\n```\ndocker run -it alpine sh\n```\n\n![shell](a.png)\n\n```sh\nhostname\n```\n',
  );
  assert.equal(outline(lab), ['4 docker run -it alpine sh', '10 hostname']);
});

test('a comment between a command that shows a log and the next docker command is no output', () => {
  const lab = labOfBlock('docker logs oven', '', '# How often it was started', 'docker inspect oven');
  assert.equal(outline(lab), ['3 docker logs oven', '6 docker inspect oven']);
  const shown = labOfBlock('docker logs oven', '# baking', '# done');
  assert.equal(outline(shown), ['3 docker logs oven -> # baking / # done']);
});

test('a list of docker under a command that lists nothing is of another command', () => {
  const table = fenced(
    'REPOSITORY   TAG   IMAGE ID       CREATED   SIZE',
    'a/oven   v1   0a1b2c3d4e5f   1 minute ago   4MB',
  );
  const under = (...typed: readonly string[]) =>
    labOfText(`# Lab\n\n${fenced(...typed)}\nYou will see:\n\n${table}`);
  assert.equal(outline(under('docker tag oven a/oven:v1')), ['4 docker tag oven a/oven:v1']);
  assert.equal(rolesIn(under('docker tag oven a/oven:v1')), ['commands', 'example']);
  assert.match(
    outline(under('docker images', 'docker tag oven a/oven:v1'))[0]!,
    'docker images -> REPOSITORY',
  );
  assert.match(outline(under('docker images'))[0]!, 'docker images -> REPOSITORY');
});

test('a paragraph that is nothing but a command is typed, whatever the one above shows', () => {
  const lab = labOfText('# Lab\n\nRead it:\n\n`cat list.json`\n\nUnpack a part:\n\n`tar -xf part.tar`\n');
  assert.equal(typedIn(lab), ['cat list.json', 'tar -xf part.tar']);
});

test('what would be printed otherwise is not what the command above prints', () => {
  const refused = (sentence: string) =>
    labOfText(
      `\`\`\`\n$ docker run -d -p 8080:80 --name pear nginx\n\`\`\`\n\n${sentence}\n\n\`\`\`\ndriver failed: port is already allocated\n\`\`\`\n`,
    );
  const output = (sentence: string) => commandsOf(refused(sentence))[0]?.expected?.lines.length ?? 0;
  assert.is(output('Use a port of its own, otherwise your container will not be started:'), 0);
  assert.is(output('It is not started, and the output is:'), 1);
});

test.run();
