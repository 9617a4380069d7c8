import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseScript } from '../../src/command/words.ts';

const words = (script: string): readonly (readonly string[])[] =>
  parseScript(script).commands.map((command) => command.words.map(({ text }) => text));

test('quotes are removed and keep blanks and operators', () => {
  assert.equal(words(`echo "a b" 'c;d' e\\ f`), [['echo', 'a b', 'c;d', 'e f']]);
});

test('a backslash at the end of a line continues the command', () => {
  assert.equal(words('docker run \\\n  --rm \\\n  alpine'), [['docker', 'run', '--rm', 'alpine']]);
});

test('control operators separate commands and are kept with the one behind them', () => {
  const { commands } = parseScript('a && b || c | d; e & f\ng');
  assert.equal(
    commands.map(({ operator }) => operator),
    ['', '&&', '||', '|', ';', '&', '\n'],
  );
  assert.equal(
    commands.map(({ background }) => background),
    [false, false, false, false, true, false, false],
  );
});

test('redirections are no words', () => {
  const [command] = parseScript('docker export df2 > nginx.tar 2>&1').commands;
  assert.equal(
    command?.words.map(({ text }) => text),
    ['docker', 'export', 'df2'],
  );
  assert.equal(
    command?.redirects.map(({ operator, target }) => operator + target.text),
    ['>nginx.tar', '2>&1'],
  );
});

test('a command substitution is one dynamic word, whatever is in it', () => {
  const [command] = parseScript('docker rm -f $(docker ps -aq | sort) "x $HOME"').commands;
  assert.equal(
    command?.words.map(({ dynamic }) => dynamic),
    [false, false, false, true, true],
  );
  assert.is(command?.words[3]?.text, '$(docker ps -aq | sort)');
});

test('single quotes keep a dollar from being dynamic', () => {
  assert.is(parseScript("docker inspect -f '{{ $x }}' c").commands[0]?.words[3]?.dynamic, false);
});

test('a comment reaches to the end of its line, a hash inside a word is none', () => {
  assert.equal(words('echo a#b # rest\n# all\necho c'), [
    ['echo', 'a#b'],
    ['echo', 'c'],
  ]);
});

test('the body of a here-document is no command', () => {
  assert.equal(words("cat <<'EOF' > f\nit's; rm -rf x\nEOF\necho done"), [['cat'], ['echo', 'done']]);
});

test('offsets lead back to the text of the script', () => {
  const script = 'FOO=1 docker  stop "my c"';
  const [command] = parseScript(script).commands;
  assert.equal(
    command?.words.map(({ from, to }) => script.slice(from, to)),
    ['FOO=1', 'docker', 'stop', '"my c"'],
  );
});

for (const [script, what] of [
  ['echo "abc', 'double quote'],
  ["echo 'abc", 'single quote'],
  ['echo $(date', 'command substitution'],
  ['echo `date', 'backquote'],
  ['cat <<EOF\nabc', 'here-document EOF'],
] as const) {
  test(`an unclosed ${what} is found with its offset`, () => {
    const { unclosed } = parseScript(script);
    assert.is(unclosed?.what, what);
    assert.ok(unclosed!.offset > 0);
  });
}

test.run();
