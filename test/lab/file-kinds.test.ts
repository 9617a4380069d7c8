import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fileKind, isDockerfileLine, kindByLanguage } from '../../src/lab/file-kinds.ts';
import { announcesFile, fileNamesIn, fits, nameInInfo } from '../../src/lab/file-names.ts';
import type { CodeBlock } from '../../src/markdown/blocks.ts';
import { words } from '../support/word-lists.ts';
import { prose } from './reading.ts';

const kind = (...lines: readonly string[]): string => fileKind(lines)?.kind ?? 'none';
const block = (text: string, language = ''): CodeBlock =>
  ({ language, info: '', form: 'fence', lines: [{ line: 1, text }] }) as unknown as CodeBlock;

const INSTRUCTIONS =
  words(`ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL
  STOPSIGNAL USER VOLUME WORKDIR`);
test('below FROM stands an instruction, a comment, what continues, or nothing', () => {
  for (const instruction of INSTRUCTIONS) {
    assert.is(kind('FROM pear', `${instruction} x`), 'dockerfile', instruction);
    assert.is(kind('FROM pear', `  ${instruction.toLowerCase()} x`), 'dockerfile', instruction);
    for (const none of [`${instruction}x x`, `x${instruction} x`, instruction])
      assert.is(kind('FROM pear', none), 'none', none);
  }
  for (const line of ['# a', '...', 'a \\']) assert.ok(isDockerfileLine(line), line);
  for (const line of ['a', '..', '\\', 'a \\ b']) assert.not.ok(isDockerfileLine(line), line);
});

for (const [first, wanted] of [
  ['FROM pear', 'dockerfile'],
  ['from pear:1 AS plum ', 'dockerfile'],
  [' FROM pear', 'dockerfile'],
  ['FROM pear plum', 'none'],
  ['FROM', 'none'],
  ['xFROM pear', 'none'],
  ['#! /bin/sh', 'script'],
  ['#!/bin/sh', 'script'],
  ['#!pear', 'none'],
  ['a #!/bin/sh', 'none'],
  ['<!doctype html>', 'markup'],
  ['<!-- a -->', 'markup'],
  ['<?xml version="1.0"?>', 'markup'],
  ['<P>', 'markup'],
  ['  <h1 class="a">', 'markup'],
  ['a <p>', 'none'],
  ['<1>', 'none'],
  ['<pear', 'none'],
  ['{"a": 1}', 'json'],
  ['{ "a": 1 } ', 'json'],
  ['{a: 1}', 'none'],
  ['{"a": 1', 'none'],
  ['a {"a": 1}', 'none'],
  ['server {', 'config'],
  ['http {', 'config'],
  ['events {', 'config'],
  ['upstream pear {', 'config'],
  ['worker_processes 1;', 'config'],
  [' user pear; ', 'config'],
  ['server "a" {', 'none'],
  ['servers {', 'none'],
  ['my server {', 'none'],
  ['server { listen', 'none'],
  ['[pear]', 'config'],
  ['[Pear plum.9-x] ', 'config'],
  ['[9pear]', 'none'],
  ['a [pear]', 'none'],
  ['[pear] a', 'none'],
  ['package main', 'code'],
  ['package main;', 'code'],
  ['package main x', 'none'],
  ['import os', 'code'],
  ['import { a } from "b"', 'code'],
  ['import * as a from "b"', 'code'],
  ['import "a"', 'code'],
  ["import 'a'", 'code'],
  ['from a.b import c', 'code'],
  ['const a = 1', 'code'],
  ['const a= 1', 'code'],
  ['var a = 1', 'code'],
  ['let a = 1', 'code'],
  ['#include <a>', 'code'],
  ['using A.B;', 'code'],
  ['public class A', 'code'],
  ['def a(b):', 'code'],
  ['<?php', 'code'],
  ["'use strict'", 'code'],
  ['"use strict"', 'code'],
  ['  import os', 'code'],
  ['re import os', 'none'],
  ['constant a = 1', 'none'],
  ['apiVersion: v1', 'yaml'],
  ['kind: Pear', 'yaml'],
  ['kindness: 1', 'none'],
  ['a kind: b', 'none'],
  ['Good morning', 'none'],
] as const)
  test(`a block that begins with ${JSON.stringify(first)} is ${wanted === 'none' ? 'no file' : wanted}`, () => {
    assert.is(kind(first), wanted);
  });

