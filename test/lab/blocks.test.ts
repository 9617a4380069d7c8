import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandsOf, filesOf, labOfBlock, labOfText, outline, rolesIn, typedIn } from './reading.ts';

const fence = (language: string, ...lines: readonly string[]): string =>
  [`\`\`\`${language}`, ...lines, '```', ''].join('\n');
const page = (...parts: readonly string[]): ReturnType<typeof labOfText> =>
  labOfText(['# Lab', '', ...parts].join('\n'));

test('in a fence that says bash every line with the form of a command is one, whatever the program is called', () => {
  const lab = page(
    fence(
      'bash',
      'docker volume create box',
      'acme init --now',
      'export TONE=blue',
      './run.sh up',
      'uv run tool.py',
    ),
  );
  assert.equal(typedIn(lab), [
    'docker volume create box',
    'acme init --now',
    'export TONE=blue',
    './run.sh up',
    'uv run tool.py',
  ]);
});

for (const language of ['bash', 'sh', 'shell', 'zsh', 'console', 'terminal', 'shell-session']) {
  test(`a fence that says ${language} holds commands of programs that nobody has heard of`, () => {
    assert.equal(typedIn(page(fence(language, 'gadget init my-app', 'cd my-app', 'gadget serve --port 9'))), [
      'gadget init my-app',
      'cd my-app',
      'gadget serve --port 9',
    ]);
  });
}

test('a fence that says bash directly under another is no output of it when its lines have options', () => {
  const lab = page(
    fence('bash', 'docker volume ls'),
    fence('bash', 'gadget --check || true', 'docker volume ls -q'),
  );
  assert.equal(outline(lab), ['4 docker volume ls', '8 gadget --check || true', '9 docker volume ls -q']);
});

test('a few words directly under a command are its output in a fence that says bash, too', () => {
  assert.equal(outline(page(fence('bash', 'docker logs poet'), fence('bash', 'roses red'))), [
    '4 docker logs poet -> roses red',
  ]);
});

test('a name that the command above has is its echo and no command', () => {
  assert.equal(
    outline(page(fence('bash', 'docker volume create box', 'box', 'docker volume rm box', 'box'))),
    ['4 docker volume create box -> box', '6 docker volume rm box -> box'],
  );
});

test('messages, tables and rows of ls in a fence that says bash are what its commands print', () => {
  assert.equal(
    outline(
      page(fence('bash', 'acme check', 'error: no config found', 'ls -l', '-rw-r--r-- 1 ann ann 3 a.txt')),
    ),
    ['4 acme check -> error: no config found', '6 ls -l -> -rw-r--r-- 1 ann ann 3 a.txt'],
  );
});

test('a block without a label whose lines all have the form of commands, some of known programs, holds commands', () => {
  assert.equal(typedIn(labOfBlock('# first', 'gauge -r /usr/bin', '', '# then', 'ls -l /usr/bin')), [
    'gauge -r /usr/bin',
    'ls -l /usr/bin',
  ]);
});

test('what a program says of its version is no command', () => {
  assert.equal(outline(labOfBlock('git --version', 'git version 2.39.2')), [
    '3 git --version -> git version 2.39.2',
  ]);
});

for (const [language, name, ...lines] of [
  ['powershell', 'PowerShell', 'docker run -d --name pond `', '  nginx'],
  ['cmd', 'cmd', 'docker run -d --name pond ^', '  nginx'],
  ['fish', 'fish', 'set -x TONE blue', 'docker ps'],
  ['', 'PowerShell', 'docker run -d --name pond `', '  nginx'],
] as const) {
  test(`commands written for ${name} are skipped as such (fence "${language}")`, () => {
    const skips = commandsOf(page(fence(language, ...lines))).map(
      ({ skip }) => `${skip?.reason}: ${skip?.message}`,
    );
    assert.equal(new Set(skips), new Set([`platform: it is written for ${name}`]));
  });
}

test('a line of PowerShell that goes on is one command', () => {
  assert.equal(typedIn(page(fence('powershell', 'docker run -d `', '  -e A=1 `', '  nginx'))).length, 1);
});

