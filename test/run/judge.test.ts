import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Comparison } from '../../src/match/match.ts';
import type { Command } from '../../src/model/lab.ts';
import { judge, withChecks, worst } from '../../src/run/judge.ts';
import type { Execution } from '../../src/session/execution.ts';
import { labOf } from '../support/labs.ts';

const command = (change: Partial<Command> = {}, malformed = '') => ({
  command: { ...(labOf(['docker ps']).steps[0]!.actions[0] as Command), ...change },
  malformed,
});
const ran = (exitCode: number, output = ''): Execution => ({
  output,
  truncated: false,
  totalBytes: 0,
  exitCode,
  ended: 'exit',
  durationMs: 1,
});
const compared = (verdict: Comparison['verdict'], cause = ''): Comparison => ({
  verdict,
  differences:
    verdict === 'passed'
      ? []
      : [{ verdict, line: 2, expected: 'a', found: 'b', cause, marks: { expected: [], found: [] } }],
  acceptances: [],
});

test('exit status 0 without a documented output passes', () => {
  assert.is(judge(command(), ran(0), undefined).verdict, 'passed');
});

test('a non-zero exit status without a documented output fails with the last words', () => {
  const { verdict, reason } = judge(command(), ran(125, 'working\nError: no such thing\n'), undefined);
  assert.is(verdict, 'failed');
  assert.is(reason, 'exit status 125: Error: no such thing');
});

test('a non-zero exit status passes when the documented output shows that error', () => {
  assert.is(judge(showing('Error: no'), ran(1), compared('passed')).verdict, 'passed');
});

const showing = (...lines: readonly string[]) =>
  command({
    expected: {
      span: { file: 'lab.md', line: 2, column: 1, endLine: 1 + lines.length },
      lines: lines.map((text, index) => ({ line: 2 + index, text })),
    },
  });

test('a command that fails does not pass because the document shows its progress', () => {
  const building = showing(
    'Sending build context to Docker daemon  2.048kB',
    'Successfully built 1f0d4f1e8b9c',
  );
  assert.is(judge(building, ran(1, 'pull access denied'), compared('passed')).verdict, 'failed');
  const pulling = showing('latest: Pulling from library/alpine');
  assert.is(judge(pulling, ran(1, 'pull access denied'), compared('passed')).verdict, 'failed');
});

test('a command that fails does not drift because the document shows what was printed before the error', () => {
  const lacking: Comparison = {
    verdict: 'drifted',
    differences: [
      {
        verdict: 'drifted',
        line: 2,
        expected: '',
        found: 'Error: No such container: b',
        cause: 'printed too',
        marks: { expected: [], found: [] },
      },
    ],
    acceptances: [],
  };
  assert.is(judge(showing('a'), ran(1, 'a\nError: No such container: b'), lacking).verdict, 'failed');
});

test('a status that goes with what is printed passes with it', () => {
  assert.is(judge(showing('2 sent, 0 received'), ran(1), compared('passed')).verdict, 'passed');
});

test('an error in other words than documented is drift', () => {
  assert.is(judge(showing('Error: no'), ran(1), compared('drifted')).verdict, 'drifted');
});

test('an error where the document shows another output fails with the exit status', () => {
  assert.match(judge(command(), ran(1, 'boom'), compared('failed')).reason, 'exit status 1: boom');
});

test('success where the document shows an error fails', () => {
  assert.is(judge(command(), ran(0), compared('failed')).verdict, 'failed');
});

test('the cause of a difference is the reason', () => {
  assert.is(judge(command(), ran(0), compared('failed', 'line 9 says so')).reason, 'line 9 says so');
});

test('a command that did not end fails whatever it printed', () => {
  const { verdict, reason } = judge(
    command(),
    { ...ran(0), ended: 'timeout', durationMs: 41_000, limitMs: 30_000 },
    compared('passed'),
  );
  assert.is(verdict, 'failed');
  assert.match(reason, 'did not end within 30 s');
});

test('exit=1 states the status: another one fails, that one passes', () => {
  const expecting = command({ directives: { exit: 1 } });
  assert.is(judge(expecting, ran(1), undefined).verdict, 'passed');
  assert.is(judge(expecting, ran(0), undefined).verdict, 'failed');
});

