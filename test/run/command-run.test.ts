import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { CommandResult } from '../../src/model/verdict.ts';
import { planLab } from '../../src/plan/plan.ts';
import { runCommand } from '../../src/run/command-run.ts';
import type { LabContext } from '../../src/run/context.ts';
import { transcript } from '../support/lint.ts';

/** The result of the last command of a document when none before it could run. */
async function lastOf(...lines: readonly string[]): Promise<CommandResult> {
  const plan = planLab(parseLab('lab.md', transcript(...lines)));
  const results = new Map(
    plan.commands.slice(0, -1).map(({ command }) => [command.id, { verdict: 'skipped' } as CommandResult]),
  );
  const context = {
    plan,
    results,
    correspondence: new Correspondence(),
    covered: true,
    ownMachine: true,
    options: {},
    environment: new Set(),
    unmet: () => undefined,
  };
  return runCommand(plan.commands.at(-1)!, context as unknown as LabContext);
}

test('what is missing does not hide that an output contradicts its document', async () => {
  const shown = (gateway: string) =>
    lastOf(
      '$ docker network create --subnet 198.51.100.0/24 quay',
      '$ docker network inspect quay',
      '[ { "Name": "quay", "Driver": "bridge", "IPAM": { "Config": [',
      `  { "Subnet": "198.51.100.0/24", "Gateway": "${gateway}" } ] } } ]`,
    );
  assert.is((await shown('198.51.100.1')).verdict, 'skipped');
  const wrong = await shown('203.0.113.1');
  assert.is(wrong.verdict, 'failed');
  assert.match(wrong.reason, 'line 7: 203.0.113.1 is outside: network quay is 198.51.100.0/24');
});

test.run();
