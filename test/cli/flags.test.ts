import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readArguments } from '../../src/cli/flags.ts';

const read = (...argv: readonly string[]) => {
  const args = readArguments('run', argv);
  if ('error' in args) throw new Error(args.error);
  return { flags: { ...args.flags }, operands: args.operands };
};

for (const [argv, flags, operands] of [
  [['--changed', 'a.md'], { changed: 'HEAD' }, ['a.md']],
  [['--changed=main', 'a.md'], { changed: 'main' }, ['a.md']],
  [['--changed', 'origin/main', 'a.md'], { changed: 'origin/main' }, ['a.md']],
  [['--changed', 'HEAD~2'], { changed: 'HEAD~2' }, []],
  [['--changed', 'labs'], { changed: 'HEAD' }, ['labs']],
  [['--changed'], { changed: 'HEAD' }, []],
  [['--bail', 'a.md'], { bail: '1' }, ['a.md']],
  [['--bail', '3', 'a.md'], { bail: '3' }, ['a.md']],
  [['--bail=3'], { bail: '3' }, []],
  [['--bail'], { bail: '1' }, []],
  [['-j', '4'], { workers: '4' }, []],
  [['-j4'], { workers: '4' }, []],
  [['--', '--changed'], {}, ['--changed']],
] as const) {
  test(`run ${argv.join(' ')} is read`, () => {
    assert.equal(read(...argv), { flags, operands: [...operands] });
  });
}

test.run();
