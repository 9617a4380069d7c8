import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answersIn, typedIntoFile } from '../../src/lab/answers.ts';
import { blockShape, shapeOf } from '../../src/lab/command-shape.ts';
import { isElision } from '../../src/lab/elision.ts';
import { partOf } from '../../src/lab/file-parts.ts';
import { namesGiven, servicesIn, variablesGiven } from '../../src/lab/given-names.ts';
import { interruptsIn, leavingIn } from '../../src/lab/leaving.ts';
import { isTypedAlone } from '../../src/lab/lone-command.ts';
import { announcesOutput, printerOf } from '../../src/lab/output-likeness.ts';
import { prints, printsOneLine } from '../../src/lab/printing.ts';
import { commandLikeness } from '../../src/lab/programs.ts';
import { gluedOutput, repair } from '../../src/lab/repairs.ts';
import { below, freshSteps, readFresh } from '../../src/lab/sections.ts';
import { readTerminalSwitch } from '../../src/lab/terminals.ts';
import { commandsOf, labOfBlock, labOfText, typedIn } from './reading.ts';

/** What single lines and sentences are read as: what is to be found, and its nearest opposite. */

const lines = (text: string) => text.split('\n').map((one, at) => ({ text: one, line: at + 1, offset: 0 }));
const span = { file: 'lab.md', line: 1, column: 1, endLine: 1 };

for (const [text, how] of [
  ['Detach from it with the keys.', 'detach'],
  ['To detach, press the keys.', 'detach'],
  ['Press Ctrl-P followed by Ctrl-Q.', 'detach'],
  ['Press ctrl+p+q now.', 'detach'],
  ['Press ^P^Q.', 'detach'],
  ['Press Ctrl-D.', 'exit'],
  ['Type exit.', 'exit'],
  ['Leave the container with exit', 'exit'],
  ['Log out of the shell.', 'exit'],
  ['Quit the interactive session.', 'exit'],
  ['Exit now.', 'exit'],
  ['Do you want to detach? No.', undefined],
  ['What happens when you type exit?', undefined],
  ['Is it up? Then type exit.', 'exit'],
  ['The existing container goes on.', undefined],
] as const)
  test(`"${text}" ${how ? `has the reader leave by ${how}` : 'has nobody leave'}`, () => {
    assert.is(leavingIn(text), how);
  });

for (const [text, now] of [
  ['Press Ctrl-C.', true],
  ['Press control c to stop it.', true],
  ['End it with ^C now.', true],
  ['Can you press Ctrl-C?', false],
  ['Later you may press Ctrl-C.', false],
  ['Press Ctrl-C when you are done.', false],
  ['Do not press Ctrl-C.', false],
  ['Leave it without Ctrl-C.', false],
  ['Open another terminal before you press Ctrl-C.', false],
  ['It is in a separate docker window. Ctrl-C', false],
  ['Wait until you see it. Press Ctrl-C.', true],
] as const)
  test(`"${text}" ${now ? 'interrupts now' : 'interrupts nothing now'}`, () => {
    assert.is(interruptsIn(text), now);
  });

for (const [text, terminal] of [
  ['In terminal 2:', 1],
  ['In shell #3', 2],
  ['In console no. 4', 3],
  ['Terminal 9', undefined],
  ['Open another terminal.', 1],
  ['In a separate bash shell', 1],
  ['In the second one:', 1],
  ['In the other', 1],
  ['Go back to the first terminal.', 0],
  ['In the original console', 0],
  ['Close the second terminal', 0],
  ['In the first one:', 0],
  ['Open a second ssh session.', 1],
  ['In another psql session:', 1],
  ['In a separate bash session', 1],
  ['Return to the first python session.', 0],
  ['Begin a new cooking session.', undefined],
  ['In the terminal', undefined],
  ['The second container', undefined],
] as const)
  test(`"${text}" ${terminal === undefined ? 'names no terminal' : `means terminal ${terminal + 1}`}`, () => {
    assert.is(readTerminalSwitch({ kind: 'paragraph', text, line: 1, endLine: 1, marked: [] }), terminal);
  });

test('answers are what is typed behind a question', () => {
  assert.equal(
    answersIn(
      lines(
        'Remove all? [y/N] y\nGo on (yes/no)? no\nAre you sure? yes\nProceed ? n\nShall I? y\nReady [y/N]',
      ),
    ),
    ['y', 'no', 'yes', 'n'],
  );
});

