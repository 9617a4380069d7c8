import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withShell } from './support.ts';
import './rules/shell-endings.ts';

test('a command that kills what a shell was started by has ended it, and the next meets another', () =>
  withShell(async ({ run }) => {
    await run('cd /usr; export A=b');
    assert.is((await run('kill -KILL $PPID')).ended, 'lost');
    const next = await run('sleep 0.5; pwd; echo $A');
    assert.equal([next.ended, next.output], ['exit', '/usr\nb\n']);
  }));

test.run();
