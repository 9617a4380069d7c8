import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { gate, SAFE_HEADERS } from '../../src/serve/gate.ts';

const HERE = { protocol: 'http:', port: 4000, hosts: ['lab.example.test', '127.0.0.1'] } as const;

const asked = (host: string, origin?: string, { method = 'GET', upgrade = false } = {}) =>
  gate({ method, upgrade, headers: { host, ...(origin === undefined ? {} : { origin }) } }, HERE)?.status;

test('a page is given to who asks for it under a name of the server', () => {
  for (const host of [
    '127.0.0.1:4000',
    'localhost:4000',
    '[::1]:4000',
    'lab.example.test:4000',
    'LAB.example.test:4000',
  ])
    assert.is(asked(host), undefined, host);
});

test('a name that was made to lead here is refused, whatever is asked', () => {
  for (const host of [
    'evil.example:4000',
    '127.0.0.1.evil.example:4000',
    'localhost.evil.example:4000',
    '',
    '127.0.0.1@evil:4000',
  ])
    assert.is(asked(host), 421, host);
  assert.is(asked('evil.example:4000', 'http://evil.example:4000', { upgrade: true }), 421);
});

test('another port of the same host is another place', () => {
  assert.is(asked('127.0.0.1:4001'), 421);
  assert.is(asked('127.0.0.1'), 421);
});

test('another origin is refused, also one that differs in its port or scheme alone', () => {
  for (const origin of [
    'http://evil.example',
    'http://127.0.0.1:8080',
    'http://localhost:4000',
    'https://127.0.0.1:4000',
    'null',
  ])
    assert.is(asked('127.0.0.1:4000', origin), 403, origin);
  assert.is(asked('127.0.0.1:4000', 'http://127.0.0.1:4000'), undefined);
});

test('whatever is no plain reading has to say where it comes from', () => {
  assert.is(asked('127.0.0.1:4000', undefined, { upgrade: true }), 403);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
    assert.is(asked('127.0.0.1:4000', undefined, { method }), 403, method);
  assert.is(asked('127.0.0.1:4000', 'http://127.0.0.1:4000', { upgrade: true }), undefined);
});

test('the policy of the page lets nothing in but its own files, and no frame around it', () => {
  const policy = SAFE_HEADERS['content-security-policy'] ?? '';
  const directives = new Map(
    policy.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1).join(' ')]),
  );
  assert.is(directives.get('default-src'), "'none'");
  assert.is(directives.get('script-src'), "'self'");
  assert.is(directives.get('connect-src'), "'self'");
  assert.is(directives.get('frame-ancestors'), "'none'");
  assert.is(directives.get('base-uri'), "'none'");
  assert.is(directives.get('form-action'), "'none'");
  // The terminal makes rules of style; that is the one exception.
  assert.equal(
    [...directives].filter(([, sources]) => sources?.includes('unsafe')).map(([name]) => name),
    ['style-src'],
  );
});

test.run();
