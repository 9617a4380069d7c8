import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isAssignment, shapeOf } from '../../src/lab/command-shape.ts';
import { rows } from '../support/word-lists.ts';

/** What a line without a prompt must have to be a command. */

const STRONG = rows(String.raw`
  docker ps
  for ((i = 0; i < 3; i++)); do
  for x in a b; do
  while [ -f pear ]
  while ( true )
  while ! pear
  until true
  until [ -f pear ]
  if [ -f pear ]
  case $x in
  case pear in
  pear() {
  pear () {
  function pear() {
  function pear {
  ((x++))
  : "pear"
  : 'pear'
  : $pear
  PEAR=1
  PEAR="a b c"
  PEAR='a b c'
  PEAR=$(plum a b)
  PEAR=${'`'}plum a b${'`'}
  PEAR=${'$'}{A b}
  PEAR=(a b)
  PEAR[0]=1
  PEAR+=1
  pear -a
  pear --all
  pear plum --all=1
  pear | plum
  pear || plum
  pear && plum
  pear > plum
  pear >> plum
  pear < plum
  pear << plum
  pear <<< plum
  pear ; plum
  pear; plum
  pear &
  pear plum \
  pear $plum
  pear $(plum)
  pear ${'$'}{plum}
  pear ${'`'}plum${'`'}
  pear /plum
  pear ./plum
  pear ../plum
  pear ~/plum
  pear .
  pear http://plum
  pear https://plum
  pear "plum"
  pear 'plum'
  pear "a plum" b
  pear a.py
  pear a.js
  pear a.ts
  pear a.sh
  pear a.go
  pear a.rb
  pear a.yml
  pear a.yaml
  pear a.json
  pear a.tf
  pear a.toml
  pear a.txt
  pear a.sql
  pear a.jar
  pear a.md b
  ./pear plum
  ../pear plum
  ~/pear plum
  $HOME/pear plum
  ${'$'}{HOME}/pear plum
  /opt/pear plum
  Bin/pear plum
  .bin/pear plum
  sudo pear -a
  sudo -E pear -a
  time pear -a
  nohup pear -a
  exec pear -a
  command pear -a
  env pear -a
  A=1 pear -a
  A="1 2" B='3 4' pear -a
  $PEAR -a
  ${'$'}{PEAR} -a
  . pear.sh
  [ -f pear ]
  [[ -f pear ]]
  { pear; }
  pear -a # this is what the comment of it has
  pear "# this is of the" -a
  pear '# this is of the' -a
  pear ... -a ..
  pear "a: b" -a
`);
for (const line of STRONG)
  test(`"${line}" has what only a command has`, () => {
    assert.is(shapeOf(line), 'strong');
    assert.is(shapeOf(`  ${line}  `), 'strong');
  });

for (const line of rows(`
  pear
  pear plum
  pear plum quince
  pear-tree plum
  pear.tree plum
  pear+ plum
  _pear plum
  pear the plum
  pear plum.pdf
  pear; # plum
  pear a:b
  pear plum # the comment of a plum
  pear a"b
`))
  test(`"${line}" may be a command`, () => {
    assert.is(shapeOf(line), 'weak');
  });

for (const line of rows(`
  Pear plum
  Pear -a
  7pear plum
  pear: -a
  latest: Pulling from pear -a
  pear: word -a
  pear   plum and   quince
  aa${'\t'}bb${'\t'}cc -d
  a1b2c3d4e5f6 -a
  a1b2c3d4e5f6
  drwxr-xr-x 2 pear -a
  -rw-r--r-- 2 pear -a
  pear => plum -a
  pear -> plum -a
  pear := plum -a
  pear == plum -a
  pear plum.
  pear plum!
  pear plum?
  pear the plum of -a
  pear plum is -a
  pear plum are -a
  pear plum was -a
  pear%
  pear plum: quince -a
  pear "plum the of" the of
  while pear the of
  "pear" -a
`))
  test(`${JSON.stringify(line)} is no command`, () => {
    assert.is(shapeOf(line), 'no');
  });

for (const word of 'the a an is are was this that your you we it with will should and of from which using has have not been'.split(
  ' ',
))
  test(`two words such as "${word}" make prose`, () => {
    assert.is(shapeOf(`pear ${word} ${word.toUpperCase()} -a`), 'no');
    assert.is(shapeOf(`pear ${word} -a`), 'strong');
    assert.is(shapeOf(`pear ${word}x x${word} -a`), 'strong');
  });

test('words in quotes make no prose, and of a long line its beginning counts', () => {
  assert.is(shapeOf('pear "the plum of" \'the plum of\''), 'strong');
  assert.is(shapeOf(`pear -a ${'x'.repeat(300)} the of the`), 'strong');
});

for (const line of ['A=1', '_a=1', 'A[0]=1', 'A+=1', 'A=', 'A="b c"', "A='b c'", 'A=(b c)', ' A=1 '])
  test(`"${line}" sets a variable and does nothing else`, () => {
    assert.ok(isAssignment(line));
  });
for (const line of ['A=1 b', '1A=1', 'A.b=1', 'A=b=c', 'A ="b"', 'x A=1', 'A="b" c', 'A==1', 'A=b(c)'])
  test(`"${line}" is no setting of a variable`, () => {
    assert.not.ok(isAssignment(line));
  });

test.run();
