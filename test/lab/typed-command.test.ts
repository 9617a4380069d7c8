import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandsOf, labOfBlock, labOfDocument, outline, problemsIn, typedIn } from './reading.ts';

test('a command goes on over backslashes, quotes, here-documents, loops and pipes', () => {
  assert.equal(outline(labOfDocument('continuations.md')), [
    '4 docker run -d \\ //     --name web \\ //     -p 8080:80 \\ //     nginx',
    '13 docker network create \\ //   --driver bridge \\ //   front',
    '21 docker run -d \\ // --name back \\ // redis -> 0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9',
    '30 cat > app.conf <<EOF // # not a comment of the lab // mode = fast // EOF',
    '34 cat app.conf -> # not a comment of the lab / mode = fast',
    '42 echo "first // second" -> first / second',
    '46 for i in 1 2; do //   docker volume create v$i // done -> v1 / v2',
    '51 docker volume ls -q | //   grep v1 -> v1',
    '59 docker ps \\',
    '60 docker ps -a',
  ]);
});

test('blanks behind a backslash are not given to the shell', () => {
  const command = commandsOf(labOfBlock('$ docker run \\  ', '  alpine \\\t', '  date'))[0]!;
  assert.is(command.script, 'docker run \\\n  alpine \\\n  date');
  assert.is(command.span.endLine, 5);
});

test('a backslash that nothing continues is dropped with a warning', () => {
  const lab = labOfBlock('$ docker ps \\', '$ docker ps -a');
  assert.equal(
    commandsOf(lab).map(({ script }) => script),
    ['docker ps', 'docker ps -a'],
  );
  assert.equal(problemsIn(lab), ['3 warning stray-backslash']);
});

test('a quote that is never closed is an error at its line and takes no other command', () => {
  const lab = labOfBlock("$ docker inspect -f '{{.Name}} web", '$ docker ps', 'CONTAINER ID');
  assert.equal(problemsIn(lab), ['3 error unclosed-quote']);
  assert.equal(typedIn(lab), ["docker inspect -f '{{.Name}} web", 'docker ps']);
});

test('a here-document that is never closed is an error', () => {
  assert.equal(problemsIn(labOfBlock('$ cat > a <<EOF', 'one', 'two')), ['3 error unclosed-quote']);
});

test('an apostrophe in an output closes nothing and opens nothing', () => {
  const lab = labOfBlock('$ docker ps', "can't connect", '$ docker ps -a');
  assert.equal(outline(lab), ["3 docker ps -> can't connect", '5 docker ps -a']);
  assert.equal(lab.problems, []);
});

test('lines indented like their prompt lose that indentation', () => {
  assert.equal(typedIn(labOfBlock('    $ cat > a <<EOF', '    one', '    EOF')), ['cat > a <<EOF\none\nEOF']);
});

test('behind an operator a command goes on over blank lines', () => {
  const lab = labOfBlock('base=/tmp &&', '', 'mkdir $base/x &&', '', 'ls $base', '', 'docker ps');
  assert.equal(typedIn(lab), ['base=/tmp &&\n\nmkdir $base/x &&\n\nls $base', 'docker ps']);
});

test('a status that `echo $?` shows is that of the command above, typed in the same place', () => {
  const statuses = (...lines: readonly string[]) =>
    commandsOf(labOfBlock(...lines)).map((one) => one.exitShown);
  assert.equal(statuses('$ docker run alpine false', '$ echo $?', '1'), [1, undefined]);
  assert.equal(statuses('$ docker run alpine false', '$ echo done', '1'), [undefined, undefined]);
  assert.equal(statuses('$ docker run -it alpine sh', '/ # false', '/ # echo $?', '1'), [
    undefined,
    1,
    undefined,
  ]);
});

test.run();
