import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { widestOutput } from '../../src/demo/widest.ts';
import { chapter, script, shot } from './support.ts';

test('the widest line is one that is printed, by its columns and without its colours', () => {
  const shown = script(
    chapter('First', shot('a command that is longer than all it prints', '漢字\nabc')),
    chapter('Second', shot('red', '\u001b[31mred\u001b[m!')),
  );
  assert.is(widestOutput(shown), 4);
  assert.is(widestOutput(script(chapter('None', shot('true')))), 0);
});

test.run();
