import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

const LAB = '# Count\n\n```console\n$ cat count\n2\n```\n';

test('the HTML report shows the course of the runs whose JSON reports are stored', () =>
  withFolder({ 'lab.md': LAB, count: '1\n' }, async (cwd) => {
    const run = async (report: string): Promise<string> => {
      const reporters = ['--reporter', `json=reports/${report}.json`, '--reporter', 'html=report.html'];
      const { stderr } = await labproof(
        ['run', 'lab.md', '--workdir', '.', ...reporters, '--trend', 'reports'],
        { cwd, env: { XDG_STATE_HOME: join(cwd, 'state') } },
      );
      assert.is(stderr, '');
      return (await readFile(join(cwd, 'report.html'), 'utf8'))
        .replace(/<style>[\s\S]*?<\/style>/, '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ');
    };
    assert.match(await run('1'), 'Trend There is no report of an earlier run.');
    await writeFile(join(cwd, 'reports/other.json'), '{"version": 1, "what": "no report"}');
    await writeFile(join(cwd, 'reports/broken.json'), '{"version": 1, "run');
    assert.match(await run('2'), /Trend 1 earlier run since .*?fails in all of 2 runs/);
    await writeFile(join(cwd, 'count'), '2\n');
    assert.match(await run('3'), /Trend 2 earlier runs since .*? ✗ failed: ✗ failed: ✓ passed: holds now/);
    assert.match(await run('4'), / ✗ failed: ✗ failed: ✓ passed: ✓ passed: holds since \d{4}-\d\d-\d\d/);
  }));

test('a folder of reports that is none is an error before the run', () =>
  withFolder({ 'lab.md': LAB }, async (cwd) => {
    const options = { cwd, env: { XDG_STATE_HOME: join(cwd, 'state') } };
    const file = await labproof(['run', 'lab.md', '--reporter', 'html=a.html', '--trend', 'lab.md'], options);
    assert.is(file.exitCode, 2);
    assert.match(file.stderr, "--trend lab.md: it can't be read (ENOTDIR)");
  }));

test.run();
