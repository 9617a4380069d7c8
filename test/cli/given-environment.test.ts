import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readGivenEnvironment } from '../../src/cli/given-environment.ts';

test('a variable has the value that is written, or the one of the caller', () => {
  const read = readGivenEnvironment({ pairs: ['A=1=2', 'TOKEN', 'E='], files: [] }, { TOKEN: 't' });
  assert.equal(read, { given: { A: '1=2', TOKEN: 't', E: '' } });
});

test('a file gives its lines, and what is written wins', () => {
  const folder = mkdtempSync(join(tmpdir(), 'given-'));
  const file = join(folder, 'lab.env');
  writeFileSync(file, '# note\nA=1\nB="two words"\n');
  assert.equal(readGivenEnvironment({ pairs: ['A=3'], files: [file] }, {}), {
    given: { A: '3', B: 'two words' },
  });
  rmSync(folder, { recursive: true });
});

test('what is no variable, is not there or can not be read is an error', () => {
  for (const options of [
    { pairs: ['1A=2'], files: [] },
    { pairs: ['NOT_THERE'], files: [] },
    { pairs: [], files: ['/no/such.env'] },
  ])
    assert.ok('error' in readGivenEnvironment(options, {}));
});

test.run();
