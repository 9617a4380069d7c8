import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CommandResult, Difference } from '../../src/model/verdict.ts';
import { type Plan, planLab } from '../../src/plan/plan.ts';
import { absentFile, absentFrom, absentProgram, absentServer } from '../../src/run/absent.ts';
import { labOf } from '../support/labs.ts';

const missing = (expected: string): Difference => ({
  verdict: 'failed',
  line: 9,
  expected,
  found: '',
  cause: 'no such row',
  marks: { expected: [], found: [] },
});

function ran(plan: Plan, skippedIds: readonly number[]) {
  const results = new Map<number, CommandResult>();
  for (const { command } of plan.commands) {
    const skipped = skippedIds.includes(command.id);
    results.set(command.id, {
      id: command.id,
      line: command.span.line,
      command: command.typed,
      step: 1,
      verdict: skipped ? 'skipped' : 'passed',
      reason: '',
      ...(skipped ? { skip: { reason: 'image', message: 'no image' } as const } : {}),
      durationMs: 0,
      output: '',
      differences: [],
      acceptances: [],
      checks: [],
    });
  }
  return { plan, results, originOf: () => undefined };
}

const last = (plan: Plan) => plan.commands.at(-1)!;

test('a row of a container whose command was left out is blocked by it', () => {
  const plan = planLab(labOf(['docker run -d --name db mysql', 'docker ps']));
  const skip = absentFrom(
    last(plan),
    { differences: [missing('1234abcd5678  mysql  "x"  Up  db')] },
    ran(plan, [0]),
  );
  assert.is(skip?.reason, 'blocked');
  assert.match(skip?.message ?? '', 'line 1');
});

test('a row whose image is that of a container that was left out is blocked by it', () => {
  const plan = planLab(labOf(['docker run -d mysql:5.7', 'docker ps']));
  const skip = absentFrom(
    last(plan),
    { differences: [missing('1234abcd5678  mysql:5.7  "x"  Up  calm_swan')] },
    ran(plan, [0]),
  );
  assert.is(skip?.reason, 'blocked');
});

test('an image that was not pulled is missing from the list for that reason', () => {
  const plan = planLab(labOf(['docker pull centos:7', 'docker images']));
  const skip = absentFrom(
    last(plan),
    { differences: [missing('centos  7  eeb6ee3f44bd  204MB')] },
    ran(plan, [0]),
  );
  assert.is(skip?.reason, 'blocked');
});

test('another wrong row still fails the command', () => {
  const plan = planLab(labOf(['docker run -d --name db mysql', 'docker ps']));
  const differences = [missing('1234abcd5678  mysql  db'), missing('99998888777a  nginx  web')];
  assert.is(absentFrom(last(plan), { differences }, ran(plan, [0])), undefined);
});

test('nothing is excused when every command ran', () => {
  const plan = planLab(labOf(['docker run -d --name db mysql', 'docker ps']));
  assert.is(absentFrom(last(plan), { differences: [missing('1234  mysql  db')] }, ran(plan, [])), undefined);
});

test('a value that the output of a left out command shows first comes from there', () => {
  const lab = labOf(['docker run -d x/y', 'docker ps']);
  const plan = planLab(lab);
  const [first] = plan.commands;
  const span = { file: 'lab.md', line: 1, column: 1, endLine: 1 };
  const shown = {
    ...first!,
    command: { ...first!.command, expected: { span, lines: [{ line: 1, text: 'abc' }] } },
  };
  const changed = { ...plan, commands: [shown, plan.commands[1]!] };
  const skip = absentFrom(
    last(changed),
    { differences: [missing('"846af8479944": {')] },
    { ...ran(changed, [0]), originOf: (word) => (word === '846af8479944' ? 1 : undefined) },
  );
  assert.is(skip?.reason, 'blocked');
});

test('a request to a port that only a left out container publishes is blocked', () => {
  const plan = planLab(labOf(['docker run -d -p 8080:80 x/web', 'curl http://localhost:8080/']));
  assert.is(absentServer(last(plan), ran(plan, [0]))?.reason, 'blocked');
  assert.is(absentServer(last(plan), ran(plan, [])), undefined);
});

test('a request to this machine is blocked where services were left out, whatever ports they have', () => {
  const plan = planLab(labOf(['docker-compose up -d', 'curl http://localhost']));
  assert.is(absentServer(last(plan), ran(plan, [0]))?.reason, 'blocked');
  assert.is(absentServer(last(plan), ran(plan, [])), undefined);
});

test('a request to another port or host is not blocked by it', () => {
  for (const url of ['localhost:8081', 'http://example.com:8080', 'localhost']) {
    const plan = planLab(labOf(['docker run -d -p 8080:80 x/web', `curl ${url}`]));
    assert.is(absentServer(last(plan), ran(plan, [0])), undefined, url);
  }
});

test('a program that a command which was left out installs is blocked by it', () => {
  const plan = planLab(labOf(['docker exec c apk add figlet', 'docker exec c figlet hello']));
  for (const output of [
    'exec: "figlet": executable file not found in $PATH: unknown',
    'sh: figlet: not found\n',
    'bash: figlet: command not found\n',
  ]) {
    assert.is(absentProgram(last(plan), output, ran(plan, [0]))?.reason, 'blocked', output);
    assert.is(absentProgram(last(plan), output, ran(plan, [])), undefined);
    assert.is(absentProgram(last(plan), output.replace('figlet', 'toilet'), ran(plan, [0])), undefined);
  }
});

test('a header that is missing with its rows does not count', () => {
  const plan = planLab(labOf(['docker service create --name db mysql', 'docker service ls']));
  const skip = absentFrom(
    last(plan),
    {
      differences: [
        missing('ID   NAME   MODE   REPLICAS   IMAGE'),
        missing('1a2b3c  db  replicated  1/1  mysql'),
      ],
    },
    ran(plan, [0]),
  );
  assert.is(skip?.reason, 'blocked');
});

test('a file of a command that was left out is blocked by it', () => {
  const plan = planLab(labOf(['docker build -o out .', 'ls ./out']));
  const said = "ls: cannot access './out': No such file or directory";
  assert.match(absentFile(last(plan), said, ran(plan, [0]))?.message ?? '', 'line 1');
  assert.is(absentFile(last(plan), said, ran(plan, [])), undefined);
  assert.is(absentFile(last(plan), said.replace('./out', './in'), ran(plan, [0])), undefined);
});

test.run();
