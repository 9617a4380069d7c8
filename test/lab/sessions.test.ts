import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Lab } from '../../src/model/lab.ts';
import { commandsOf, labOfBlock, labOfDocument, labOfText, problemsIn } from './reading.ts';

/** `typed @where terminal`, the place being a shell's number or the opener's line. */
function places(lab: Lab): readonly string[] {
  const commands = commandsOf(lab);
  return commands.map(({ typed, where, terminal }) => {
    const place = where.kind === 'host' ? `shell ${where.shell}` : `in ${commands[where.opener]!.span.line}`;
    return `${typed} @${place} ${terminal}`;
  });
}

test('a session goes from the command that opens it to exit, a detach or the next host command', () => {
  assert.equal(places(labOfDocument('sessions.md')), [
    'docker run -it --name box alpine sh @shell 0 session',
    'hostname @in 6 none',
    'exit @in 6 none',
    'docker exec -it box sh @shell 0 session',
    'ls /etc @in 15 none',
    'cat /etc/hostname @in 15 none',
    'exit @in 15 none',
    'docker attach box @shell 0 session',
    'ping -c 1 127.0.0.1 @in 27 none',
    'docker ps -q @shell 0 none',
    'docker run -it ubuntu @shell 0 session',
    'cat /etc/os-release @in 44 none',
    'exit @in 44 none',
    'docker exec -it store redis-cli @shell 0 session',
    'SET colour "blue" @in 53 none',
    'exit @in 53 none',
    'docker exec -it db mysql -uroot -psecret @shell 0 session',
    'SHOW DATABASES; @in 57 none',
    'docker exec -it box date @shell 0 one-shot',
    'docker run -itd --name quiet alpine @shell 0 none',
    'docker run -dit alpine sh @shell 0 none',
    'docker run -it alpine echo hi @shell 0 one-shot',
    'docker exec -it box sh @shell 0 session',
    'touch /tmp/x @in 73 none',
    'docker ps -q @shell 0 none',
  ]);
});

test('authors who write the prompt of the host everywhere type on in what they have opened, up to its exit', () => {
  const lab = labOfText(
    [
      '```\n$ docker run -it ubuntu bash\n```\n\nMake a folder:\n\n```\n$ mkdir till\n$ ls\n```\n\nAnd leave:\n',
      '```\n$ exit\n$ ls\n```\n',
    ].join('\n'),
  );
  assert.equal(places(lab), [
    'docker run -it ubuntu bash @shell 0 session',
    'mkdir till @in 2 none',
    'ls @in 2 none',
    'exit @in 2 none',
    'ls @shell 0 none',
  ]);
});

test('and where they work on what only the container has', () => {
  const lab = (mount: string, next: string) =>
    labOfText(
      `\`\`\`\n$ docker run -it ${mount} alpine\n\`\`\`\n\nThen:\n\n\`\`\`\n$ ${next}\n$ pwd\n$ docker ps\n\`\`\`\n`,
    );
  for (const mount of ['-v pond:/reeds', '-v /reeds', '--mount type=bind,src=/pond,dst=/reeds'])
    assert.match(
      places(lab(mount, 'cd /reeds/left')).join(),
      'cd /reeds/left @in 2 none,pwd @in 2 none,docker ps @shell',
    );
  assert.match(places(lab('-v /reeds:/reeds', 'cd /reeds')).join(), 'cd /reeds @shell 0');
  assert.match(places(lab('-v pond:/reeds', 'cd /rushes')).join(), 'cd /rushes @shell 0');
});

test('prose that tells how to leave a session is noted at its opener', () => {
  const opener = commandsOf(labOfDocument('sessions.md')).find(({ typed }) => typed === 'docker attach box');
  assert.is(opener?.leave, 'detach');
});

test('a question about leaving leaves nothing', () => {
  const lab = labOfText(
    '```\n$ docker run -it alpine\n```\n\nWhat happens if you type exit?\n\n```\nls /\n```\n',
  );
  assert.equal(places(lab), ['docker run -it alpine @shell 0 session', 'ls / @in 2 none']);
});

