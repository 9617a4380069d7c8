import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dockerCommand } from '../../src/command/docker.ts';
import { baseImages, dockerfileOf, readDockerfile, runsByDefault } from '../../src/command/dockerfile.ts';
import { parseScript } from '../../src/command/words.ts';

test('an instruction goes on behind a backslash, over comments and blank lines', () => {
  const text = 'RUN one \\\n  # a comment\n\n  && two\ncmd ["x"]\n';
  assert.equal(readDockerfile(text), [
    { name: 'RUN', text: 'one && two' },
    { name: 'CMD', text: '["x"]' },
  ]);
});

test('the escape directive names what goes on instead', () => {
  assert.equal(
    readDockerfile('# escape=`\nFROM a\nRUN dir `\n  c:\\\nUSER x\n').map(({ name }) => name),
    ['FROM', 'RUN', 'USER'],
  );
  assert.equal(
    readDockerfile('FROM a\n# escape=`\nRUN x `\nUSER y\n').length,
    3,
    'not behind an instruction',
  );
});

test('what stands in a here-document is no instruction', () => {
  const text = "FROM a\nRUN <<EOF\nFROM b\nEOF\nCOPY <<-'END' /x\n\tCMD y\n\tEND\nUSER z\n";
  assert.equal(
    readDockerfile(text).map(({ name }) => name),
    ['FROM', 'RUN', 'COPY', 'USER'],
  );
});

for (const [text, images] of [
  ['FROM alpine', ['alpine']],
  [
    'from --platform=linux/amd64 golang:1.22 as build\nFROM scratch\nCOPY --from=build /a /a',
    ['golang:1.22'],
  ],
  ['FROM node AS deps\nFROM deps AS app\nFROM app', ['node']],
  [
    'FROM node AS deps\nCOPY --from=DEPS a b\nCOPY --from=0 a b\nCOPY --chown=1 --from=nginx:1 a b',
    ['node', 'nginx:1'],
  ],
  ['ARG TAG=3.20\nFROM alpine:${TAG}\nFROM debian:$TAG', ['alpine:3.20', 'debian:3.20']],
  ['ARG TAG\nFROM alpine:${TAG}', []],
  ['FROM alpine:$UNKNOWN', []],
  ['FROM alpine\nARG BASE=debian\nFROM $BASE', ['alpine']],
  ['# FROM busybox\nFROM alpine # no comment', ['alpine']],
] as const) {
  test(`'${text.replaceAll('\n', '; ')}' is built from ${images.join(' and ') || 'nothing that is known'}`, () => {
    assert.equal(baseImages(text), images);
  });
}

test('the last ENTRYPOINT and CMD are what an image runs', () => {
  assert.equal(
    runsByDefault('FROM a\nCMD one\nFROM b AS c\nENTRYPOINT ["e"]\nCMD two \\\n three\nEXPOSE 80\n'),
    {
      base: 'b',
      entrypoint: '["e"]',
      command: 'two three',
      exposes: true,
    },
  );
});

for (const [typed, path] of [
  ['docker build .', 'Dockerfile'],
  ['docker build ./', 'Dockerfile'],
  ['docker build -t a ./app/', 'app/Dockerfile'],
  ['docker build -f app/prod.Dockerfile app', 'app/prod.Dockerfile'],
  ['docker build /srv/app', '/srv/app/Dockerfile'],
  ['docker build /', '/Dockerfile'],
  ['docker build -', undefined],
  ['docker build -f - .', undefined],
  ['docker build https://example.com/app.git', undefined],
  ['docker build -t a', undefined],
] as const) {
  test(`'${typed}' reads ${path ?? 'no Dockerfile of the reader'}`, () => {
    assert.is(dockerfileOf(dockerCommand(parseScript(typed).commands[0]!.words)!), path);
  });
}

test.run();