for (const prompt of [
  'context: blue> ',
  'boxa$ ',
  'boxa $ ',
  ':~$ ',
  'HarbourTown==>',
  'me@box ❯ ',
  'lab » ',
]) {
  test(`"${prompt}" before a docker command is a prompt of the author's own, here and before other commands`, () => {
    assert.equal(
      outline(labOfBlock(`${prompt}docker volume create box`, 'box', `${prompt}gadget list`, 'box')),
      ['3 docker volume create box -> box', '5 gadget list -> box'],
    );
  });
}

test('a text in an output that points to a docker command is no prompt', () => {
  assert.equal(outline(labOfBlock('$ gadget', 'tip -> docker volume ls', 'a => docker ps')), [
    '3 gadget -> tip -> docker volume ls / a => docker ps',
  ]);
});

test('a prompt copied twice is one', () => {
  assert.equal(typedIn(labOfBlock('$ $ docker ps')), ['docker ps']);
});

test('prompts of a session may be set in', () => {
  const lab = labOfBlock('$ docker run -it --name inn alpine', '  / # hostname', '  inn', '  / # exit');
  assert.equal(outline(lab), ['3 docker run -it --name inn alpine', '4 hostname ->   inn', '6 exit']);
});

test('a message of the shell behind a prompt came late and is no command', () => {
  const lab = labOfBlock(
    '$ docker run -it debian bash',
    'root@aabbccddeeff:/# gadget &',
    'root@aabbccddeeff:/# bash: gadget: command not found',
    'root@aabbccddeeff:/# exit',
  );
  assert.equal(outline(lab), [
    '3 docker run -it debian bash',
    '4 gadget & -> bash: gadget: command not found',
    '6 exit',
  ]);
});

test('the prompt of another host before a docker command is none of a container that was left open', () => {
  const lab = page(
    fence('', 'root@oven2:/opt# docker run -it --name hcm debian bash'),
    fence('', 'root@oven4:~# docker volume create box'),
  );
  assert.equal(
    commandsOf(lab).map(({ where }) => where.kind),
    ['host', 'host'],
  );
});

test('a container opened again in the same block is a new one, though its prompt is the copied one', () => {
  const lab = page(
    fence('', '$ docker run -it debian', 'root@881a1d4ecff2:/# pwd', '/'),
    fence('', '$ docker run -it debian', 'root@881a1d4ecff2:/# cd tmp', 'root@881a1d4ecff2:/tmp# pwd'),
  );
  assert.equal(
    commandsOf(lab).flatMap(({ where }) => (where.kind === 'inside' ? [where.opener] : [])),
    [0, 2, 2],
  );
});

test('the text says in which of two open sessions a command is typed', () => {
  const opened =
    fence('', '$ docker run -it --name one alpine sh') + fence('', '$ docker run -it --name two alpine sh');
  const inOne = commandsOf(page(opened, 'In the container `one`:', '', fence('', '/ # hostname'))).at(-1);
  assert.equal(inOne?.where, { kind: 'inside', opener: 0 });
});

test('a session in which nothing was typed was left when its name is given again', () => {
  const open = '$ docker run --rm -it --name inn alpine sh';
  const [first] = commandsOf(page(fence('', open), 'Again:', '', fence('', open)));
  assert.is(first?.leave, 'exit');
});

test('lines under a // comment belong to it', () => {
  assert.equal(
    outline(
      labOfBlock('$ docker ps -q', '1f0e9d8c7b6a', '', '// Then look at', '   the state.', '', '$ docker ps'),
    ),
    ['3 docker ps -q -> 1f0e9d8c7b6a', '9 docker ps'],
  );
});

for (const [said, ...more] of [
  ['# Expected output:', '# moon'],
  ['# Output:', '# moon'],
  ['# Output: moon'],
  ['# => moon'],
  ['# This prints:', '# moon'],
] as const) {
  test(`"${said}" below a command documents its output`, () => {
    assert.equal(outline(page(fence('bash', 'docker logs poet', said, ...more, 'docker rm poet'))), [
      '4 docker logs poet -> moon',
      `${6 + more.length} docker rm poet`,
    ]);
  });
}