test('prose that says to type exit and a block that shows it are one exit', () => {
  for (const shown of ['exit', 'root@0a1b2c3d4e5f:/# exit', '$ exit', '# exit']) {
    const lab = labOfText(
      `\`\`\`\n$ docker run -it ubuntu\nroot@0a1b2c3d4e5f:/# ls\n\`\`\`\n\nType \`exit\` to leave it.\n\n\`\`\`\n${shown}\n\`\`\`\n\n\`\`\`\n$ ls\n\`\`\`\n`,
    );
    assert.equal(places(lab), [
      'docker run -it ubuntu @shell 0 session',
      'ls @in 2 none',
      'exit @in 2 none',
      'ls @shell 0 none',
    ]);
  }
});

test('the output of a command inside a session is no command though it begins with a program', () => {
  const lab = labOfText('```\n$ docker exec -it db sh\n```\n\n```\n# mysql --version\nmysql  Ver 8.0\n```\n');
  assert.equal(places(lab), ['docker exec -it db sh @shell 0 session', 'mysql --version @in 2 none']);
});

test('a comment inside a session is no command', () => {
  const lab = labOfText('```\n$ docker run -it ubuntu\n```\n\n```\n# list the files of it\nls /\n```\n');
  assert.equal(places(lab), ['docker run -it ubuntu @shell 0 session', 'ls / @in 2 none']);
});

test('an exit without a session is skipped as blocked', () => {
  assert.is(commandsOf(labOfBlock('$ docker ps', '$ exit'))[1]?.skip?.reason, 'blocked');
});

test('a name and a sign are the prompt of the container of that name, where its session was opened', () => {
  const text = [
    '# Lab',
    '```',
    'host$ docker run -it --name c1 busybox sh',
    'c1 # ip route',
    'default via 192.0.2.1 dev eth0',
    '```',
    '```',
    'host$ ip route',
    '```',
    '```',
    'c1# hostname',
    '```',
    '```',
    'c2# hostname',
    '```',
  ].join('\n');
  assert.equal(places(labOfText(text)), [
    'docker run -it --name c1 busybox sh @shell 0 session',
    'ip route @in 3 none',
    'ip route @shell 0 none',
    'hostname @in 3 none',
  ]);
});

test('keys that the terminal echoed behind a prompt are no command', () => {
  for (const keys of ['^', '^C', '^P^Q']) {
    const lab = labOfBlock('$ docker attach box', '/ # ls', 'bin', `/ # ${keys}`);
    assert.equal(places(lab), ['docker attach box @shell 0 session', 'ls @in 3 none'], keys);
  }
});

test('keys to press in the place of an output are none', () => {
  const lab = labOfBlock(
    '$ docker run -it ubuntu',
    'root@0a1b2c3d4e5f:/# ls',
    'bin',
    'CTRL+P CTRL-Q',
    '$ docker ps',
  );
  assert.equal(places(lab), [
    'docker run -it ubuntu @shell 0 session',
    'ls @in 3 none',
    'docker ps @shell 0 none',
  ]);
  assert.is(commandsOf(lab)[1]?.expected?.lines.length, 1);
});

test('a prompt of the home directory is the host where no container is open', () => {
  assert.equal(
    places(labOfBlock('~$ docker run -it ubuntu', 'root@0a1b2c3d4e5f:/# ls', '~$ docker ps', '~/labs$ ls')),
    [
      'docker run -it ubuntu @shell 0 session',
      'ls @in 3 none',
      'docker ps @shell 0 none',
      'ls @shell 0 none',
    ],
  );
});

