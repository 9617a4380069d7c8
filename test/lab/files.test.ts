import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Lab } from '../../src/model/lab.ts';
import {
  commandsOf,
  filesOf,
  labOfDocument,
  labOfText,
  outline,
  problemsIn,
  rolesIn,
  typedIn,
} from './reading.ts';

function files(lab: Lab): readonly string[] {
  return filesOf(lab).map(({ path, write, span, reason }) => `${span.line} ${path} ${write}: ${reason}`);
}

const block = (content: string, info = ''): string => `\`\`\`${info}\n${content}\n\`\`\`\n`;

test('a file is named by prose, comment, editor, cat, build, compose or where its folder is', () => {
  assert.equal(files(labOfDocument('files.md')), [
    '5 app.py always: named in the list item above',
    '12 Dockerfile always: named in the list item above',
    '27 Dockerfile unless-made: the output of cat shows it',
    '37 other.Dockerfile always: a later command builds from that file',
    '47 nginx.conf always: named by the comment in its first line',
    '56 docker-compose.yml always: a later command uses it',
    '71 notes.txt always: what is typed in the editor',
    '81 site/index.html always: the command above opens that file',
  ]);
});

test('a file outside the directory of the lab is refused with a warning', () => {
  assert.equal(problemsIn(labOfDocument('files.md')), ['87 warning file-outside']);
  assert.equal(files(labOfText(`Create \`../../x.py\`:\n\n${block('import os')}`)), []);
});

test('a file that cat shows stands before the command, and the command still has its output', () => {
  const lab = labOfText(block('$ cat app.conf\nmode = fast'));
  assert.equal(
    lab.steps[0]?.actions.map(({ kind }) => kind),
    ['file', 'command'],
  );
  assert.equal(outline(lab), ['2 cat app.conf -> mode = fast']);
  assert.is(filesOf(lab)[0]?.content, 'mode = fast\n');
});

test('what is typed in an editor is no output', () => {
  assert.equal(outline(labOfText(block('$ vi notes.txt\nmilk'))), ['2 vi notes.txt']);
});

test('a message of cat is no file, nor is a file of the system', () => {
  assert.equal(files(labOfText(block('$ cat a.txt\ncat: a.txt: No such file or directory'))), []);
  assert.equal(files(labOfText(block('$ cat /etc/hosts\n127.0.0.1 localhost'))), []);
});

test('a file inside a container is none of the lab', () => {
  assert.equal(files(labOfText(block('$ docker exec -it web sh\n/ # cat index.html\n<p>hi</p>'))), []);
});

test('a Dockerfile without a name is the one that a later command builds, in its folder', () => {
  assert.equal(files(labOfText(`${block('FROM alpine')}${block('$ docker build -t a ./app')}`)), [
    '1 app/Dockerfile always: a later command builds it',
  ]);
  assert.equal(files(labOfText(block('FROM alpine'))), []);
});

test('a block with parts left out is no file', () => {
  const lab = labOfText(`Edit the \`Dockerfile\`:\n\n${block('FROM alpine\n...\nCMD date')}`);
  assert.equal(files(lab), []);
  assert.equal(rolesIn(lab), ['example']);
});

test('a name must suit the content', () => {
  const lab = labOfText(
    `Next to \`app.py\` create a \`Dockerfile\`:\n\n${block('FROM alpine\nCOPY app.py /')}`,
  );
  assert.equal(files(lab), ['3 Dockerfile always: named in the text above']);
});

test('a name may stand behind the fence', () => {
  assert.equal(files(labOfText(block('print(1)', 'python title="src/main.py"'))), [
    '1 src/main.py always: named behind the fence',
  ]);
});

test('a name behind the fence may stand in braces', () => {
  const lab = labOfText(block('services:\n  a:\n    image: b', 'yaml {title=compose.yaml}'));
  assert.equal(files(lab), ['1 compose.yaml always: named behind the fence']);
});

test('text that says it is a file makes any block one', () => {
  assert.equal(files(labOfText(`Create **requirements.txt**\n\n${block('Flask==0.10.1')}`)), [
    '3 requirements.txt always: named in the text above',
  ]);
  assert.equal(files(labOfText(block('# .env\nCOLOUR=blue'))), [
    '1 .env always: named by the comment in its first line',
  ]);
});

test('code of another language without a name is an example', () => {
  assert.equal(files(labOfText(block('print(1)', 'python'))), []);
});