test('what is typed below cat into a file is its text, up to the key that ends it', () => {
  const typed = (script: string, text = 'a\n b\n^D\nc') => typedIntoFile(script, lines(text));
  assert.equal(typed('cat > pear'), ['a', ' b']);
  assert.equal(typed('cat >> pear', 'a\n<Ctrl-D>'), ['a']);
  assert.equal(typed('cat > pear', 'a'), ['a']);
  for (const script of ['cat pear > plum', 'cat', 'cat < pear', 'tee > pear', 'cat > pear; date'])
    assert.is(typed(script), undefined, script);
  assert.is(typed('cat > pear', '^D'), undefined);
});

for (const [code, typed] of [
  ['docker volume create jar', true],
  ['$ docker ps', true],
  ['curl -s localhost', true],
  ['docker compose up', true],
  ['docker run', false],
  ['docker volume create', false],
  ['docker container rm', false],
  ['docker compose exec', false],
  ['docker-compose scale', false],
  ['docker run [OPTIONS] IMAGE', false],
  ['docker', false],
  ['ls', false],
] as const)
  test(`\`${code}\` alone is ${typed ? 'typed' : 'the name of a command'}`, () => {
    assert.is(isTypedAlone(code), typed);
  });

for (const line of [
  '...',
  '…',
  '# ...',
  '// …',
  '[...]',
  '<…>',
  '(...)',
  '/* ... */',
  '<snip>',
  '[truncated]',
  '# rest of file',
])
  test(`"${line}" stands for lines that are left out of a file`, () => {
    assert.ok(isElision(line));
  });
for (const line of ['', '..', 'snip', '# cat', '[output]', `... ${'omitted '.repeat(9)}`])
  test(`"${line}" stands for itself in a file`, () => {
    assert.not.ok(isElision(line));
  });

test('names are those that commands give', () => {
  const given = (script: string) => new Set(namesGiven(script));
  for (const script of [
    'docker run --name pear alpine',
    'docker run --network-alias pear alpine',
    'docker run --hostname pear alpine',
    'docker network connect --alias pear a b',
    'docker run --link plum:pear alpine',
    'docker run -v pear:/p alpine',
    'docker build -t pear .',
    'docker build -t pear:1 .',
    'docker network create pear',
    'docker volume create pear',
    'docker tag plum pear',
    'docker rename plum pear',
    'docker commit plum pear',
  ])
    assert.ok(given(script).has('pear'), script);
  for (const script of ['docker stop pear', 'echo --name pear', 'docker run pear'])
    assert.not.ok(given(script).has('pear'), script);
});

test('variables are those that a script sets, reads or takes from another one', () => {
  assert.equal(variablesGiven('A=1 docker ps; for B in 1 2; do read -r C; done'), ['$A', '$B', '$C']);
  for (const script of ['source a', '. ./a', 'eval "$(a)"', 'ls; source a'])
    assert.ok(variablesGiven(script).includes('$*'), script);
  assert.equal(variablesGiven('ls a.txt'), []);
});

test('services are the keys right below services', () => {
  const content =
    'version: "3"\nservices:\n  pear:\n    image: a\n    build:\n      args:\n  plum.x:\n    image: b\nvolumes:\n  jar:\n';
  assert.equal(servicesIn(content), ['pear', 'plum.x']);
  assert.equal(servicesIn('volumes:\n  jar:\n'), []);
});

for (const [typed, script] of [
  ['sudo docker ps', 'docker ps'],
  ['sudo -E docker ps', 'docker ps'],
  ['A=1 sudo docker ps', 'A=1 docker ps'],
  ['ls | sudo tee a', 'ls | tee a'],
  ['docker rm $(sudo docker ps -q)', 'docker rm $(docker ps -q)'],
  ['docker rm `sudo docker ps -q`', 'docker rm `docker ps -q`'],
  ['sudo -u ann docker ps', 'sudo -u ann docker ps'],
  ['sudo -i', 'sudo -i'],
  ['echo sudo docker', 'echo sudo docker'],
  ['"sudo" docker ps', '"sudo" docker ps'],
  ...['do', 'then', 'else', 'if', 'while', 'until', '!', 'time', '{'].map(
    (word) => [`${word} sudo docker ps`, `${word} docker ps`] as const,
  ),
  ['docker\u00a0ps', 'docker ps'],
  ['docker ps \\', 'docker ps'],
  ['echo a\\\\', 'echo a\\\\'],
] as const)
  test(`${JSON.stringify(typed)} runs as ${JSON.stringify(script)} on the host`, () => {
    assert.is(repair(typed, { span, host: true }).script, script);
  });

