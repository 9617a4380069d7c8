import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandsOf, labOfText, outline, typedIn } from './reading.ts';

const shell = (...lines: readonly string[]): ReturnType<typeof labOfText> =>
  labOfText(['# Lab', '', '```bash', ...lines, '```', ''].join('\n'));

test('a comment behind a command is none of its form', () => {
  const lines = ['colour="dark red"  # remember it', 'echo $colour       # show it'];
  assert.equal(typedIn(shell(...lines)), lines);
  assert.equal(typedIn(shell('acme serve # wait, what!')), ['acme serve # wait, what!']);
});

test('elements, lists and defaults of variables are set in commands', () => {
  const lines = ['ships[0]=Argo', 'ships+=(Beagle "Santa Maria")', "PORT=${PORT:-'80'}", ": ${HOST:='here'}"];
  assert.equal(typedIn(shell(...lines)), lines);
});

test('functions and loops of a shell are read whole', () => {
  const body = [
    'hail () {',
    '  echo "Ahoy, $1"',
    '}',
    'for (( n = 0; n < 3; n++ )); do',
    '  echo $n',
    'done',
    'hail Ann',
  ];
  assert.equal(typedIn(shell(...body)), [
    body.slice(0, 3).join('\n'),
    body.slice(3, 6).join('\n'),
    'hail Ann',
  ]);
});

test('what arithmetic compares with is no file', () => {
  const [loop] = commandsOf(shell('for (( n = 0; n < 3; n++ )); do echo $n; done'));
  assert.is(loop!.skip, undefined);
});

test('a short fence without a language is typed where the sentence before has the reader type it', () => {
  const page = (prose: string): readonly string[] =>
    typedIn(labOfText(`# Lab\n\n${prose}\n\n\`\`\`\nacme build site\n\`\`\`\n`));
  assert.equal(page('Go to your folder and enter:'), ['acme build site']);
  assert.equal(page('Build it with the following command:'), ['acme build site']);
  assert.equal(page('The menu has this entry.'), []);
});

test('what is shown below `cat > FILE` is typed into the file', () => {
  const lab = labOfText('# Lab\n\n```\n$ cat > crew.txt\nAnn\nBob\n^D\n$ cat crew.txt\nAnn\nBob\n```\n');
  assert.equal(outline(lab), ['4 cat > crew.txt', '8 cat crew.txt -> Ann / Bob']);
  assert.equal(commandsOf(lab)[0]!.answers, ['Ann', 'Bob']);
});

test('commands without prompts above the first prompt of a block are typed, and an output there is none', () => {
  const above = ['git clone https://git.example.org/pond', 'cd pond', 'docker build -t pond .'];
  const banner = '[node2] (local) root@192.0.2.7 ~';
  assert.equal(typedIn(labOfText(['```', ...above, '', banner, '$ docker run pond', '```'].join('\n'))), [
    ...above,
    'docker run pond',
  ]);
  const output = ['```', 'docker start pond', '```', '', '```', 'pond', '$ docker stop pond', '```'];
  assert.equal(outline(labOfText(output.join('\n'))), ['2 docker start pond -> pond', '7 docker stop pond']);
});

test('a comment that ends a block apart from a command is none of what that prints', () => {
  const page = ['curl localhost:8080/pond', '', '# Or open it in a browser'];
  assert.equal(outline(shell(...page)), ['4 curl localhost:8080/pond']);
  assert.equal(outline(shell('$ cat notes', '# Pond', '', '# Frogs')), [
    '4 cat notes -> # Pond /  / # Frogs',
  ]);
});

test.run();
