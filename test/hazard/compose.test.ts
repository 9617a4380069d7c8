import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hazardsOfCompose } from '../../src/hazard/compose.ts';

const said = (service: string): readonly string[] =>
  hazardsOfCompose('compose.yaml', `services:\n  shop:\n    image: alpine\n${service}`).map(({ message }) =>
    message.replace('compose.yaml: shop ', ''),
  );

test('what services would have of the computer is told', () => {
  assert.equal(said('    privileged: true\n'), ['can change the computer (privileged: true)']);
  assert.equal(said('    pid: "host"\n'), ['is among the processes of the computer (pid: host)']);
  assert.equal(said('    cap_add: [NET_ADMIN, SYS_ADMIN]\n'), [
    'can change the computer (cap_add: SYS_ADMIN)',
  ]);
  assert.equal(said('    devices:\n      - /dev/sda:/dev/xvdc\n'), [
    'has a device of the computer (/dev/sda:/dev/xvdc)',
  ]);
  assert.equal(
    said('    volumes:\n      - /etc:/host\n      - type: bind\n        source: /\n        target: /r\n'),
    ['has /etc of the computer mounted', 'has / of the computer mounted'],
  );
});

test("what is the lab's own, read only or no compose file is none", () => {
  assert.equal(said('    privileged: false\n    volumes: [data:/etc, ./etc:/etc, "/etc:/e:ro"]\n'), []);
  assert.equal(said('    devices: ["/dev/net/tun"]\n    cap_add: [NET_ADMIN]\n'), []);
  for (const text of ['', '- a\n', 'services: [a\n', 'services:\n  a: text\n'])
    assert.equal(hazardsOfCompose('compose.yaml', text), []);
});

test.run();
