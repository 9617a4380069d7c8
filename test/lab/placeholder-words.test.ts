import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ANY_VARIABLE } from '../../src/lab/given-names.ts';
import { placeholders } from '../../src/lab/placeholders.ts';
import { words } from '../support/word-lists.ts';

/** Each spelling of a value to fill in has a command here that only it makes one. */

const found = (script: string, ...given: readonly string[]): readonly string[] =>
  placeholders(script, given.length > 0 ? new Set(given) : undefined).map(({ text }) => text);
const kinds = (script: string): readonly (string | undefined)[] =>
  placeholders(script).map(({ kind }) => kind);

for (const [script, ...texts] of [
  ['cat <pear>', '<pear>'],
  ['cat <q>', '<q>'],
  ['cat <Pear plum.9:@,-|/x>', '<Pear plum.9:@,-|/x>'],
  ["cat <pear's name>", "<pear's name>"],
  ['cat <pear’s name)>', '<pear’s name)>'],
  ['cat <9pear>'],
  ['cat <pear-> a'],
  ['cat <none>'],
  ['cat <missing>'],
  ['cat <nonesuch>', '<nonesuch>'],
  ['cat <>', '<>'],
  ['cat a:< … >:b', '< … >'],
  ['cat a:< ... >:b'],
  ['cat a=<…>', '<…>'],
  ['cat a/<>/b', '<>'],
  ['cat a<>'],
  ['cat <>b'],
  ['cat {pear}', '{pear}'],
  ['cat {pear-id 7}', '{pear-id 7}'],
  ['cat {{pear}}'],
  ['cat {p}'],
  ['cat {7pear}'],
  ['cat $' + '{pear}'],
  ['cat a{pear}'],
  ['cat \\{pear}'],
  ['cat {a,b}'],
  ['docker stop (name or ID)', '(name or ID)'],
  ['docker stop (x)'],
  ['docker stop (name)x'],
  ['docker stop a(name)'],
  ['docker (name)'],
  ['cat [pear]', '[pear]'],
  ['cat a/[pear_plum]/b', '[pear_plum]'],
  ['cat a@[pear]:b', '[pear]'],
  ['cat a=[Pear-plum x]@', '[Pear-plum x]'],
  ['cat a[pear]'],
  ['cat [pear]b'],
  ['cat [p]'],
  ['cat [0-9]'],
  ['cat "<pear>"', '<pear>'],
  ['cat "a <pear> {plum}"', '<pear>'],
  ['cat "{pear}"'],
  ['cat "[pear]"'],
  ['cat "<pear></plum>"'],
  ['cat "<pear> <plum/>"'],
  ['cat "{{.A}} <pear>"'],
  ['cat <<EOF\n<pear>\nEOF'],
] as const)
  test(`in ${JSON.stringify(script)} ${texts.length > 0 ? `${texts.join()} is` : 'nothing is'} to be filled in`, () => {
    assert.equal(found(script), texts);
  });

test('marks of a page are nothing to fill in', () => {
  const tags =
    words(`a b i p br hr h1 h6 ul ol li div span html head body title img pre code em strong table tr td th
    center marquee style script`);
  for (const tag of tags) {
    assert.equal(found(`cat "<${tag}>"`), [], tag);
    assert.equal(found(`cat "<${tag.toUpperCase()} x>"`), [], tag);
  }
  for (const tag of ['h7', 'tx', 'pear', 'divs', 'xdiv'])
    assert.equal(found(`cat "<${tag}>"`), [`<${tag}>`], tag);
});

const THINGS =
  words(`container image network volume service node task host server manager worker master machine
  registry repo repository user docker hub secret config stack swarm token ip project`);
test('a thing and what is asked of it stand for a value', () => {
  for (const thing of THINGS) {
    for (const text of [`${thing}_id`, `${thing.toUpperCase()}-NAME`, `${thing}-2-id`, `${thing}7-id`])
      assert.equal(found(`cat ${text}`), [text], text);
    assert.equal(found(`cat "your ${thing} id"`), [`your ${thing} id`], thing);
    assert.equal(
      found(`cat "${thing} id"`),
      [`${thing} id`].filter(() => true),
      thing,
    );
  }
  for (const what of words('id name ip addr address hash tag url username ip_address ip-address hostname'))
    assert.equal(found(`cat container-${what}`), [`container-${what}`], what);
  for (const which of words('the my new first second other full short some'))
    assert.equal(found(`cat ${which}-container-id`), [`${which}-container-id`], which);
  for (const thing of words('container image network volume service node'))
    for (const what of ['id', 'name'])
      assert.equal(found(`cat ${thing}${what}`), [`${thing}${what}`], thing + what);
  for (const none of words(
    'pear-id container-pear taskid containerid.txt x.container-id $container-id xcontainer-id',
  ))
    assert.equal(
      found(`cat ${none}`).filter((text) => !text.startsWith('$')),
      [],
      none,
    );
});