test('a comment that announces nothing is no output', () => {
  assert.equal(outline(page(fence('bash', 'docker stop poet', '# now the other', 'docker rm poet'))), [
    '4 docker stop poet',
    '6 docker rm poet',
  ]);
});

for (const [what, language, ...lines] of [
  ['JSON', '', '{"inside":7}'],
  ['JSON in a fence that says so', 'json', '{', '  "inside": 7', '}'],
  ['an answer in a fence that says json', 'json', 'HTTP/1.0 200 OK'],
  [
    'a traceback in a fence that says py',
    'py',
    'Traceback (most recent call last):',
    '  File "a.py", line 5',
  ],
  ['YAML', 'yaml', 'name: box'],
  ['a text that begins with an elision', '', '<Snip>', 'red', '<Snip>'],
  ['help text', '', 'Usage:  gadget COMMAND', '', 'Commands:', '  ls   List'],
  ['a fence that says text', 'text', 'red'],
  ['a fence that says output', 'output', 'docker is red'],
] as const) {
  test(`${what} directly under a command is its output`, () => {
    const lab = page(fence('', 'docker exec box gadget'), fence(language, ...lines));
    assert.equal(rolesIn(lab), ['commands', 'output']);
    assert.is(commandsOf(lab)[0]?.expected?.lines.length, lines.length);
  });
}

test('a Dockerfile under a command is no output, nor is anything under one that prints nothing', () => {
  assert.is(
    commandsOf(page(fence('', 'docker ps'), fence('dockerfile', 'FROM alpine', 'CMD ["ls"]')))[0]?.expected,
    undefined,
  );
  for (const silent of [
    'docker run --rm nginx cat /etc/motd > motd',
    'mkdir box',
    'cd box',
    'touch box.json',
  ])
    assert.is(commandsOf(page(fence('', silent), fence('json', '{"a": 1}')))[0]?.expected, undefined, silent);
});

test('an output that the text gives to a command of its own is none of the command above', () => {
  const lab = page(
    fence('', 'docker volume create box'),
    'If you run `docker volume ls` you will see:',
    '',
    fence('', 'DRIVER    VOLUME NAME', 'local     box'),
  );
  assert.equal(outline(lab), ['4 docker volume create box']);
});

test('a list of things under text is no output of a command that prints one line', () => {
  const ids = ['11995e6da1dc5acab33aceacea3656d3795a4fb136c3a65b37d40b97747b5f84', 'l'];
  const lab = page(
    fence('', 'docker run -d alpine sleep 30'),
    'We can now see two folders, like this:',
    '',
    fence('', ...ids),
  );
  assert.equal(outline(lab), ['4 docker run -d alpine sleep 30']);
});

test('what the first of two terminals shows in the end is the output of its own command', () => {
  const lab = page(
    'You need two shells. In the first:',
    '',
    fence('', '$ docker events'),
    'In the second:',
    '',
    fence('', '$ docker kill bell'),
    'The first shell shows:',
    '',
    fence('', '2017-01-05T00:36:09+08:00 container kill bell'),
  );
  assert.equal(
    commandsOf(lab).map(({ where, expected }) => [
      where.kind === 'host' && where.shell,
      expected?.lines.length,
    ]),
    [
      [0, 1],
      [1, undefined],
    ],
  );
});

test('a log in a fence of text shows no commands that are typed', () => {
  const lab = page(
    'In the log you see a message like this:',
    '',
    fence('plaintext', '$ gadget start', 'listening'),
  );
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    ['synopsis'],
  );
});

test('a docker command in an output, behind a blank line and a sentence with a colon, is none that is typed', () => {
  const lab = labOfBlock(
    '$ gadget invite',
    'To add another machine, run the following command:',
    '',
    'docker swarm join \\',
    '--token X',
    '$ docker ps',
  );
  assert.equal(typedIn(lab), ['gadget invite', 'docker ps']);
});

test('a fence of a difference shows rows without their marks', () => {
  const lab = page(
    fence('diff', '$ docker volume ls', 'DRIVER    VOLUME NAME', '+local    box', 'local     old'),
  );
  assert.equal(outline(lab), ['4 docker volume ls -> DRIVER    VOLUME NAME / local     box / local     old']);
});

