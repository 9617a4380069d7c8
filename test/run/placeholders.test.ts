import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../src/model/lab.ts';
import type { EngineObject } from '../../src/model/verdict.ts';
import type { LabContext } from '../../src/run/context.ts';
import { fillPlaceholders } from '../../src/run/placeholders.ts';
import { labOf } from '../support/labs.ts';

/** The script as it is typed when the lab has made these objects. */
function filled(
  script: string,
  made: readonly EngineObject[],
  more: Partial<LabContext> = {},
): string | undefined {
  const command = labOf([script]).steps[0]!.actions[0] as Command;
  return fillPlaceholders(command, { made: () => made, ...more } as unknown as LabContext);
}

const container = (name: string): EngineObject => ({ kind: 'container', id: name.padEnd(64, '0'), name });
const network: EngineObject = { kind: 'network', id: 'f'.repeat(64), name: 'wire' };

test('a placeholder stands for the only object of its kind that the lab has made', () => {
  assert.is(filled('docker stop <container-id>', [container('web'), network]), 'docker stop web');
  assert.is(filled('docker stop <container-id>', [container('')]), 'docker stop 000000000000');
  assert.is(
    filled('docker network connect <network> <container>', [container('web'), network]),
    'docker network connect wire web',
  );
});

test('nothing is guessed where there are several, none, or no placeholder', () => {
  assert.is(filled('docker stop <container-id>', [container('web'), container('db')]), undefined);
  assert.is(filled('docker stop <container-id>', [network]), undefined);
  assert.is(filled('docker stop web', [container('web')]), undefined);
});

test('the address of a machine of the lab is its own', () => {
  const script = 'docker swarm init --advertise-addr <ip>';
  assert.is(filled(script, [], { ownMachine: true }), 'docker swarm init --advertise-addr eth0');
  assert.is(filled(script, [], { ownMachine: false }), undefined);
});

test.run();