test('prompts in the log of a container are its output', () => {
  assert.equal(places(labOfBlock('$ docker logs box', 'root@0a1b2c3d4e5f:/# exit', 'exit')), [
    'docker logs box @shell 0 none',
  ]);
  const named = labOfBlock('$ docker logs box', 'root@box:/# hostname', 'box', '$ docker ps');
  assert.equal(places(named), ['docker logs box @shell 0 none', 'docker ps @shell 0 none']);
  const host = labOfBlock('me@host:~$ docker logs box', 'up', 'me@host:~$ docker ps');
  assert.equal(places(host), ['docker logs box @shell 0 none', 'docker ps @shell 0 none']);
});

test('the prompt of a container without a session is skipped as blocked', () => {
  const [command] = commandsOf(labOfBlock('/ # ls'));
  assert.is(command?.skip?.reason, 'blocked');
});

test('a container with a host name of its own is told by the change of the prompt', () => {
  const lab = labOfBlock('ann@host:~$ docker exec -it web bash', 'root@web:/# ls', 'ann@host:~$ docker ps');
  assert.equal(places(lab), [
    'docker exec -it web bash @shell 0 session',
    'ls @in 3 none',
    'docker ps @shell 0 none',
  ]);
});

test('docker behind the prompt of a container is typed in the container', () => {
  assert.equal(places(labOfBlock('$ docker exec -it dind sh', '/ # docker ps')), [
    'docker exec -it dind sh @shell 0 session',
    'docker ps @in 3 none',
  ]);
});

test('a program that is not known is a session when something is typed in it and else ends', () => {
  assert.equal(places(labOfBlock('$ docker run -it ann/tool', '/ # ls')), [
    'docker run -it ann/tool @shell 0 session',
    'ls @in 3 none',
  ]);
  assert.equal(places(labOfBlock('$ docker run -it ann/tool', 'done')), [
    'docker run -it ann/tool @shell 0 one-shot',
  ]);
});

test('another terminal is another shell, and the session in the first one stays open', () => {
  assert.equal(places(labOfDocument('terminals.md')), [
    'docker run -it --name box alpine sh @shell 0 session',
    'hostname @in 6 none',
    'docker ps -q @shell 1 none',
    'exit @in 6 none',
  ]);
});

test('the directive "inside" puts commands into the session of that container', () => {
  const lab = labOfText(
    '```\n$ docker exec -it web bash\n$ docker ps\n```\n<!-- labproof: inside=web -->\n```\ndocker ps\n```\n',
  );
  assert.is(places(lab).at(-1), 'docker ps @in 2 none');
  assert.equal(problemsIn(labOfText('<!-- labproof: inside=web -->\n```\nls /\n```\n')), [
    '2 error no-session',
  ]);
});

test('a command that runs until it is interrupted is endless', () => {
  const ends = new Set([
    'docker run -d nginx',
    'docker logs web',
    'docker stats --no-stream',
    'docker compose up -d',
  ]);
  for (const typed of ['ping -c 2 127.0.0.1', 'ping 127.0.0.1 | head -2', 'ping 127.0.0.1 &'])
    ends.add(typed);
  for (const { typed, terminal } of commandsOf(labOfDocument('endless.md'))) {
    assert.is(terminal, ends.has(typed) ? 'none' : 'endless', typed);
  }
});

test('a command that only reads its input needs no terminal', () => {
  assert.equal(places(labOfBlock('$ echo hi | docker run -i alpine cat', '$ docker exec -i web ls')), [
    'echo hi | docker run -i alpine cat @shell 0 none',
    'docker exec -i web ls @shell 0 none',
  ]);
});

test('an image of the lab runs what its Dockerfile says', () => {
  const dockerfiles = {
    endless: 'FROM alpine\nENTRYPOINT ["nginx", "-g", "daemon off;"]',
    none: 'FROM alpine\nCMD echo hi',
    session: 'FROM ubuntu',
  };
  for (const [terminal, content] of Object.entries(dockerfiles)) {
    const run = terminal === 'session' ? 'docker run -it own' : 'docker run own';
    const lab = labOfText(
      `\`\`\`\n${content}\n\`\`\`\n\n\`\`\`\n$ docker build -t own .\n$ ${run}\n\`\`\`\n`,
    );
    assert.is(places(lab).at(-1), `${run} @shell 0 ${terminal}`);
  }
});