test('a list item or a paragraph that is nothing but one inline command is a command', () => {
  const lab = page(
    '* `docker volume create box`',
    '',
    'Expected output:',
    '',
    fence('', 'box'),
    '`$ docker volume rm box`',
  );
  assert.equal(outline(lab), ['3 docker volume create box -> box', '11 docker volume rm box']);
});

test('inline commands that stand line by line in a paragraph or a list item are commands', () => {
  const lab = page(
    '1. ',
    '   `docker volume create box`  ',
    '   `docker compose build`',
    '',
    '`docker ps` `docker info`',
  );
  assert.equal(typedIn(lab), ['docker volume create box', 'docker compose build']);
});

test('a program and a file that is called as some programs call theirs are a command', () => {
  assert.equal(typedIn(page(fence('', 'touch Dockerfile'))), ['touch Dockerfile']);
  assert.equal(typedIn(page(fence('', 'touch nothing'))), []);
});

test('the name of a command alone, an option, a file or a form is no command', () => {
  const lab = page(
    '* `docker run`',
    '* `docker volume`',
    '* `docker compose`',
    '* `docker-compose exec`',
    '* `--all`',
    '* `box.yml`',
    '* `docker rm [OPTIONS] CONTAINER`',
    '* `docker ps` lists',
  );
  assert.equal(typedIn(lab), []);
});

test('a text that a docker command a little further on has as its argument is shown, not typed', () => {
  const lab = page(
    fence('', 'date > /box/now && sleep 30'),
    'Like this:',
    '',
    fence('', "$ docker run -d alpine sh -c 'date > /box/now && sleep 30'"),
  );
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    ['synopsis', undefined],
  );
});

const dockerfile = ['FROM alpine', 'RUN echo 1 > /a', 'CMD ["cat", "/a"]'];

test('a block that repeats a part of a file explains it and is no new version of it', () => {
  const lab = page(
    '`Dockerfile`:',
    '',
    fence('', ...dockerfile),
    'Then it runs:',
    '',
    fence('dockerfile', ...dockerfile.slice(1)),
    fence('', '$ docker build .'),
  );
  assert.equal(
    filesOf(lab).map(({ path, span }) => [path, span.line]),
    [['Dockerfile', 5]],
  );
  assert.match(lab.blocks[1]?.reason ?? '', 'again a part of Dockerfile');
});

test('a file that is shown below the command that needs it is there in time', () => {
  const lab = page(fence('', '$ docker build .'), '## The Dockerfile', '', fence('', ...dockerfile));
  assert.equal(
    lab.steps[0]?.actions.map(({ kind }) => kind),
    ['file', 'command'],
  );
});

test('a file that cat shows later is there in time for the command that reads it', () => {
  const lab = labOfBlock('$ docker run --env-file ./box.env alpine env', '$ cat box.env', 'A=1');
  assert.equal(
    lab.steps[0]?.actions.map(({ kind }) => kind),
    ['file', 'command', 'command'],
  );
});

test('a file shown later stands for none of a folder that the lab can not enter', () => {
  const lab = page(
    fence('', '$ cd cloned', '$ docker build .'),
    'Its `Dockerfile`:',
    '',
    fence('', ...dockerfile),
  );
  assert.equal(
    lab.steps[0]?.actions.map(({ kind }) => kind),
    ['command', 'command', 'file'],
  );
});

test('a file named behind "named" goes before one that is created', () => {
  const lab = page('Create a new Dockerfile named Dockerfile-b:', '', fence('', ...dockerfile));
  assert.equal(
    filesOf(lab).map(({ path }) => path),
    ['Dockerfile-b'],
  );
});