test('a malformed command line fails even where the machine cannot reach a registry', () => {
  const offline = 'docker: dial tcp: lookup registry.example: no such host';
  const { verdict, reason } = judge(
    command({}, "a blank is missing in '--name c1--net'"),
    ran(125, offline),
    undefined,
  );
  assert.is(verdict, 'failed');
  assert.match(reason, 'a blank is missing');
});

test('a name that does not resolve inside a lab is a failure, not the missing internet', () => {
  assert.is(judge(command(), ran(1, "ping: bad address 'db'"), undefined).verdict, 'failed');
});

test('a check that fails makes its command fail', () => {
  const check = { sentence: 'network n exists', verdict: 'failed', found: 'there is none', line: 1 } as const;
  assert.equal(withChecks({ verdict: 'passed', reason: '' }, [check]), {
    verdict: 'failed',
    reason: 'network n exists: there is none',
  });
});

test('the worst verdict counts; skipped only when all are', () => {
  assert.is(worst(['passed', 'skipped']), 'passed');
  assert.is(worst(['passed', 'drifted', 'failed']), 'failed');
  assert.is(worst(['skipped', 'skipped']), 'skipped');
});

test('a non-zero exit status passes when the document shows it right below', () => {
  assert.is(judge(command({ exitShown: 3 }), ran(3), undefined).verdict, 'passed');
  assert.is(judge(command({ exitShown: 3 }), ran(4), undefined).verdict, 'failed');
  assert.is(judge(command({ exitShown: 3 }), ran(0), undefined).verdict, 'passed');
});

test("the engine's error to docker before a pipe fails, though the pipe succeeds", () => {
  const error = 'Error response from daemon: No such image: plum';
  assert.is(
    judge(command({ script: 'docker save plum | gzip > a.gz' }), ran(0, error), undefined).verdict,
    'failed',
  );
  assert.is(judge(command({ script: 'docker rm plum; true' }), ran(0, error), undefined).verdict, 'passed');
});

test('an elision among progress shows no end', () => {
  const pulling = showing('latest: Pulling from library/alpine', '....');
  assert.is(judge(pulling, ran(1, 'pull access denied'), compared('passed')).verdict, 'failed');
});

test('the end of a build that is shown as done is no error that is shown', () => {
  const shown = showing('（中略）', 'Successfully tagged acme/pear:latest');
  assert.is(judge(shown, ran(1, 'COPY failed: no such file'), compared('passed')).verdict, 'failed');
});

test('the exit status that a command asks a shell for is no failure', () => {
  for (const script of [
    'docker run --name a busybox sh -c "sleep 1; exit 3"',
    "docker exec a /bin/sh -c 'exit 3'",
    "bash -c 'exit 3'",
  ]) {
    assert.is(judge(command({ script }), ran(3), undefined).verdict, 'passed', script);
    assert.is(judge(command({ script }), ran(4), undefined).verdict, 'failed', script);
  }
  const detached = 'docker run -d busybox sh -c "exit 3"';
  assert.is(judge(command({ script: detached }), ran(3), undefined).verdict, 'failed');
});

test('a check that fails fails a command that passed, and leaves one that was skipped or failed as it was', () => {
  const check = { sentence: 'network n exists', verdict: 'failed' as const, found: 'there is none', line: 2 };
  const after = (verdict: 'passed' | 'drifted' | 'failed' | 'skipped') =>
    withChecks({ verdict, reason: 'r' }, [check]);
  assert.equal(after('passed'), { verdict: 'failed', reason: 'network n exists: there is none' });
  assert.is(after('drifted').verdict, 'failed');
  assert.equal(after('skipped'), { verdict: 'skipped', reason: 'r' });
  assert.equal(after('failed'), { verdict: 'failed', reason: 'r' });
});

test("docker's own error in front of a pipe fails it, whatever the status of what reads it", () => {
  const piped = command({ script: 'docker ps --odd | wc -l' });
  for (const said of [
    'unknown flag: --odd',
    "docker: 'docker rm' requires at least 1 argument",
    'error: no such object: pond',
    'OCI runtime exec failed: exec failed: unable to start container process',
  ])
    assert.equal(judge(piped, ran(0, `${said}\n0\n`), undefined), { verdict: 'failed', reason: said });
  const alone = command({ script: 'docker logs pond' });
  assert.is(judge(alone, ran(0, 'unknown flag: --odd\n'), undefined).verdict, 'passed');
});

test.run();