test('an endless command inside a session is endless too', () => {
  assert.equal(places(labOfBlock('$ docker run -it busybox sh', '/ # ping 10.0.0.2')), [
    'docker run -it busybox sh @shell 0 session',
    'ping 10.0.0.2 @in 3 endless',
  ]);
});

test('what the document interrupts is endless, whatever its program is', () => {
  const lab = labOfBlock('$ docker attach looper', 'tick', 'tick', '^C', '$ docker ps');
  assert.equal(
    commandsOf(lab).map(({ terminal }) => terminal),
    ['endless', 'none'],
  );
});

test('what the document leaves by the keys that detach goes on, and is left by them', () => {
  const lab = labOfBlock('$ docker attach looper', 'tick', '^P^Qread escape sequence', '$ docker ps');
  assert.equal(
    commandsOf(lab).map(({ terminal, leave }) => [terminal, leave]),
    [
      ['endless', 'detach'],
      ['none', undefined],
    ],
  );
});

test('a second session in the same container takes over its prompt', () => {
  const lab = labOfBlock(
    '$ docker run -it --name box ubuntu bash',
    'root@3f4c50e1b1a6:/# export A=b',
    '$ docker ps',
    '$ docker exec -it box bash',
    'root@3f4c50e1b1a6:/# echo $A',
    'root@3f4c50e1b1a6:/# exit',
    '$ docker attach box',
    'root@3f4c50e1b1a6:/# echo $A',
    'b',
  );
  assert.equal(places(lab), [
    'docker run -it --name box ubuntu bash @shell 0 session',
    'export A=b @in 3 none',
    'docker ps @shell 0 none',
    'docker exec -it box bash @shell 0 session',
    'echo $A @in 6 none',
    'exit @in 6 none',
    'docker attach box @shell 0 session',
    'echo $A @in 9 none',
  ]);
});

/** The commands before which the reader presses Ctrl-C. */
const interrupting = (text: string): readonly string[] =>
  commandsOf(labOfText(text)).flatMap(({ interrupts, typed }) => (interrupts ? [typed] : []));

const server = (prose: string): string =>
  `\`\`\`\n$ docker run -p 80:80 nginx\n\`\`\`\n\n${prose}\n\n\`\`\`\n$ docker ps -a\n$ docker ps\n\`\`\`\n`;

test('Ctrl-C in the prose comes before the next command', () => {
  for (const prose of ['Press `Ctrl+C` to stop it.', 'Stop the server with CTRL-C.', 'Now hit ^C']) {
    assert.equal(interrupting(server(prose)), ['docker ps -a'], prose);
  }
});

test('Ctrl-C is not pressed when the prose tells of later, or turns to another terminal', () => {
  for (const prose of [
    'When you are done, press Ctrl-C. Look at it:',
    'You can stop it at any time with Ctrl+C.',
    'Leave it (Ctrl-C would stop it) and open another terminal.',
    'Look at it:',
  ]) {
    assert.equal(interrupting(server(prose)), [], prose);
  }
});

test('the exit that a shell says when it ends is no command', () => {
  const lab = labOfBlock('docker run -it ubuntu bash', 'root@3f4c50e1b1a6:/# exit', 'exit', 'docker ps');
  assert.equal(
    commandsOf(lab).map(({ typed }) => typed),
    ['docker run -it ubuntu bash', 'exit', 'docker ps'],
  );
});

test('what a lab installs in a container is a program there, with and without a block of its own', () => {
  const lab = labOfText(
    '```\ndocker run -it ubuntu bash\n```\n```\napt-get update\napt-get install -y figlet\nfiglet "hello docker"\n```\n```\nfiglet again\n```\n```\ntoilet once\n```\n',
  );
  assert.equal(
    commandsOf(lab).map(({ typed }) => typed),
    [
      'docker run -it ubuntu bash',
      'apt-get update',
      'apt-get install -y figlet',
      'figlet "hello docker"',
      'figlet again',
    ],
  );
});

