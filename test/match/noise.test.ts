import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isElision } from '../../src/match/elision.ts';
import { isNoise } from '../../src/match/noise.ts';
import { isPromptResidue } from '../../src/match/prompts.ts';
import { verdict } from './support.ts';

const noise = [
  "Unable to find image 'nginx:latest' locally",
  'latest: Pulling from library/nginx',
  'a5a6f2f73cd8: Pull complete',
  'a5a6f2f73cd8: Downloading [==>      ]  1.2MB/20MB',
  `Digest: sha256:${'5d'.repeat(32)}`,
  'Status: Downloaded newer image for nginx:latest',
  'Using default tag: latest',
  '[1] 4711',
  "hint: Using 'master' as the name for the initial branch",
  'docker.io/library/nginx:latest',
  '[+] Running 2/2',
  ' ✔ Network lab_default  Created   0.1s',
  ' Container lab-web-1  Started',
  'Creating network "lab_default" with the default driver',
  'Creating lab_web_1 ... done',
  'Attaching to lab_web_1',
  '=> [internal] load build definition from Dockerfile',
  '1/2:  ',
  'overall progress: rolling back update: 0 out of 3 tasks',
  'WARN[0000] /a/docker-compose.yml: the attribute `version` is obsolete',
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
  '                                 Dload  Upload   Total   Spent    Left  Speed',
  '100    18  100    18    0     0   1769      0 --:--:-- --:--:-- --:--:--  1800',
  '  5 10.2M    5  600k    0     0   450k      0  0:00:23  0:00:01  0:00:22  450k',
  'Successfully copied 2.05kB to box:/data/',
  '5216338b40a7: Loading layer [=====>          ]  1.2MB/4.4MB',
  'overall progress: 0 out of 2 tasks',
  '#5 [1/2] FROM docker.io/library/alpine',
  'Sending build context to Docker daemon  2.048kB',
  'Step 1/3 : FROM alpine',
  ' ---> f80194ae2e0c',
  ' ---> Running in 0123456789ab',
  'Removing intermediate container 0123456789ab',
  'DEPRECATED: The legacy builder is deprecated and will be removed in a future release.',
  'WARNING: No swap limit support',
  "Run 'docker run --help' for more information",
  '^C',
];
for (const line of noise) {
  test(`"${line}" is noise`, () => {
    assert.ok(isNoise(line));
  });
}

const telling = [
  'latest',
  'Successfully built f80194ae2e0c',
  'web: running',
  'Error: No such container: web',
  'Deleted: sha256:abc',
  'CONTAINER ID   IMAGE',
  'Container web is paused',
  'Step by step',
];
for (const line of telling) {
  test(`"${line}" is not noise`, () => {
    assert.not(isNoise(line));
  });
}

for (const line of [
  '$',
  '/ #',
  '#',
  '[node1] (local) root@192.168.0.28 ~',
  'root@f64a4851eb71:/#',
  'me@host:~$',
  'node1$',
  'bash-5.1#',
]) {
  test(`"${line}" is what a prompt leaves behind`, () => {
    assert.ok(isPromptResidue(line));
  });
}
for (const line of ['$ docker ps', 'total 4', '# comment', '100%', 'a@b.example wrote']) {
  test(`"${line}" is no prompt`, () => {
    assert.not(isPromptResidue(line));
  });
}

for (const line of [
  '...',
  '…',
  '<snip>',
  '<Snip>',
  '...truncated...',
  '...truncated',
  '<output truncated>',
  '[...]',
  '[output omitted]',
  '(output truncated)',
]) {
  test(`"${line}" stands for lines left out`, () => {
    assert.ok(isElision(line));
  });
}
for (const line of ['<none>', '<missing>', '.', '[]', '{}', 'truncated', 'output', '/output']) {
  test(`"${line}" stands for itself`, () => {
    assert.not(isElision(line));
  });
}

test('an output of nothing but noise and prompts states nothing', () => {
  assert.is(verdict('latest: Pulling from library/nginx\n$', 'anything'), 'passed');
});

test('noise on either side does not count', () => {
  const id = 'ab'.repeat(32);
  assert.is(
    verdict(`Unable to find image 'x:latest' locally\n${id}\n$`, `WARNING: No swap limit support\n${id}`, {
      verb: 'run',
    }),
    'passed',
  );
});

test('the progress of curl is noise', () => {
  for (const line of [
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
    '                                 Dload  Upload   Total   Spent    Left  Speed',
    '100   121  100   121    0     0   100k      0 --:--:-- --:--:-- --:--:--  118k',
    '  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0',
  ])
    assert.ok(isNoise(line), line);
  assert.not(isNoise('100 200 300'));
});

test('what authors leave out in other languages is left out', () => {
  for (const line of ['（中略）', '(省略)', '[이하 생략]', '... (gekürzt)', '<пропущено>', '(omitido)'])
    assert.ok(isElision(line), line);
  for (const line of ['（１）', '(mit)', '概略']) assert.not(isElision(line), line);
});

test.run();
