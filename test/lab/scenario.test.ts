import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { goalsOf } from '../../src/guide/goals.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { relocated } from '../../src/lab/relocate.ts';
import { readScenario } from '../../src/lab/scenario.ts';
import { planLab } from '../../src/plan/plan.ts';
import { withFolder } from '../support/cli.ts';

const INDEX = `{
  "title": "A wire for two",
  "description": "two containers that talk",
  "details": {
    "intro": { "text": "intro.md", "background": "prepare.sh" },
    "steps": [
      { "title": "Make it", "text": "make/text.md", "verify": "make/check.sh" },
      { "title": "See it", "text": "see.md" }
    ],
    "finish": { "text": "finish.md" }
  },
  "backend": { "imageid": "ubuntu" }
}
`;
const FILES: Readonly<Record<string, string>> = {
  'intro.md': 'What this is about.\n',
  'prepare.sh': '#!/bin/bash\nmkdir -p /tmp/wires\nexit 0\n',
  'make/text.md':
    'Make a network:\n\n```\ndocker network create wire\n```{{exec}}\n\nOr copy:\n\n```yaml\nname: wire\n```{{copy}}\n\nthen open [it]({{TRAFFIC_HOST1_8080}}/page).\n',
  'make/check.sh':
    '#!/usr/bin/env sh\ndocker network inspect wire >/dev/null || {\n  echo "there is no wire"\n  exit 1\n}\n',
  'see.md': 'Run `docker network ls`{{exec}} and look.\n',
  'finish.md': 'Well done.\n',
};
const read = (index = INDEX, files = FILES) =>
  readScenario(
    { file: 'wire/index.json', text: index },
    {
      read: (path) => files[path],
      list: (folder) =>
        Object.keys(files).flatMap((path) =>
          path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
        ),
    },
  );
const typed = (text: string): readonly string[] =>
  parseLab('wire/index.json', text).steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'command' ? [action.typed.split('\n')[0]!] : [])),
  );

test('a scenario is one document: introduction, steps and finish in order, with its scripts as one command each', () => {
  const { text, problems } = read()!;
  assert.equal(problems, []);
  assert.equal(typed(text), [
    "bash <<'SCRIPT'",
    'docker network create wire',
    "sh <<'SCRIPT'",
    'docker network ls',
  ]);
  const lab = parseLab('wire/index.json', text);
  assert.is(lab.title, 'A wire for two');
  assert.match(text, 'http://localhost:8080/page');
  assert.not.match(text, /\{\{(?:exec\}\}\n|copy|TRAFFIC)/);
});

test('set-up is hidden, and what verifies a step is a goal that nobody types', () => {
  const plan = planLab(parseLab('wire/index.json', read()!.text));
  assert.equal(
    goalsOf(plan).map(({ kind, step }) => `${step.title}: ${kind}`),
    ['Make it: effect', 'Make it: script', 'See it: do'],
  );
  assert.is(plan.commands[0]?.command.directives.phase, 'setup');
});

test('commands are called by their own file and line, and by the line of the index', () => {
  const { text, origins } = read()!;
  const lab = relocated(parseLab('wire/index.json', text), origins);
  const places = lab.steps.flatMap(({ actions }) =>
    actions.flatMap((action) =>
      action.kind === 'command' ? [`${action.span.line} ${action.from?.file}:${action.from?.line}`] : [],
    ),
  );
  assert.equal(places, ['5 prepare.sh:1', '7 make/text.md:4', '7 make/check.sh:1', '8 see.md:1']);
});

test('what can’t be read is said with file and line, and the rest goes on', () => {
  const { 'make/check.sh': _, ...files } = FILES;
  const index = INDEX.replace('"ubuntu"', '"kubernetes-kubeadm-1node"').replace(
    '"finish":',
    '"assets": { "host01": [{ "file": "none.sh", "target": "/srv" }] },\n    "finish":',
  );
  const { problems, text } = read(index, files)!;
  assert.equal(
    problems.map(({ code, span }) => `${span?.file}:${span?.line} ${code}`),
    [
      'wire/index.json:10 scenario-assets',
      'wire/index.json:7 scenario-file',
      'wire/index.json:13 scenario-backend',
    ],
  );
  assert.match(problems[1]?.message ?? '', 'make/check.sh');
  assert.is(typed(text).length, 3);
});

test('an index that is broken is called so by its line; one of anything else is no scenario', () => {
  const broken = read(INDEX.replace('"backend"', 'backend": }'))!;
  assert.is(broken.text, '');
  assert.is(broken.problems[0]?.code, 'scenario-json');
  assert.ok((broken.problems[0]?.span?.line ?? 0) >= 11);
  for (const other of ['{}', '[1]', '"text"', '{"details": {"steps": 3}}', ''])
    assert.is(read(other), undefined, other);
});

test('a script ends no earlier than it does, and brings no other block along', () => {
  const script = 'cat <<SCRIPT\n```\nSCRIPT\n<!-- labproof: skip -->\n';
  const { text } = read(INDEX, { ...FILES, 'prepare.sh': script })!;
  assert.is(typed(text)[0], "bash <<'SCRIPT_'");
  assert.is(typed(text).length, 4);
});

test('files of the scenario’s own are on its machine first, where and as the index says', async () => {
  const index = INDEX.replace(
    '"finish":',
    '"assets": { "host01": [{ "file": "tools/*.sh", "target": "WHERE/bin", "chmod": "+x" }, { "file": "a b.txt" }] },\n    "finish":',
  );
  await withFolder({}, async (folder) => {
    const files = {
      ...FILES,
      'assets/tools/hey.sh': '#!/bin/sh\necho "hey $0"\n',
      'assets/a b.txt': 'grüße\n',
    };
    const { text, problems } = read(index.replace('WHERE', folder), files)!;
    assert.equal(problems, []);
    const lab = parseLab('wire/index.json', text);
    const first = lab.steps.flatMap(({ actions }) => actions).find(({ kind }) => kind === 'command');
    assert.ok(first?.kind === 'command' && first.directives.phase === 'setup');
    await promisify(execFile)('bash', ['-c', first.script], { env: { ...process.env, HOME: folder } });
    const { stdout } = await promisify(execFile)(join(folder, 'bin/hey.sh'));
    assert.match(stdout, /^hey /);
    assert.is(await readFile(join(folder, 'a b.txt'), 'utf8'), 'grüße\n');
  });
});

test('Katacoda’s names for scripts are understood', () => {
  const { text } = read(INDEX.replace('"background"', '"courseData"'))!;
  assert.equal(typed(text), typed(read()!.text));
});

test.run();