test('inside a container sudo stays, and what is put right is told', () => {
  assert.is(repair('sudo ls', { span, host: false }).script, 'sudo ls');
  const codes = (typed: string) => repair(typed, { span, host: true }).problems.map(({ code }) => code);
  assert.equal(codes('docker\u00a0ps \\'), ['no-break-space', 'stray-backslash']);
  for (const sign of '“”‘’–—') assert.equal(codes(`echo ${sign}a`), ['smart-punctuation'], sign);
  assert.equal(codes('docker ps'), []);
});

test('a bracket at the end of a command belongs to its output where that begins within it', () => {
  assert.is(gluedOutput('docker inspect a[', '  {'), '[');
  assert.is(gluedOutput('docker inspect "a"{', '"Id": 1'), '{');
  assert.is(gluedOutput('docker inspect a [', '  {'), undefined);
  assert.is(gluedOutput('docker inspect a[', 'x'), undefined);
  assert.is(gluedOutput('docker inspect a[', undefined), undefined);
});

for (const [line, likeness] of [
  ['docker ps', 'sure'],
  ['sudo docker ps', 'sure'],
  ['/usr/bin/docker ps', 'sure'],
  ['docker.exe ps', 'sure'],
  ['docker -H tcp://a ps', 'sure'],
  ['docker --context a ps', 'sure'],
  ['docker --version', 'sure'],
  ['docker-compose up', 'sure'],
  ['docker-compose -f a.yml up', 'sure'],
  ['docker-compose --version', 'sure'],
  ['docker-machine ls', 'sure'],
  ['docker version 1.2', 'no'],
  ['docker is fine', 'likely'],
  ['docker-compose is fine', 'likely'],
  ['git version 2.39.2', 'no'],
  ['./run.sh', 'likely'],
  ['/opt/run', 'no'],
  ['sudo /opt/run', 'likely'],
  ['sudo lantern', 'likely'],
  ['ls', 'word'],
  ['ls -l', 'likely'],
  ['time ls', 'likely'],
  ['A=1 ls', 'likely'],
  ['curl: failed', 'no'],
  ['A=$(date)', 'likely'],
  ['A=1', 'no'],
  ['A=1 && date', 'likely'],
  ['lantern on', 'no'],
  ['ip a', 'likely'],
  ['ip of it', 'no'],
  ['cat the file that you have made', 'no'],
] as const)
  test(`"${line}" is a command: ${likeness}`, () => {
    assert.is(commandLikeness(line), likeness);
  });

for (const [line, shape] of [
  ['lantern --on', 'strong'],
  ['lantern -v', 'strong'],
  ['lantern on | tee', 'strong'],
  ['lantern on && off', 'strong'],
  ['lantern on; date', 'strong'],
  ['lantern \\', 'strong'],
  ['lantern $A', 'strong'],
  ['lantern /srv', 'strong'],
  ['lantern .', 'strong'],
  ['lantern https://a', 'strong'],
  ['lantern "a b"', 'strong'],
  ['lantern a.py', 'strong'],
  ['./lantern', 'strong'],
  ['A=1', 'strong'],
  ['A+=(1 2)', 'strong'],
  ['A=1 lantern', 'weak'],
  ['for a in b; do', 'strong'],
  ['while true', 'strong'],
  ['case a in', 'strong'],
  ['f() {', 'strong'],
  ['lantern on', 'weak'],
  ['lantern on # -v is not', 'weak'],
  ['lantern "a # b"', 'strong'],
  ['lantern: on', 'no'],
  ['aa   bb   cc', 'no'],
  ['0123456789ab on', 'no'],
  ['drwxr-xr-x 2 root', 'no'],
  ['lantern => on', 'no'],
  ['lantern is on.', 'no'],
  ['lantern the of you', 'no'],
  ['the lantern is red', 'no'],
  ['lantern a: b', 'no'],
  ['Lantern on', 'no'],
  ['', 'no'],
] as const)
  test(`"${line}" has the form of a command: ${shape}`, () => {
    assert.is(shapeOf(line), shape);
  });

test('the commands of a block are counted by their forms', () => {
  const { strong, weak, known, others, first } = blockShape(
    lines('# note\n\nlantern on\nlantern --off \\\n  --now\nls -l\ndocker ps\nerror: no'),
  );
  assert.equal([strong, weak, known, others, first], [3, 1, 2, 1, 'weak']);
});