test('exit in a block of its own leaves the session, though the text above tells of an output', () => {
  const lab = labOfText(
    '```\ndocker run -it ubuntu bash\n```\n```\necho hello\n```\nYou should see the word. Then leave:\n```\nexit\n```\n',
  );
  assert.equal(
    commandsOf(lab).map(({ typed }) => typed),
    ['docker run -it ubuntu bash', 'echo hello', 'exit'],
  );
});

test('a program without docker behind "$" is typed in the session that its block has just opened', () => {
  const lab = labOfBlock('$ docker run -it --name box alpine sh', '$ hostname', '$ docker ps', '$ uptime');
  assert.equal(places(lab), [
    'docker run -it --name box alpine sh @shell 0 session',
    'hostname @in 3 none',
    'docker ps @shell 0 none',
    'uptime @shell 0 none',
  ]);
  const apart = labOfText('```\n$ docker exec -it box sh\n```\n\nThen:\n\n```\n$ uptime\n```\n');
  assert.is(places(apart)[1], 'uptime @shell 0 none');
});

test('waiting for a container that nothing ends goes on until the reader stops it', () => {
  const lab = labOfBlock(
    '$ docker run -dit --name box ubuntu bash',
    '$ docker wait box',
    '$ docker run -d --name job ubuntu sleep 1',
    '$ docker wait job',
  );
  assert.is(places(lab)[1], 'docker wait box @shell 0 endless');
  assert.is(places(lab)[3], 'docker wait job @shell 0 none');
});

test('a prompt may have a hole for the container, and so may the command that opens its session', () => {
  const lab = labOfBlock(
    '$ docker run -it ubuntu',
    'root@<container-id>:/# uptime',
    '$ docker run -it <image id>',
    'root@0123456789ab:/# hostname',
  );
  assert.equal(
    places(lab).map((place) => place.replace(/^.*@/, '')),
    ['shell 0 session', 'in 3 none', 'shell 0 session', 'in 5 none'],
  );
});

test('a loop over a program that always succeeds never ends', () => {
  const lab = labOfBlock("$ docker run alpine sh -c 'while date; do sleep 1; done'");
  assert.is(places(lab)[0]?.split(' ').at(-1), 'endless');
});

const leftBy = (...lines: readonly string[]) => commandsOf(labOfBlock(...lines))[0]?.leave;
const HEADER = 'CONTAINER ID   IMAGE     COMMAND   CREATED         STATUS         PORTS     NAMES';

test('a container that the next list shows as exited, or lacks, was left by exit', () => {
  const opens = ['$ docker run -it ubuntu bash', 'root@0123456789ab:/# hostname', '0123456789ab'];
  const row = (state: string): string =>
    `0123456789ab   ubuntu    "bash"    2 minutes ago   ${state}   calm_swan`;
  assert.is(leftBy(...opens, '$ docker ps -a', HEADER, row('Exited (0) 1 second ago')), 'exit');
  assert.is(leftBy(...opens, '$ docker ps', HEADER), 'exit');
  assert.is(leftBy(...opens, '$ docker ps', HEADER, row('Up 2 minutes')), undefined);
  assert.is(leftBy(...opens, '$ docker ps -q', 'ba9876543210'), undefined);
  assert.is(leftBy(...opens, '$ docker exec 0123456789ab ls', '$ docker ps', HEADER), undefined);
  assert.is(leftBy('$ docker run -it --name box ubuntu bash', '$ docker ps', HEADER), 'exit');
});

test('behind a root prompt of an open container stands a program that nobody knows', () => {
  const lab = labOfText(
    ['```', '$ docker run -it alpine', '```', 'Then:', '```sh', '# lanternfish --tail "red"', '```', ''].join(
      '\n',
    ),
  );
  assert.equal(places(lab), [
    'docker run -it alpine @shell 0 session',
    'lanternfish --tail "red" @in 2 none',
  ]);
});

