import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { standardOutput } from '../../src/cli/outputs.ts';

test('a terminal that nobody gave a size is taken for one of 80 columns', () => {
  const before = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
  try {
    for (const columns of [0, undefined]) {
      Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
      assert.is(standardOutput(undefined).columns, 80);
    }
  } finally {
    if (before) Object.defineProperty(process.stdout, 'columns', before);
    else Reflect.deleteProperty(process.stdout, 'columns');
  }
});

test.run();
