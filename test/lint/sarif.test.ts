import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

test('findings are written as SARIF, with their rules, levels and places', async () => {
  const lab =
    '# A lab\n\n```console\n$ docker network create network-one\n$ docker network rm network-oen\n```\n';
  await withFolder({ 'a lab.md': lab }, async (cwd) => {
    const { exitCode } = await labproof(['lint', 'a lab.md', '--sarif', 'found.sarif'], { cwd });
    assert.is(exitCode, 1);
    const { version, runs } = JSON.parse(await readFile(join(cwd, 'found.sarif'), 'utf8'));
    assert.is(version, '2.1.0');
    const { rules } = runs[0].tool.driver;
    const found = runs[0].results.map(
      (result: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
      }) => {
        assert.is(rules[result.ruleIndex].id, result.ruleId);
        const { artifactLocation, region } = result.locations[0]!.physicalLocation;
        return { rule: result.ruleId, level: result.level, uri: artifactLocation.uri, ...region };
      },
    );
    const place = { uri: 'a%20lab.md', startLine: 5, startColumn: 21 };
    const typo = found.find(({ rule }: { rule: string }) => rule === 'name-typo');
    assert.equal(typo, { rule: 'name-typo', level: 'error', ...place });
    assert.ok(found.some(({ level }: { level: string }) => level === 'note'));
  });
});

test('a file that cannot be written is told', async () => {
  await withFolder({ 'lab.md': '# L\n' }, async (cwd) => {
    const { stderr, exitCode } = await labproof(['lint', 'lab.md', '--sarif', 'no/such/x.sarif'], { cwd });
    assert.match(stderr, "x.sarif: it can't be written (ENOENT)");
    assert.is(exitCode, 5);
  });
});

test.run();
