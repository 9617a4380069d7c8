import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

/** Names that every object of JavaScript has, so that looking them up in a table finds something. */
const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];

/** A document that says the name wherever a document can name something. */
const documentOf = (name: string): string => `---
title: ${name}
---

# ${name}

## ${name}

\`\`\`console
user@${name}:~$ ${name} --${name}
${name}
$ docker ${name}
$ docker ${name} ${name} --${name}=${name}
$ docker run --name ${name} --network ${name} -v ${name}:/d --${name} ${name} ${name}
${name}
$ docker exec ${name} ${name}
$ docker inspect ${name}
[{"${name}": {"${name}": "1"}, "Id": "${name}"}]
$ docker ps
CONTAINER ID   IMAGE   ${name}   NAMES
${name}   ${name}   ${name}   ${name}
$ ${name}=1 bash -c 'echo 1'
1
$ docker compose ${name}
$ docker swarm ${name}
$ git ${name}; kubectl ${name}; npm ${name}; apt ${name}
\`\`\`

\`\`\`${name} title=${name}
${name}: 1
\`\`\`

\`\`\`yaml title=compose.yaml
services:
  ${name}:
    image: ${name}
    ${name}: {}
    networks: {${name}: {}}
networks: {${name}: {}}
\`\`\`
`;

/** A document with machines of these names. */
const MACHINES = `---
machines: [${NAMES.join(', ')}]
---

# Machines

On ${NAMES[0]}:

${NAMES.map((name) => `\`\`\`console\nroot@${name}:~# docker swarm join-token worker\nroot@${name}:~# echo ${name}\n${name}\n\`\`\`\n`).join('\nThen:\n\n')}`;

const documents = {
  ...Object.fromEntries(NAMES.map((name) => [`${name}.md`, documentOf(name)])),
  'machines.md': MACHINES,
};

const works: readonly (readonly string[])[] = [
  ['plan', ...Object.keys(documents)],
  ['plan', '--json', ...Object.keys(documents)],
  ['lint', ...Object.keys(documents)],
  ['guide', '--check', '__proto__.md'],
  ['guide', '--check', 'constructor.md'],
];

for (const args of works) {
  test(`${args.join(' ')} reads names that objects have as any other`, async () => {
    await withFolder(documents, async (folder) => {
      const { stdout, stderr, exitCode } = await labproof(args, { cwd: folder });
      assert.not.match(stderr, /TypeError|is not a function/);
      assert.ok(exitCode === 0 || exitCode === 1, `${exitCode}: ${stderr}`);
      if (args[0] === 'plan') for (const name of NAMES) assert.match(stdout, name);
    });
  });
}

test('names that objects have are no reporter, verb, topic, variable, key or directive', async () => {
  const files: Record<string, string> = { 'a.md': '# Lab\n\n```console\n$ echo a\n```\n' };
  for (const name of NAMES) {
    files[`${name}.json`] = `{"${name}": {"a": 1}}`;
    files[`directive-${name}.md`] =
      `# Lab\n\n<!-- labproof: ${name} -->\n\n\`\`\`console\n$ echo a\n\`\`\`\n`;
  }
  await withFolder(files, async (folder) => {
    const askedOfAll = NAMES.flatMap((name) => [
      ['run', '--reporter', name, 'a.md'],
      ['run', '--config', `${name}.json`, 'a.md'],
      [name],
      ['help', name],
      ['run', `--${name}`, 'a.md'],
      ['run', '--engine', name, 'a.md'],
      ['run', '--var', `${name}=1`, 'a.md'],
      ['lint', `directive-${name}.md`],
    ]);
    // Each start takes its time: two of them stand for the others.
    const askedOfTwo = ['constructor', '__proto__'].flatMap((name) => [
      ['demo', name, 'a.md'],
      ['demo', 'render', '-o', `a.${name}`, 'a.md'],
      ['demo', 'render', '--format', name, '-o', 'a.cast', 'a.md'],
      ['demo', 'render', '--theme', name, '-o', 'a.svg', 'a.md'],
      ['demo', 'render', '--frame', name, '-o', 'a.svg', 'a.md'],
      ['demo', 'render', '--cursor', name, '-o', 'a.svg', 'a.md'],
      ['machine', name],
      ['machine', 'rm', name],
      ['machine', 'shell', name],
    ]);
    const wrong: string[] = [];
    const left = [...askedOfAll, ...askedOfTwo].values();
    await Promise.all(
      [1, 2, 3].map(async () => {
        for (const args of left) {
          const { exitCode, stdout, stderr } = await labproof(args, { cwd: folder });
          const said = stdout + stderr;
          if (
            exitCode === 0 ||
            exitCode === 70 ||
            !said.includes(args.join(' ').match(/constructor|toString|__proto__|hasOwnProperty|valueOf/)![0])
          )
            wrong.push(`${args.join(' ')}: ${exitCode} ${said}`);
        }
      }),
    );
    assert.equal(wrong, []);
  });
});

test.run();