test('an ARG before a FROM is of a Dockerfile, wherever the FROM is', () => {
  assert.is(kind('ARG A=1', 'ARG B', 'from pear'), 'dockerfile');
  assert.is(kind('ARG A=1', 'RUN x'), 'none');
  assert.is(kind('ARG A=1', 'x FROM pear'), 'none');
  assert.is(kind('xARG A=1', 'FROM pear'), 'none');
  assert.is(kind('ARG ', 'FROM pear'), 'none');
});

test('a compose file begins with one of its keys and has services', () => {
  for (const key of ['version', 'services', 'name', 'networks', 'volumes', 'x-pear-a'])
    assert.is(kind(`${key} : a`, 'services:', '  a:'), 'compose', key);
  assert.is(kind('versions: a', 'services:'), 'none');
  assert.is(kind('version: a', ' services:'), 'none');
  assert.is(kind('version: a', 'services'), 'none');
  assert.is(kind('my version: a', 'services:'), 'none');
});

test('a compose file of version 1 has images or builds below names', () => {
  assert.is(kind('pear-1:', '  image: a'), 'compose');
  assert.is(kind('pear: ', '  build : a'), 'compose');
  assert.is(kind('pear:', 'image: a'), 'none');
  assert.is(kind('pear:', '  image:'), 'none');
  assert.is(kind('pear:', '  images: a'), 'none');
  assert.is(kind('Pear:', '  image: a'), 'none');
  assert.is(kind('pear: a', '  image: a'), 'none');
});

test('comments and blank lines above say nothing, but for those that a program has', () => {
  assert.is(kind('', '# a', '  # b', 'FROM pear'), 'dockerfile');
  assert.is(kind('#include <a>'), 'code');
  assert.is(kind('# a', '#!/bin/sh'), 'none');
  assert.is(kind('{', '  "a": 1', '}'), 'json');
  assert.is(kind('{'), 'none');
  assert.is(kind(), 'none');
  assert.equal(fileKind(['FROM pear']), {
    kind: 'dockerfile',
    reason: 'its first line is a FROM instruction',
  });
});

for (const [wanted, languages] of [
  ['yaml', 'yaml yml'],
  ['json', 'json'],
  ['markup', 'html xml'],
  [
    'code',
    `python py javascript js typescript ts go golang java ruby php c cpp csharp jsx tsx idl scss diff groovy graphql rust
     css sql`,
  ],
  ['config', 'toml ini nginx conf properties'],
  ['dockerfile', 'dockerfile'],
] as const)
  test(`fences of ${wanted} say so`, () => {
    for (const language of words(languages))
      assert.equal(kindByLanguage(block('', language)), {
        kind: wanted,
        reason: `the fence says ${language}`,
      });
  });
test('other fences say nothing', () => {
  for (const language of ['', 'bash', 'constructor', 'pear'])
    assert.is(kindByLanguage(block('', language)), undefined);
});

const EXTENSIONS =
  words(`yaml yml json conf cfg cnf ini toml env properties sh bash py js jsx mjs ts tsx go rb php java htm
  html css txt md sql xml rs c cpp h cs csproj mod sum lock service tf tpl j2 template dockerfile ps1 pl yaml.j2 repo crt
  pem key vcl lua vue`);
test('names of files are found in prose, by what they end in', () => {
  for (const extension of EXTENSIONS) {
    assert.equal(fileNamesIn(`in my-pear.${extension}, it`), [`my-pear.${extension}`], extension);
    assert.equal(fileNamesIn(`in my-pear.${extension}/a`).includes(`my-pear.${extension}`), false, extension);
  }
  for (const name of words(`Dockerfile DockerFile dockerfile app.Dockerfile Dockerfile.dev Dockerfile-prod .env
    .dockerignore .htaccess .gitignore Makefile Vagrantfile Caddyfile Gemfile Procfile Jenkinsfile Pipfile
    ./a.py ../a.py ~/a.py /a.py a/b/c.py a@b/@c.py`))
    assert.equal(fileNamesIn(`in ${name} it`), [name], name);
  for (const name of words('pear a.pear .pear Bakefile Dock e.g i.e'))
    assert.equal(fileNamesIn(`in ${name} it`), [], name);
  assert.equal(fileNamesIn('a.py and b.py'), ['a.py', 'b.py']);
});

