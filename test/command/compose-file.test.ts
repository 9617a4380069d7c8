import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { composeServices } from '../../src/command/compose-file.ts';

/** Of one service, what is asked for, in short. */
const read = (service: string): string => {
  const [one] = composeServices(`services:\n  shop:\n${service.replace(/^/gm, '    ')}\n`);
  if (!one) return 'none';
  const ports = one.ports.map(
    ({ hostPort, containerPort, protocol }) => `${hostPort}:${containerPort}/${protocol}`,
  );
  return [one.image ?? '-', one.dockerfile ?? '-', ...ports].join(' ');
};

for (const [service, expected] of [
  ['image: nginx', 'nginx -'],
  ['image: "nginx" # the newest', 'nginx -'],
  ['image: app:${TAG}', '- -'],
  ['image: app\nbuild: .', 'app Dockerfile'],
  ['build: ./web/', '- web/Dockerfile'],
  ['build:\n  context: web\n  dockerfile: prod.Dockerfile', '- web/prod.Dockerfile'],
  ['build: {dockerfile: d}', '- d'],
  ['build:\n  dockerfile_inline: FROM alpine', '- '],
  ['ports: ["8080:80", 9000, "127.0.0.1:53:53/udp"]', '- - 8080:80/tcp undefined:9000/tcp 53:53/udp'],
  ['ports:\n- 8080:80 # web', '- - 8080:80/tcp'],
  ['ports:\n  - target: 80\n    published: "8081"\n    protocol: tcp', '- - 8081:80/tcp'],
  ['ports:\n  - target: 80', '- - undefined:80/tcp'],
] as const) {
  test(`a service with ${service.replaceAll('\n', '; ')}`, () => {
    assert.is(read(service), expected);
  });
}

test('anchors and merges are followed, also from extension fields', () => {
  const text =
    'x-base: &base\n  image: redis\n  ports: ["6379:6379"]\nservices:\n  a: { <<: *base }\n  b:\n    <<: *base\n    image: nginx\n';
  assert.equal(
    composeServices(text).map(({ name, image, ports }) => `${name} ${image} ${ports.length}`),
    ['a redis 1', 'b nginx 1'],
  );
});

test('what is no compose file has no services', () => {
  for (const text of ['', 'a: [', 'services: 3', 'services:\n  - a\n', '- x', 'services:\n  a: b\n'])
    assert.equal(composeServices(text), [], text);
});

test.run();