for (const [language, line, name] of [
  ['', 'Get-ChildItem -Path a', 'PowerShell'],
  ['', '$env:A = 1', 'PowerShell'],
  ['', '$a = 1', 'PowerShell'],
  ['console', 'Stop-Service', 'PowerShell'],
  ['bat', 'dir', 'cmd'],
  ['nu', 'ls', 'Nushell'],
] as const)
  test(`"${line}" in a fence "${language}" is written for ${name}`, () => {
    const [command] = commandsOf(labOfText(`\`\`\`${language}\n${line}\n\`\`\`\n`));
    assert.is(command?.skip?.message, `it is written for ${name}`);
  });

test('what PowerShell and bash write alike is for bash', () => {
  for (const line of ['$ docker ps', 'docker ps', 'echo `date`'])
    assert.is(commandsOf(labOfBlock(line))[0]?.skip, undefined, line);
});

for (const [command, terminal] of [
  ['docker run -it alpine sh', 'session'],
  ['docker run -i alpine sh', 'session'],
  ['docker run -t alpine ls', 'one-shot'],
  ['docker run alpine ls', 'none'],
  ['docker run -d alpine sleep 9', 'none'],
  ['docker run nginx', 'endless'],
  ['docker run registry.test:5000/nginx:1@sha256:0', 'endless'],
  ['docker run -p 80:80 acme/orchard', 'endless'],
  ['docker run -P acme/orchard', 'endless'],
  ['docker run -t -p 80:80 acme/orchard', 'endless'],
  ['docker run -d -p 80:80 acme/orchard', 'none'],
  ['docker run acme/orchard', 'none'],
  ['docker run -p 80:80 acme/orchard ls', 'none'],
  ['docker run -p 80:80 alpine ls', 'none'],
  ['docker run -it -p 80:80 acme/orchard', 'session'],
  ['docker run --entrypoint sh -it nginx', 'session'],
  ['docker run nginx -g x', 'endless'],
  ['docker run nginx ls', 'none'],
  ['docker run -it alpine sh -c "sleep 1; ls"', 'one-shot'],
  ['docker run alpine sh -c "while true; do ls; done"', 'endless'],
  ['docker run alpine sh -c "ping a & ls"', 'none'],
  ['docker run alpine ping a', 'endless'],
  ['docker run -it python', 'session'],
  ['docker run -it python python -c 1', 'one-shot'],
  ['docker exec -d a sh', 'none'],
  ['docker exec -it a sh', 'session'],
  ['docker exec a sh', 'none'],
  ['docker compose exec a sh', 'session'],
  ['docker compose exec -T a ls', 'none'],
  ['docker compose exec -d a sh', 'none'],
  ['docker compose run a', 'one-shot'],
  ['docker compose run -T a', 'none'],
  ['docker compose run -d a sh', 'none'],
  ['docker compose run a sh', 'session'],
  ['docker start a', 'none'],
  ['docker start -ai a', 'session'],
  ['docker attach a', 'session'],
  ['docker logs -f a', 'endless'],
  ['docker run --help', 'none'],
  ['docker exec -it a sh < b', 'one-shot'],
  ['echo b | docker exec -i a sh', 'none'],
] as const)
  test(`"${command}" needs a terminal: ${terminal}`, () => {
    assert.is(commandsOf(labOfBlock(`$ ${command}`))[0]?.terminal, terminal);
  });

test('a container that is started and attached to runs what it was made with', () => {
  const terminals = (make: string) =>
    commandsOf(labOfBlock(`$ ${make}`, '$ docker start -a a', '$ docker attach a', '$ docker wait a')).map(
      ({ terminal }) => terminal,
    );
  assert.equal(terminals('docker create --name a nginx').slice(1), ['endless', 'endless', 'endless']);
  assert.equal(terminals('docker create --name a alpine ls').slice(1), ['one-shot', 'one-shot', 'none']);
});

for (const [text, announces] of [
  ['The output is:', true],
  ['It prints this:', true],
  ['You should see the following:', true],
  ['It looks like this', true],
  ['Verify it:', true],
  ['The contents of the output file:', false],
  ['Create this Dockerfile:', false],
  ['Now run it:', false],
] as const)
  test(`"${text}" ${announces ? 'announces an output' : 'announces none'}`, () => {
    assert.is(announcesOutput(text), announces);
  });