test('a session may be opened behind a root prompt, by the first line of a block', () => {
  const lab = labOfBlock(
    '# docker run -it alpine sh',
    'root@4b1f00c0ffee:/# hostname',
    '4b1f00c0ffee',
    'root@4b1f00c0ffee:/# exit',
    '# docker ps',
  );
  assert.equal(places(lab), [
    'docker run -it alpine sh @shell 0 session',
    'hostname @in 3 none',
    'exit @in 3 none',
    'docker ps @shell 0 none',
  ]);
});

test('a session that docker refuses to open is none', () => {
  const text = [
    '```console',
    '$ docker run -it --gpus all debian',
    'docker: Error response from daemon: no gpu',
    '$ lspci',
    '```',
    '',
    '```',
    'cat notes',
    '```',
    '',
  ];
  assert.equal(places(labOfText(text.join('\n'))), [
    'docker run -it --gpus all debian @shell 0 one-shot',
    'lspci @shell 0 none',
    'cat notes @shell 0 none',
  ]);
});

test('a name and a sign right below an opener are the prompt of what it opens', () => {
  const text = ['```console', '$ docker run -it debian', 'hut# cd /srv', 'hut# ls', 'price# 7', '```', ''];
  assert.equal(places(labOfText(text.join('\n'))), [
    'docker run -it debian @shell 0 session',
    'cd /srv @in 2 none',
    'ls @in 2 none',
  ]);
});

test('a prompt copied twice is one', () => {
  const text = [
    '```console',
    '$ docker run -it debian',
    '/ # / # ls',
    '```',
    '```',
    '$ $ docker ps',
    '```',
    '',
  ];
  assert.equal(places(labOfText(text.join('\n'))), [
    'docker run -it debian @shell 0 session',
    'ls @in 2 none',
    'docker ps @shell 0 none',
  ]);
});

test('lines that are set in below a command without a prompt are typed in the session that it opens', () => {
  const lab = labOfBlock('docker exec -it oven /bin/sh', '  ls /tmp', '  exit', 'sudo ls /srv');
  assert.equal(places(lab), [
    'docker exec -it oven /bin/sh @shell 0 session',
    'ls /tmp @in 3 none',
    'exit @in 3 none',
    'sudo ls /srv @shell 0 none',
  ]);
  const shown = labOfBlock('docker run -it oven cat /etc/motd', '  Welcome to the oven', 'docker ps -q');
  assert.equal(places(shown), [
    'docker run -it oven cat /etc/motd @shell 0 one-shot',
    'docker ps -q @shell 0 none',
  ]);
});

test('a prompt of a container may stand right before the command', () => {
  const lab = labOfBlock('$ docker run -it alpine', '/ #mkdir /oven', '/ #heading');
  assert.equal(places(lab), ['docker run -it alpine @shell 0 session', 'mkdir /oven @in 3 none']);
});

test('a container that was attached to and that the next list shows as exited was left by exit', () => {
  const lab = labOfBlock(
    '$ docker run -it --name box ubuntu bash',
    'root@0123456789ab:/# exit',
    '$ docker start box',
    '$ docker attach box',
    'root@0123456789ab:/# hostname',
    '$ docker ps -a',
    HEADER,
    '0123456789ab   ubuntu    "bash"    2 minutes ago   Exited (0) 1 second ago   box',
  );
  assert.is(commandsOf(lab).find(({ typed }) => typed === 'docker attach box')?.leave, 'exit');
});

test('a folder and a dollar sign are a prompt of the host where no session is open', () => {
  const lab = labOfBlock(
    '$ cd web',
    '/web$ ls',
    '$ docker run -it --name box ubuntu bash',
    '/srv/www$ ls',
    '/srv/www$ exit',
  );
  assert.equal(
    places(lab).map((place) => place.replace(/^.*@/, '')),
    ['shell 0 none', 'shell 0 none', 'shell 0 session', 'in 5 none', 'in 5 none'],
  );
});

test.run();
