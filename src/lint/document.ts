import { parseLab } from '../lab/parse.ts';
import type { Lab } from '../model/lab.ts';
import { type Plan, planLab } from '../plan/plan.ts';
import { readSource, type Source } from './source.ts';
import { readStory, type Story } from './story.ts';
import { readStrangers, type Strangers } from './strangers.ts';

/** A document with all that its text alone tells; what rules look at. */
export interface LintDocument {
  readonly file: string;
  readonly source: Source;
  readonly lab: Lab;
  readonly plan: Plan;
  readonly story: Story;
  readonly strangers: Strangers;
}

export function readLintDocument(file: string, text: string): LintDocument {
  return lintDocumentOf(planLab(parseLab(file, text)));
}

export function lintDocumentOf(plan: Plan): LintDocument {
  const { lab } = plan;
  const { file, text } = lab;
  const source = readSource(text);
  const story = readStory(plan, source);
  return { file, source, lab, plan, story, strangers: readStrangers({ plan, story, source }) };
}
