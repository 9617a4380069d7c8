import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { placeholders } from '../../src/lab/placeholders.ts';
import { planLab } from '../../src/plan/plan.ts';
import { commandsOf, labOfBlock, labOfDocument } from './reading.ts';

test('every spelling of a value to fill in skips its command, and names of the lab do not', () => {
  const runs = commandsOf(labOfDocument('placeholders.md')).filter(
    ({ skip }) => skip?.reason !== 'placeholder',
  );
  assert.equal(
    runs.map(({ typed }) => typed),
    [
      'docker run -d --name my_container_name redis',
      'docker stop my_container_name',
      'docker exec web hostname',
      "docker inspect -f '{{.Name}}' web",
      'docker load < images.tar > log.txt',
      'echo "<h1>Hello</h1>" > index.html',
      'docker images --filter "dangling=true" --format "{{.ID}}: <none>"',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's own expansion
      'echo web{1,2} ${HOME} | xargs -I {} echo {}',
    ],
  );
});

test('a placeholder has its place in the script, quotes included', () => {
  const script = 'docker inspect -f x "container ID" <image>';
  const found = placeholders(script);
  assert.equal(
    found.map(({ from, to }) => script.slice(from, to)),
    ['"container ID"', '<image>'],
  );
});

const KINDS = [
  ['docker stop <id>', 'container'],
  ['docker rmi <id>', 'image'],
  ['docker stop <container-name>', 'container'],
  ['docker network inspect <id>', 'network'],
  ['docker volume rm <name>', 'volume'],
  ['docker service ps <name>', 'service'],
  ['ping -c 1 <ip>', 'address'],
  ['ping -c 1 x.x.x.x', 'address'],
  ['echo <word>', undefined],
] as const;

for (const [script, kind] of KINDS) {
  test(`the placeholder of "${script}" is ${kind ?? 'of no known kind'}`, () => {
    assert.is(placeholders(script)[0]?.kind, kind);
  });
}

for (const script of [
  'docker cp web:/a.txt .',
  'docker run -e USER_NAME=ann alpine',
  'cat < in.txt > out.txt',
  "docker ps --format '{{.ID}} <{{.Image}}>'",
  "awk '{print $1}' a.txt",
  'docker run --hostname box alpine hostname',
  'docker ps --filter name=web',
  'ls [abc].txt',
  'docker images',
]) {
  test(`"${script}" has no placeholder`, () => {
    assert.equal(placeholders(script), []);
  });
}

test('a variable that names a thing is a placeholder unless the lab sets it', () => {
  const [unset] = commandsOf(labOfBlock('$ docker inspect $INSTANCE_ID'));
  assert.is(unset?.skip?.reason, 'placeholder');
  const [, set] = commandsOf(
    labOfBlock('$ INSTANCE_ID=$(docker run -d nginx)', '$ docker inspect $INSTANCE_ID'),
  );
  assert.is(set?.skip, undefined);
});

test('a word in letters that no name of docker may have is a placeholder where an object is named', () => {
  const texts = (script: string) => placeholders(script).map(({ text }) => text);
  assert.equal(texts('docker commit 容器名 镜像名'), ['容器名', '镜像名']);
  assert.equal(texts('docker exec ΚΙΒΩΤΙΟ echo καλημέρα'), ['ΚΙΒΩΤΙΟ']);
  assert.equal(texts('echo 容器名'), []);
});

test('what stands in a here-document is the text of a file', () => {
  assert.equal(placeholders('cat > a.html <<EOF\n<container id>\nEOF'), []);
});

test('an argument that is a variable which nothing sets is a placeholder', () => {
  const reason = (...lines: readonly string[]) => commandsOf(labOfBlock(...lines)).at(-1)?.skip?.reason;
  assert.is(reason('$ docker run --cap-add $CAP alpine true'), 'placeholder');
  assert.is(reason('$ CAP=CHOWN', '$ docker run --cap-add $CAP alpine true'), undefined);
  assert.is(reason('$ source ./settings', '$ docker run --cap-add $CAP alpine true'), undefined);
  assert.is(reason('$ docker run -v $PWD alpine true'), undefined);
  assert.is(reason('$ docker run alpine echo $WORD'), undefined);
  assert.is(reason('$ echo $WORD'), undefined);
});

test('words in round brackets behind one of docker’s are to be filled in', () => {
  const found = (script: string) => placeholders(script).map(({ text }) => text);
  assert.equal(found('docker stop (имя или id)'), ['(имя или id)']);
  assert.equal(found('docker rm (name or ID)'), ['(name or ID)']);
  for (const script of [
    'docker rm $(docker ps -aq)',
    '(docker ps)',
    'docker ps && (sleep 1)',
    "docker exec pear sh -c '(ls)'",
  ])
    assert.equal(found(script), [], script);
});

test('words between double angle brackets are to be filled in where no here-document can stand', () => {
  const { lab, problems } = problemsOf(
    '$ packer build << packer_template.json >>',
    '$ lantern << a page >> --tall',
  );
  assert.equal(
    lab.map(({ skip, unreadable }) => [skip?.reason, unreadable]),
    [
      ['placeholder', undefined],
      ['placeholder', undefined],
    ],
  );
  assert.equal(problems, []);
  assert.equal(placeholders('cat << EOF >> a.txt\nplums\nEOF'), []);
});

test('what the reader fills in makes no thing that a later command needs', () => {
  const plan = planLab(
    labOfBlock('$ docker create --name <container name> <image name>', '$ docker start <container>'),
  );
  assert.equal(
    plan.commands.map(({ needs }) => needs),
    [[], []],
  );
});

function problemsOf(...lines: readonly string[]) {
  const lab = labOfBlock(...lines);
  return { lab: commandsOf(lab), problems: lab.problems.map(({ message }) => message) };
}

test('the prompt of the session that a command opens tells the container that the reader is to name', () => {
  const [opener] = commandsOf(
    labOfBlock(
      '$ docker exec -it yourcontainerid bash',
      'root@5d676496d18f:/# ls',
      'root@5d676496d18f:/# exit',
    ),
  );
  assert.is(opener!.skip, undefined);
  assert.is(opener!.typed, 'docker exec -it yourcontainerid bash');
  assert.is(opener!.script, 'docker exec -it 5d676496d18f bash');
  const [other] = commandsOf(labOfBlock('$ docker exec -it yourcontainerid bash', 'root@pond:/# ls'));
  assert.is(other!.skip?.reason, 'placeholder');
});

test.run();