test("a table of docker's is of the latest command that prints it, where the last does not", () => {
  const printer = (header: string, ...typed: readonly string[]) =>
    printerOf(
      header,
      typed.map((one) => ({ typed: one })),
    )?.typed;
  const TABLES = {
    'CONTAINER ID   IMAGE': [
      'docker ps',
      'docker container ls',
      'docker container list',
      'docker container ps',
    ],
    'NETWORK ID   NAME': ['docker network ls', 'docker network list'],
    'REPOSITORY   TAG   IMAGE ID': ['docker images', 'docker image ls', 'docker image list'],
    'DRIVER    VOLUME NAME': ['docker volume ls', 'docker volume list'],
  };
  for (const [header, all] of Object.entries(TABLES))
    for (const typed of all) {
      assert.is(printer(header, typed, 'date'), typed);
      assert.is(printer(header, 'date', typed), undefined);
    }
  assert.is(printer('NAME   AGE', 'docker ps', 'date'), undefined);
});

test('a command whose output goes into a file, or that is silent, prints nothing', () => {
  for (const typed of ['ls > a', 'ls >> a', 'ls 1> a', 'ls &> a', 'cd a', 'vi a'])
    assert.not.ok(prints(typed), typed);
  for (const typed of ['ls', 'ls 2> a', 'ls > /dev/stderr', '', 'ls > a; date'])
    assert.ok(prints(typed), typed);
  for (const typed of [
    'docker run -d a',
    'docker create a',
    'docker volume create a',
    'docker secret create a b',
  ])
    assert.ok(printsOneLine(typed), typed);
  for (const typed of ['docker run a', 'docker ps', 'docker volume create a; date', 'ls'])
    assert.not.ok(printsOneLine(typed), typed);
});

test('a block that shows a file in part repeats or changes it', () => {
  const whole = 'services:\n  a:\n    image: b\n    ports: [1]\n';
  assert.is(partOf('compose.yaml', whole, undefined), undefined);
  assert.is(partOf('compose.yaml', '    image: b\n', whole), 'repeats');
  assert.is(partOf('compose.yaml', '    image: c\n', whole), 'changes');
  assert.is(partOf('compose.yaml', whole, whole), undefined);
  assert.is(partOf('docker-compose.override.yml', 'ports:\n  - 1\n', undefined), 'changes');
  assert.is(partOf('compose.yaml', 'include: [a]\n', undefined), undefined);
  assert.is(partOf('compose.yaml', 'a:\n  image: b\n', undefined), undefined);
  assert.is(partOf('compose.yaml', '# nothing\n', undefined), undefined);
  assert.is(partOf('a.txt', 'b\n', 'a\nb\n'), 'repeats');
  assert.is(partOf('a.txt', 'a\nc\n', 'a\nb\nc\n'), undefined);
});

test('sections begin anew at the depth that is asked for, or that most steps have', () => {
  assert.equal(['section', 1, '6', 0, 7, 1.5, 'x', null].map(readFresh), [
    'section',
    1,
    6,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  const at = (...depths: readonly (readonly [number, number])[]) => {
    let headings: ReturnType<typeof below> = [];
    return depths.map(([depth, line]) => {
      headings = below(headings, depth, line);
      return { headings };
    });
  };
  const steps = at([1, 1], [2, 2], [3, 3], [2, 4], [1, 5]);
  assert.equal(freshSteps(steps, 1), [false, false, false, false, true]);
  assert.equal(freshSteps(steps, 2), [false, true, false, true, true]);
  assert.equal(freshSteps(at([1, 1], [2, 2], [2, 3]), 'section'), [false, true, true]);
});

for (const [heading, number, title] of [
  ['1. Make it', '1', 'Make it'],
  ['1.2.3 Make it', '1.2.3', 'Make it'],
  ['4) Make it', '4', 'Make it'],
  ['Step 2: make it', '2', 'Step 2: make it'],
  ['Task #3', '3', 'Task #3'],
  ['Exercise 4', '4', 'Exercise 4'],
  ['Part 5', '5', 'Part 5'],
  ['Make 6', '1', 'Make 6'],
] as const)
  test(`the step below "${heading}" has the number ${number}`, () => {
    const [step] = labOfText(`## ${heading}\n\n\`\`\`\n$ docker ps\n\`\`\`\n`).steps;
    assert.equal([step?.number, step?.title], [number, title]);
  });

test('a program that a container is given to install is one there', () => {
  const lab = labOfBlock('$ docker run -it alpine sh', '/ # apk add --no-cache lantern', '/ # lantern');
  assert.equal(typedIn(lab).slice(1), ['apk add --no-cache lantern', 'lantern']);
});

test.run();
