import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fold, listOf, stringsOf } from '../../../src/docker/gateway/fold.ts';
import { findRoute, mayUpgrade } from '../../../src/docker/gateway/routes.ts';
import { createView, hide, hideImage, hideWithNullLabels } from '../../../src/docker/gateway/view.ts';

const SUFFIX = createView('test').suffix;

const ROUTES = [
  'GET /_ping',
  'HEAD /_ping',
  'POST /auth',
  'GET /containers/x/json',
  'HEAD /containers/x/archive',
  'PUT /containers/x/archive',
  'GET /images/a/b/json',
  'GET /images/x/history',
  'POST /images/a/b:1/tag',
  'DELETE /images/a/b',
  'GET /distribution/a/b/json',
  'POST /networks/x/connect',
  'PUT /volumes/x',
  'GET /services/x/logs',
  'POST /configs/x/update',
  'DELETE /secrets/x',
  'POST /swarm/unlock',
  'GET /tasks/x/logs',
];
test('the calls that are known are answered, by their method and their whole path', () => {
  for (const route of ROUTES) {
    const [method = '', path = ''] = route.split(' ');
    assert.ok(findRoute(method, path), route);
    assert.is(findRoute('PATCH', path), undefined, route);
    assert.is(findRoute(method, `/x${path}`), undefined, route);
    if (!path.startsWith('/images/')) assert.is(findRoute(method, `${path}/x`), undefined, route);
  }
  assert.equal(findRoute('GET', '/containers/x/json')?.params, ['x']);
  assert.equal(findRoute('POST', '/images/a/b/tag')?.params, ['a/b']);
  for (const unknown of [
    'POST /plugins/pull',
    'POST /plugins/x/enable',
    'GET /containers//json',
    'POST /grpc',
    'DELETE /swarm',
  ])
    assert.is(findRoute(...(unknown.split(' ') as [string, string])), undefined, unknown);
});
test('only some calls may become a raw connection', () => {
  assert.equal(mayUpgrade('POST', '/containers/x/attach'), ['x']);
  assert.equal(mayUpgrade('GET', '/containers/x/attach/ws'), ['x']);
  assert.equal(mayUpgrade('POST', '/exec/x/start'), ['x']);
  assert.equal(mayUpgrade('POST', '/session'), []);
  assert.equal(mayUpgrade('POST', '/grpc'), []);
  for (const [method, path] of [
    ['GET', '/session'],
    ['POST', '/containers/x/start'],
    ['POST', '/exec/x/y/start'],
    ['PUT', '/grpc'],
  ] as const)
    assert.is(mayUpgrade(method, path), undefined, path);
});

test('keys of a body are found in any case, the last one winning, objects of both together', () => {
  assert.equal(fold({ HOSTCONFIG: 1, other: 2 }, ['HostConfig']), { HostConfig: 1, other: 2 });
  assert.equal(fold({ a: 1, A: 2 }, ['A']), { A: 2 });
  assert.equal(fold({ a: { x: 1, y: 1 }, A: { y: 2 } }, ['A']), { A: { x: 1, y: 2 } });
  assert.equal(fold({ a: { x: 1 }, A: [1] }, ['A']), { A: [1] });
  assert.equal(fold({ 'host\u017fconfig': 1, 'lin\u212as': 2 }, ['HostSConfig', 'Links']), {
    HostSConfig: 1,
    Links: 2,
  });
  for (const none of [null, undefined, [], 'a', 7]) assert.equal(fold(none, ['A']), {});
  assert.equal([stringsOf(['a', 1, null]), stringsOf('a'), listOf([1]), listOf({})], [['a'], [], [1], []]);
});

test('answers show nothing of the label, the suffix and what was put in place of others', () => {
  const view = createView('test');
  view.disguises.set('/made/x.sock', '/var/run/docker.sock');
  const { pair } = view;
  assert.is(hide(view, `{"Labels":{"a":"b",${pair}}}`), '{"Labels":{"a":"b"}}');
  assert.is(hide(view, `{"Labels":{${pair},"z":"b"}}`), '{"Labels":{"z":"b"}}');
  assert.is(hide(view, `{"Labels":{${pair}}}`), '{"Labels":{}}');
  assert.is(hide(view, `"/web${SUFFIX}"`), '"/web"');
  assert.is(hide(view, '"/made/x.sock /made/x.sock"'), '"/var/run/docker.sock /var/run/docker.sock"');
  assert.is(hideWithNullLabels(view, `{"Labels":{${pair}}}`), '{"Labels":null}');
  assert.is(hideWithNullLabels(view, `{"Labels":{"a":"b",${pair}}}`), '{"Labels":{"a":"b"}}');
  assert.is(hideImage(view, `{"Id":"i","Labels":{${pair}}}`), '{"Id":"i","Labels":null}');
  view.committed.add('i');
  assert.is(hideImage(view, `{"Id":"i","Labels":{${pair}}}`), '{"Id":"i","Labels":{}}');
  assert.is(hideImage(view, `no JSON ${SUFFIX}`), 'no JSON ');
});

test.run();
