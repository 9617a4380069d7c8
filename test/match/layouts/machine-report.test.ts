import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { match, verdict } from '../support.ts';

const report = (version: string, experimental: string): string => `Client:
 Version:      ${version}
 API version:  1.37
 Git commit:   9ee9f40

Server:
 Engine:
  Version:      ${version}
  Experimental: ${experimental}`;
const around = { verb: 'version' };

test('versions and commits of the machine pass', () => {
  assert.is(
    verdict(report('18.03.1-ce', 'false'), report('28.5.2', 'false').replace('9ee9f40', 'f8215cc'), around),
    'passed',
  );
});

test('a setting of the machine drifts', () => {
  const { verdict: found, differences } = match(
    report('18.03.1-ce', 'true'),
    report('28.5.2', 'false'),
    around,
  );
  assert.is(found, 'drifted');
  assert.is(differences[0]?.cause, 'Experimental is false');
});

test('a heading that is gone drifts, one more passes', () => {
  const document = report('18.03.1-ce', 'false');
  assert.is(verdict(`${document}\n  Orchestrator: swarm`, report('28.5.2', 'false'), around), 'drifted');
  assert.is(verdict(document, `${report('28.5.2', 'false')}\n  containerd: x`, around), 'passed');
});

test('whether the engine is in a swarm is a fact', () => {
  const info = (swarm: string): string =>
    `Server:\n Storage Driver: overlay2\n Swarm: ${swarm}\n Default Runtime: runc`;
  assert.is(verdict(info('inactive'), info('inactive'), { verb: 'info' }), 'passed');
  assert.is(verdict(info('active'), info('inactive'), { verb: 'info' }), 'failed');
  const driver = info('inactive').replace('overlay2', 'aufs');
  assert.is(verdict(driver, info('inactive'), { verb: 'info' }), 'drifted');
});

test('a report as one JSON object drifts, a list in it states facts', () => {
  const around = { verb: 'info' };
  assert.is(verdict('{"ID":"AB:CD","Containers":14}', '{"ID":"x-1","Containers":2}', around), 'drifted');
  assert.is(verdict('["bridge","plum"]', '["bridge","host"]', around), 'failed');
});

test('runtimes are listed in no order', () => {
  const info = (runtimes: string): string => `Server:\n Swarm: inactive\n Runtimes: ${runtimes}`;
  assert.is(verdict(info('runc io.x'), info('io.x runc'), { verb: 'info' }), 'passed');
  assert.is(verdict(info('runc io.x'), info('runc io.y'), { verb: 'info' }), 'drifted');
});

test('a line of the report that a pipe leaves drifts, too', () => {
  const around = { verb: 'info', program: 'grep' };
  assert.is(verdict('Security Options: apparmor seccomp', '  seccomp', around), 'drifted');
});

test.run();