test('JSON under an inspect is its output and JSON under a name is a file', () => {
  const lab = labOfText(
    `${block('$ docker inspect web')}\n${block('[\n  {}\n]', 'json')}\nCreate \`daemon.json\`:\n\n${block('{ "debug": true }', 'json')}`,
  );
  assert.equal(rolesIn(lab), ['transcript', 'output', 'file']);
});

test('a build whose Dockerfile needs the internet is skipped, and one whose does not is run', () => {
  const lab = labOfText(
    `${block('FROM alpine\nRUN apk add --no-cache curl')}${block('$ docker build -t a .')}${block('FROM alpine\nRUN date')}${block('$ docker build -t b .')}`,
  );
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    ['network', undefined],
  );
});

test('a folder that nothing made is not entered', () => {
  const lab = labOfText(`${block('$ cd nowhere')}Create \`a.py\`:\n\n${block('import os')}`);
  assert.is(filesOf(lab)[0]?.path, 'a.py');
});

test('a parser directive with a backquote is no command', () => {
  const lab = labOfText('# Lab\n\n```dockerfile\n# escape=`\n\nFROM alpine\nRUN true\n```\n');
  assert.equal(commandsOf(lab), []);
  assert.equal(problemsIn(lab), []);
});

test('a name behind the fence makes a file of text and of a script, not of what has prompts', () => {
  assert.equal(
    files(
      labOfText(
        [
          block('good morning', 'text title="greeting.txt"'),
          block('echo ready', 'bash title="start.sh"'),
          block('$ cat greeting.txt\ngood morning', 'console title="session.txt"'),
          block('+ a line', 'diff title="notes.txt"'),
          block('echo typed', 'bash title="Terminal"'),
        ].join('\n'),
      ),
    ).map((text) => text.split(' ')[1]),
    ['greeting.txt', 'start.sh', 'greeting.txt'],
  );
});

test('a script that the text has the reader make is a file, though its lines are commands', () => {
  const lab = labOfText(`Create a file called \`hi.sh\` with this content:\n\n${block('echo hi', 'bash')}`);
  assert.equal(files(lab), ['3 hi.sh always: named in the text above']);
  assert.equal(commandsOf(lab), []);
});

for (const [text, content] of [
  ['Create a script `hi.sh` like this:', 'touch hi.sh\nchmod +x hi.sh'],
  ['Run this to create `hi.sh`:', 'curl -O http://localhost/x'],
  ['Append the following to `hi.sh`:', 'echo more'],
  ['Create the folder that `hi.sh` expects. Then type:', 'mkdir out'],
] as const) {
  test(`"${text}" makes no file of the commands below it`, () => {
    assert.equal(files(labOfText(`${text}\n\n${block(content, 'bash')}`)), []);
  });
}

test('files that one sentence names follow one another, each in the block that suits it', () => {
  const lab = labOfText(
    `Write a \`Dockerfile\`, \`hello.sh\` and \`words.txt\`:\n\n${block('FROM alpine\nCOPY . /', 'dockerfile')}\n${block('echo hello', 'sh')}\n${block('good morning')}\n${block('docker build -t hello .')}`,
  );
  assert.equal(files(lab), [
    '3 Dockerfile always: named in the text above',
    '8 hello.sh always: named in the text above',
    '12 words.txt always: named in the text above',
  ]);
  assert.equal(typedIn(lab), ['docker build -t hello .']);
});

test('what cat shows of a file that a command writes or brings is no file of the document', () => {
  const shown = (...lines: readonly string[]) => files(labOfText(block(lines.join('\n'))));
  assert.equal(shown('$ mkdir keys', '$ acme-key new > keys/one', '$ cat keys/one', 'f81d'), []);
  assert.equal(shown('$ git clone https://git.example.org/pond', '$ cat pond/Dockerfile', 'FROM alpine'), []);
  assert.equal(shown('$ cd pond', '$ cat Dockerfile', 'FROM alpine'), []);
  assert.equal(shown('$ mkdir keys', '$ cat keys/one', 'f81d'), [
    '4 keys/one unless-made: the output of cat shows it',
  ]);
});

test('a comment that sets something for what reads the file is no name of it', () => {
  const lab = labOfText(
    `${block('# syntax=docker/dockerfile:1\nFROM alpine', 'Dockerfile')}\n${block('$ docker build .')}`,
  );
  assert.equal(
    filesOf(lab).map(({ path }) => path),
    ['Dockerfile'],
  );
});

test.run();
