import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contextMade, hostsReached, remoteCommand } from '../../src/command/remote.ts';

for (const [script, hosts] of [
  ['ssh -p 22 ada@shop ls | cat', ['shop']],
  ['for each in shop barn; do ssh root@$each ls; done', [undefined]],
  ['scp -r a ada@shop:/tmp barn:b .', ['shop', 'barn']],
  ['scp a b', undefined],
  ['scp -i key a shop:', undefined],
  ['ssh -o ConnectTimeout=3 shop true; ls', ['shop']],
  ['docker ps', undefined],
] as const) {
  test(`${script} reaches ${hosts?.map((host) => host ?? 'what its shell knows') ?? 'nobody'}`, () => {
    assert.equal(hostsReached(script)?.hosts, hosts);
  });
}

test('a context leads docker commands to the host that it was made for', () => {
  const made = contextMade('docker context create far --docker "host=ssh://ada@barn"');
  assert.equal(made, { name: 'far', host: 'barn' });
  assert.is(contextMade('docker context create near --docker host=unix:///run/docker.sock'), undefined);
  const remote = remoteCommand('docker --context far ps -q', new Map([[made!.name, made!.host]]));
  assert.equal([remote?.host, remote?.script], ['barn', 'docker ps -q']);
  assert.is(remoteCommand('docker --context other ps'), undefined);
});

test.run();