test('a part of a compose file to change is not the file, and what uses it is skipped until it is shown whole', () => {
  const whole = fence('yaml', 'services:', '  web:', '    image: nginx');
  const lab = page(
    '`compose.yaml`:',
    '',
    whole,
    fence('', '$ docker compose config'),
    'Change the ports in `compose.yaml`:',
    '',
    fence('yaml', 'ports:', '  - 80'),
    fence('', '$ docker compose config', '$ docker compose ps'),
    'The new `compose.yaml`:',
    '',
    fence('yaml', 'services:', '  web:', '    image: httpd'),
    fence('', '$ docker compose config'),
  );
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    [undefined, 'missing-file', undefined, undefined],
  );
  assert.is(filesOf(lab).length, 2);
});

for (const [directive, role] of [
  ['commands', 'commands'],
  ['output', 'output'],
  ['example', 'example'],
] as const) {
  test(`the directive ${directive} settles what a block is`, () => {
    const lab = page(
      fence('', '$ docker ps'),
      `<!-- labproof: ${directive} -->`,
      '',
      fence('', 'gadget here'),
    );
    assert.is(rolesIn(lab)[1], role);
    assert.is(commandsOf(lab).length, directive === 'commands' ? 2 : 1);
  });
}

test('a list that has ended gives a step no title', () => {
  const lab = page('## Sizes', '', '- One', '- Two', '', fence('', '$ docker ps'));
  assert.is(lab.steps[0]?.title, 'Sizes');
});

test('a list whose last item asks for what follows does', () => {
  const lab = page('## Sizes', '', '- One', '- List them:', '', fence('', '$ docker ps'));
  assert.is(lab.steps[0]?.title, 'List them');
});

test('settings that a program lists below its command are no variables that are set', () => {
  assert.equal(
    outline(page(fence('bash', 'run-in-box cat /etc/os-release', 'NAME="Box"', 'export A=1', 'B=2'))),
    ['4 run-in-box cat /etc/os-release -> NAME="Box"', '6 export A=1', '7 B=2'],
  );
});

test('what repeats words of the command above in a fence that says bash is printed by it', () => {
  assert.equal(
    typedIn(
      page(
        fence('bash', 'docker run alpine echo "hello from here"'),
        'There it is.',
        '',
        fence('bash', 'hello from here'),
      ),
    ).length,
    1,
  );
});

test('commands in a fence that says bash are commands though the text names another one', () => {
  assert.is(
    typedIn(
      page(
        fence('', 'docker ps'),
        'This will show how `docker build` works:',
        '',
        fence('bash', 'go get .', './build -t x .'),
      ),
    ).length,
    3,
  );
});

test('a file is no output because the text above it speaks of outputs', () => {
  const text = 'Beside the outputs there are checks. They can be written as comments:';
  const lab = page(fence('', '$ gadget plan'), text, '', fence('markdown', '<!-- a -->'));
  assert.is(commandsOf(lab)[0]?.expected, undefined);
});

test('commands without prompts may stand before one that has a prompt', () => {
  const lab = page(
    fence('', '$ docker ps'),
    'Or with variables of yours:',
    '',
    fence('console', 'export A=1', 'export B=2', '', '$ docker run -e A alpine env', 'A=1'),
  );
  assert.equal(outline(lab), [
    '4 docker ps',
    '10 export A=1',
    '11 export B=2',
    '13 docker run -e A alpine env -> A=1',
  ]);
});

test('a command that stands set in by itself below a list item is typed, though it is no code by CommonMark', () => {
  const typed = (...lines: readonly string[]) =>
    commandsOf(labOfText(lines.join('\n'))).map((command) => command.typed);
  assert.equal(typed('- List them', '', '\tdocker ps', '', '- Remove it', '', '    docker rm -f till', ''), [
    'docker ps',
    'docker rm -f till',
  ]);
  assert.equal(typed('- List them', '', '\tdocker ps lists them.', '', '  docker ps', ''), []);
  assert.equal(typed('- List them', '\tdocker ps', '', '- They', '', '\tare gone', ''), []);
});

test('a command in an item that a block types again is an example', () => {
  const create = 'docker network create pond';
  const lab = page('* Examples:', `    * \`${create}\``, '', 'Make one:', '', fence('', `$ ${create}`));
  assert.equal(
    commandsOf(lab).map(({ typed, skip }) => [typed, skip?.reason]),
    [
      [create, 'synopsis'],
      [create, undefined],
    ],
  );
});

test.run();
