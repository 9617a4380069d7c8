import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Measures, measure, type Score } from '../../bench/mutation/measure.ts';
import { measurePrograms, type ProgramMeasures } from '../../bench/mutation/program-measure.ts';
import { programTablesOf, tablesOf } from '../../bench/mutation/tables.ts';
import { repository } from '../support/repository.ts';

const folder = pathToFileURL(`${join(repository(), 'fixtures/outputs')}/`);
const measures = measure(folder);
const programs = measurePrograms(folder);

test('at least 150 commands are recorded', () => {
  assert.ok(measures.commands >= 150);
});

test('within a version nothing differs, between versions nothing fails, renamed values pass', () => {
  for (const { document, live, drifted, failed } of [...measures.alarms, measures.renamed]) {
    assert.is(failed, 0, `${document} ${live}`);
    if (document.slice(0, 2) === live.slice(0, 2)) assert.is(drifted, 0, `${document} ${live}`);
  }
});

test('99 % of the changed facts fail, and 98 % of each kind', () => {
  const share = ({ found, tried }: Score): number => found / tried;
  assert.ok(share(measures.overall) >= 0.99);
  for (const { kind, scores } of measures.rows)
    if (kind !== 'unchanged') assert.ok(share(scores.labproof) > 0.98, kind);
});

test('a second run of other programs passes, and 98 % of each kind of changed fact fails', () => {
  assert.ok(programs.commands >= 100);
  assert.equal([programs.drifted, programs.failed], [0, 0]);
  assert.ok(programs.overall.found / programs.overall.tried >= 0.99);
  for (const { kind, score } of programs.rows) assert.ok(score.found / score.tried > 0.98, kind);
});

test('the docs show the figures as they are (UPDATE=1 writes them)', () => {
  const file = join(repository(), 'docs/matching.md');
  const text = readFileSync(file, 'utf8');
  const current = withFigures(text, { measures, programs });
  const { UPDATE, CI } = process.env;
  if (UPDATE === '1') {
    assert.not.ok(CI, 'figures are not rewritten in CI');
    writeFileSync(file, current);
  } else assert.fixture(text, current);
});

function withFigures(
  text: string,
  figures: { readonly measures: Measures; readonly programs: ProgramMeasures },
): string {
  const [before, rest] = text.split('<!-- figures -->\n');
  const after = rest?.split('<!-- /figures -->')[1];
  assert.ok(before !== undefined && after !== undefined, 'there is a place for the figures');
  return `${before}<!-- figures -->\n\n${tablesOf(figures.measures)}\n\n${programTablesOf(figures.programs)}\n\n<!-- /figures -->${after}`;
}

test.run();