for (const [info, name] of [
  ['title="a.py"', 'a.py'],
  ["python title='a.py'", 'a.py'],
  ['{filename=a.py}', 'a.py'],
  ['{file=a.py}', 'a.py'],
  ['name: a.py', 'a.py'],
  ['x,title=a.py', 'a.py'],
  [':a.py', 'a.py'],
  ['a.py', 'a.py'],
  ['subtitle=a.py', undefined],
  ['a b', undefined],
  ['a=b', undefined],
  ['', undefined],
] as const)
  test(`behind a fence ${JSON.stringify(info)} ${name ? 'names a file' : 'names none'}`, () => {
    assert.is(nameInInfo(info), name);
  });

const FITS: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfile app.dockerfile Dockerfile.dev',
  compose: 'a.yml a.yaml a.yml.j2',
  yaml: 'a.yml a.yaml a.yml.j2',
  json: 'a.json',
  markup: 'a.html a.htm a.xml a.php a.vue a.tpl a.j2 a.template a.yml.j2',
  script: 'a.sh a.py a a.conf a.yml.j2',
  code: 'a.py a.js a a.css a.yml.j2',
  config: 'a.conf a.yml a.yaml a.json a a.html a.py a.sh a.yml.j2',
};
const NAMES =
  words(`Dockerfile app.dockerfile Dockerfile.dev a.yml a.yaml a.yml.j2 a.json a.html a.htm a.xml a.php a.vue
  a.tpl a.j2 a.template a.css a.conf a.cfg a.ini a.env a.txt a.md a.ymlx a.jsonx`);
test('what a file holds and what it is called must fit', () => {
  for (const [of, names] of Object.entries(FITS)) {
    for (const name of words(names)) assert.ok(fits(name, of as 'yaml'), `${of} ${name}`);
    assert.not.ok(fits('', of as 'yaml'), of);
  }
  const not = (of: string): readonly string[] => NAMES.filter((name) => !fits(name, of as 'yaml'));
  const docker = ['Dockerfile', 'app.dockerfile', 'Dockerfile.dev'];
  assert.equal(not('config'), docker);
  assert.equal(not('script'), [...docker, ...words('a.yml a.yaml a.json a.html a.htm a.css')]);
  assert.equal(not('code'), [
    ...docker,
    ...words('a.yml a.yaml a.json a.html a.htm a.conf a.cfg a.ini a.env a.txt a.md'),
  ]);
  assert.equal(
    NAMES.filter((name) => fits(name, 'json')),
    ['a.json'],
  );
  assert.equal(
    NAMES.filter((name) => fits(name, 'yaml')),
    words('a.yml a.yaml a.yml.j2'),
  );
  assert.equal(
    NAMES.filter((name) => fits(name, 'dockerfile')),
    docker,
  );
  assert.equal(
    NAMES.filter((name) => fits(name, 'markup')),
    words('a.yml.j2 a.html a.htm a.xml a.php a.vue a.tpl a.j2 a.template'),
  );
});

test('the first line or the text right above announces a file', () => {
  for (const comment of [
    '# a.conf',
    '## a.conf',
    '// a.conf',
    '<!-- a.conf -->',
    '/* a.conf */',
    '; a.conf',
    '-- a.conf',
  ])
    assert.ok(announcesFile(block(comment), []), comment);
  for (const comment of ['# file: a.conf', '# filename: a.conf', '# File a.conf', '# the a.conf'])
    assert.ok(announcesFile(block(comment), []), comment);
  for (const comment of ['a.conf', '# in the a.conf', '# pear', '# Dockerfile'])
    assert.not.ok(announcesFile(block(comment), []), comment);
  assert.ok(announcesFile(block('a'), [prose('a.conf:')]));
  assert.ok(announcesFile(block('a'), [prose('a.conf')]));
  assert.not.ok(announcesFile(block('a'), [prose('in a.conf')]));
  assert.not.ok(announcesFile(block('a'), [prose('a.conf', 'a.conf')]));
  assert.not.ok(announcesFile(block('a'), [prose('Create a.conf'), prose('pear')]));
  const verbs =
    words(`create creating edit write writing save saving add paste named called content contents update
    modify append`);
  for (const verb of ['creating', ...verbs])
    assert.ok(announcesFile(block('a'), [prose(`We ${verb} a.conf now`)]), verb);
  for (const verb of ['recreate', 'creates', 'open'])
    assert.not.ok(announcesFile(block('a'), [prose(`We ${verb} a.conf now`)]), verb);
  for (const verb of words('see output print prints browser display displays show shows'))
    assert.not.ok(announcesFile(block('a'), [prose(`We create a.conf and ${verb} it`)]), verb);
  assert.not.ok(announcesFile(block('a'), [prose('We create pears now')]));
});

test.run();