test('capitals stand for a value', () => {
  const names =
    words(`CONTAINER IMAGE NETWORK VOLUME SERVICE NODE CONTAINERID IMAGEID USERNAME DOCKERID DOCKER_ID
    HOST_IP NODE_IP IP_ADDRESS IP ID NAME TOKEN`);
  for (const name of names) {
    assert.equal(found(`cat ${name}`), [name], name);
    assert.equal(found(`cat a/${name}:b`), [name], name);
    for (const none of [`${name}=a`, `${name}.a`, `a.${name}`, `a=${name}`, name.toLowerCase()])
      if (!/id$|name$|address$|ip$/i.test(none)) assert.equal(found(`cat ${none}`), [], none);
  }
  for (const none of ['NAMES', 'XIP', 'TOKEN-X', 'X-TOKEN']) assert.equal(found(`cat ${none}`), [], none);
});

for (const [word, text] of [
  ['your_pear', 'your_pear'],
  ['YOUR-PEAR', 'YOUR-PEAR'],
  ['Your_pear_id_of_mine_x', 'Your_pear_id_of_mine_x'],
  ['yourname', 'yourname'],
  ['yourown-pear', 'yourown-pear'],
  ['my-own-pear', 'my-own-pear'],
  ['a/your_pear/b', 'your_pear'],
  ['a-your_pear', undefined],
  ['your', undefined],
  ['"your pear"', 'your pear'],
  ['id_of_pear', 'id_of_pear'],
  ['name-of-the-pear', 'name-of-the-pear'],
  ['IP-of-pear', 'IP-of-pear'],
  ['grid_of_pear', undefined],
  ['xxx', 'xxx'],
  ['XXXX', 'XXXX'],
  ['xx', undefined],
  ['axxx', undefined],
  ['xxx.txt', undefined],
  ["'****'", '****'],
  ["'###'", '###'],
  ['____', '____'],
  ['___', undefined],
  ['yyyy', 'yyyy'],
  ['yyy', undefined],
  ['zzzz', 'zzzz'],
  ['x.x.x.x', 'x.x.x.x'],
  ['XXX.XXX.XXX.XXX', 'XXX.XXX.XXX.XXX'],
  ['10.0.x', '10.0.x'],
  ['10.0.0.X', '10.0.0.X'],
  ['10.x.x', '10.x.x'],
  ['aaa.bbb.ccc.ddd', 'aaa.bbb.ccc.ddd'],
  ['a.b.c.d', 'a.b.c.d'],
  ['w.x.y.z', 'w.x.y.z'],
  ['a.b.c.e', undefined],
  ['1.a.b.c.d', undefined],
  ['...', '...'],
  ['.....', '.....'],
  ['…', '…'],
  ['[...]', '[...]'],
  ['..', undefined],
  ['a...', undefined],
] as const)
  test(`the word ${word} ${text ? 'stands for another' : 'means itself'}`, () => {
    assert.is(found(`cat ${word}`)[0]?.replace(/^["']|["']$/g, ''), text);
  });

test('what the lab gives, options and settings are no words to fill in', () => {
  assert.equal(found('cat container_id', 'container_id'), []);
  assert.equal(found('cat a/container_id', 'container_id'), []);
  assert.equal(found('cat a/container_id', 'a/container_id'), []);
  assert.equal(found('cat a/container_id', 'pear'), ['container_id']);
  assert.equal(found('cat --container-id'), []);
  assert.equal(found('cat --for=container_id=a'), []);
  assert.equal(found('cat id_of_pear', 'id_of_pear'), ['id_of_pear']);
});

test('in a long or a quoted text words mean themselves', () => {
  assert.equal(found(`cat ${'a/'.repeat(150)}container_id`), []);
  assert.equal(found(`cat ${'a/'.repeat(140)}container_id`), ['container_id']);
  assert.equal(found("cat 'a\ncontainer_id'"), []);
  assert.equal(found('cat "a b c d container_id"'), []);
  for (const sign of ['{', '}', '$', ';', '|']) assert.equal(found(`cat 'container_id${sign}'`), [], sign);
  assert.equal(found('cat "the container id"'), ['the container id']);
  assert.equal(found('cat "my user name"'), ['my user name']);
  assert.equal(found('cat "pear id container_id"'), []);
  assert.equal(found('cat "container_id"'), ['container_id']);
});

test('a quoted word is filled in with its quotes', () => {
  const places = (script: string) => placeholders(script).map(({ from, to }) => script.slice(from, to));
  assert.equal(places('cat "container_id"'), ['"container_id"']);
  assert.equal(places('cat "a/container_id"'), ['container_id']);
  assert.equal(places("cat 'xxx' yyyy"), ["'xxx'", 'yyyy']);
  assert.equal(places('cat <pear><plum>'), ['<pear>', '<plum>']);
  assert.equal(places('cat <container_id>'), ['<container_id>']);
});

const UNSET =
  words(`CONTAINER INSTANCE IMAGE NETWORK VOLUME SERVICE NODE CONTAINER_ID CONTAINERID IMAGE_NAME NODE_IP
  MY_CONTAINER A1_B2_NODE CID YOUR_PEAR`);
test('a variable that names a thing and that nothing sets is to be filled in', () => {
  for (const name of UNSET) {
    assert.equal(found(`cat $${name}`), [`$${name}`], name);
    assert.equal(found(`cat "x $\{${name}}"`), [`$\{${name}}`], name);
    assert.equal(found(`cat $${name}`, `$${name}`), [], name);
    for (const none of [`$${name}x`, `$x${name}`, `'$${name}'`, `\\$${name}`])
      if (!/^(?:CID|YOUR)/.test(name)) assert.equal(found(`cat ${none}`), [], none);
  }
  assert.equal(found(`cat $CID${'x'.repeat(300)}`), []);
  for (const name of ['PEAR', 'container', 'CONTAINERS', 'CONTAINER_X'])
    assert.equal(found(`cat $${name}`), [], name);
});

test('an argument of docker that is a variable which nothing sets is to be filled in', () => {
  assert.equal(found('docker run --cap-add $CAP pear', 'x'), ['$CAP']);
  assert.equal(found('docker run --cap-add $' + '{CAP} pear', 'x'), ['$' + '{CAP}']);
  assert.equal(found('docker run --cap-add $CAP pear'), []);
  assert.equal(found('docker run --cap-add $CAP pear', '$CAP'), []);
  assert.equal(found('docker run --cap-add $CAP pear', ANY_VARIABLE), []);
  assert.equal(found('docker run --cap-add "$CAP" pear', 'x'), []);
  assert.equal(found('docker run --cap-add a$CAP pear', 'x'), []);
  assert.equal(found('cat $CAP', 'x'), []);
  assert.equal(found('docker run pear cat $CAP', 'x'), []);
  assert.equal(found('docker stop $CAP', 'x'), ['$CAP']);
  const shells =
    words(`HOME PWD OLDPWD USER LOGNAME PATH SHELL HOSTNAME UID EUID TMPDIR LANG RANDOM DISPLAY TERM _
    DOCKER_X SSH_X XDG_X`);
  for (const name of shells) assert.equal(found(`docker stop $${name}`, 'x'), [], name);
  for (const name of ['HOMES', 'XPWD', 'SSHX'])
    assert.equal(found(`docker stop $${name}`, 'x'), [`$${name}`], name);
});

test('a name in letters that no name of docker may have is to be filled in', () => {
  assert.equal(found('docker stop コンテナ'), ['コンテナ']);
  assert.equal(found('docker stop é-1_x'), ['é-1_x']);
  assert.equal(found('docker stop コンテナ', 'コンテナ'), []);
  assert.equal(found('docker run コンテナ コンテナ二'), ['コンテナ']);
  assert.equal(found('docker stop コ.ナ'), []);
  assert.equal(found('docker stop pear'), []);
  assert.equal(found('docker ps コンテナ'), []);
  assert.equal(found('docker stop --time コ pear'), []);
  assert.equal(found('cat コンテナ'), []);
});

for (const [script, kind] of [
  ['cat <ip>', 'address'],
  ['cat <addr>', 'address'],
  ['cat <x_ip>', 'address'],
  ['cat <ip_x>', 'address'],
  ['cat 10.x.x.x', 'address'],
  ['cat a.b.c.d', 'address'],
  ['cat <ship>', undefined],
  ['cat <container>', 'container'],
  ['cat <instance>', 'container'],
  ['cat <cid>', 'container'],
  ['cat <acid>', undefined],
  ['cat <image>', 'image'],
  ['cat <network>', 'network'],
  ['cat <volume>', 'volume'],
  ['cat <service>', 'service'],
  ['cat <node>', 'node'],
  ['cat <manager>', 'node'],
  ['cat <worker>', 'node'],
  ['cat <pear>', undefined],
  ['docker stop <pear>', 'container'],
  ['docker inspect <pear>', 'container'],
  ['docker secret rm <pear>', undefined],
  ['docker config rm <pear>', undefined],
  ['docker search <pear>', undefined],
  ['docker network ls <pear>', undefined],
  ['docker stop a; docker rmi <pear>', 'image'],
  ['docker rmi <network>', 'network'],
] as const)
  test(`what is to be filled in in "${script}" is ${kind ?? 'of no known kind'}`, () => {
    assert.equal(kinds(script), [kind]);
  });

test.run();
