import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CATALOGUE } from '../src/check/catalogue.ts';
import { VERBS } from '../src/cli/help.ts';
import { HAZARDS } from '../src/hazard/hazards.ts';
import { RULES } from '../src/lint/rules.ts';
import { REPORTERS } from '../src/report/reporters.ts';
import { repository } from './support/repository.ts';

const read = (path: string): string => readFileSync(join(repository(), path), 'utf8');

/** The rows of the page's table of what can be added: what, its file, its table, its test. */
const ROWS = [
  ...read('CONTRIBUTING.md').matchAll(/^\| ([^|`]+?) \| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$/gm),
].map(([, what = '', file = '', table = '', tested = '']) => ({ what, file, table, tested }));

test('the table of what can be added names files that are there', () => {
  assert.ok(ROWS.length > 8);
  for (const { what, file, table, tested } of ROWS) {
    const place = /[A-Z]/.test(file) ? join(file, '..') : file;
    for (const path of [place, table, tested])
      assert.ok(existsSync(join(repository(), path)), `${what}: ${path}`);
  }
});

test('every path of source or test that the pages for contributors name is there', () => {
  for (const page of ['CONTRIBUTING.md', 'docs/architecture.md']) {
    const paths = [...read(page).matchAll(/`((?:src|test|fixtures|labs|bench|docs)\/[a-z][\w./-]*)`/g)];
    assert.ok(paths.length > 10, page);
    for (const [, path = ''] of paths.filter(([, path = '']) => !/[A-Z]/.test(path)))
      assert.ok(existsSync(join(repository(), path)), `${page}: ${path}`);
  }
});

/** What has an entry in each table, where an entry is called after its file. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  check: Object.keys(CATALOGUE),
  'lint rule': Object.keys(RULES),
  hazard: HAZARDS,
  reporter: Object.keys(REPORTERS),
  verb: Object.keys(VERBS),
};

for (const [what, names] of Object.entries(ENTRIES)) {
  test(`each ${what} is in the file that the table says`, () => {
    const row = ROWS.find((one) => one.what === what);
    assert.ok(row);
    for (const name of names) {
      const path = row.file.replace('NAME', name);
      assert.ok(existsSync(join(repository(), path)), path);
      assert.match(
        read(row.table),
        new RegExp(
          `\\b${name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase())}\\b|'${name}'|\\b${name}:`,
        ),
      );
    }
  });
}

test('the script that the page has run is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const [, script = ''] of read('CONTRIBUTING.md').matchAll(/npm run ([\w:-]+)/g))
    assert.ok(scripts[script], script);
});

test.run();
