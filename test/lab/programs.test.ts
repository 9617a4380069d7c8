import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandLikeness, isProgram } from '../../src/lab/programs.ts';
import { rows } from '../support/word-lists.ts';

const likely: Readonly<Record<'sure' | 'likely' | 'word' | 'no', readonly string[]>> = {
  sure: rows(`
    docker ps
    /usr/bin/docker ps
    docker.exe ps
    docker -H tcp://a:1 ps
    docker -l debug ps
    docker -c pear ps
    docker -D ps
    docker --host tcp://a:1 ps
    docker --context pear ps
    docker --context=pear ps
    docker --config a --log-level debug ps
    docker --version
    docker-compose up
    docker-compose.exe up
    docker-compose -f a up
    docker-compose -p a up
    docker-compose --file a up
    docker-compose --project-name=a up
    docker-compose --version
    docker-machine ls
    sudo docker ps
    sudo -E docker ps
    A=1 docker ps
    time docker ps
    nohup docker ps
    winpty docker ps
    command docker ps
    sudo A=1 time docker ps
  `),
  likely: rows(`
    ls -l
    ./pear
    sudo /opt/pear
    sudo pear
    sudo ls
    time ls
    A=$(pear)
    A=\`pear\`
    A=1; ls
    A=1 && ls
    A=1 &&
    A=1 ; \\
    grep pear a.txt
    ip a
    ip addr
    ip address show
    ip l
    ip link
    ip r
    ip route
    ip rule
    ip n
    ip neigh
    ip netns
    ip maddr
    ip tunnel
  `),
  word: ['ls', 'grep', 'curl'],
  no: rows(`
    docker version 24
    docker version v24
    docker-compose version 1.2
    git version 2.39.2
    pear v1.2
    git v2.39
    /opt/pear
    ~/pear
    ../pear
    pear
    ls: cannot access
    ls, of course
    A=1
    A=pear
    1A=$(pear)
    ls the plum of it
    pear/ls -l
    ip pear
    "ls" -l
  `),
};
for (const [likeness, lines] of Object.entries(likely))
  for (const line of lines)
    test(`"${line}" is a command: ${likeness}`, () => {
      assert.is(commandLikeness(line), likeness);
    });

test('a word with a path is no program’s name', () => {
  assert.equal(['ls', 'library/ls', 'pear'].map(isProgram), [true, false, false]);
});

const ARGUMENTS = rows(`
  -l
  --long
  "a"
  'a'
  $A
  ~
  .
  /a
  *
  a/b
  a=b
  a:b
  a.b
  a$b
  a*b
  a_b
  a1
  Dockerfile
  | b
  > b
  ; b
  & b
`);
for (const argument of ARGUMENTS)
  test(`a word that is a program's too is one with the argument ${argument}`, () => {
    for (const word of ['go', 'test', 'open', 'cut', 'make'])
      if (commandLikeness(`${word} pears plums`) === 'no')
        assert.is(commandLikeness(`${word} pears ${argument}`), 'likely', word);
  });
test('words that are programs too are none before mere words', () => {
  assert.equal(
    ['test', 'make', 'cut', 'sort'].map((word) => commandLikeness(`${word} pears plums`)).includes('no'),
    true,
  );
});

test.run();
