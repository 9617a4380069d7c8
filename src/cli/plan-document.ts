import { planJson, planText } from '../report/plan.ts';
import { consoleText } from '../text/console-text.ts';
import { safeJson } from '../text/log-safe.ts';
import { type DocumentText, labOf, readReading } from './documents.ts';
import type { Arguments } from './flags.ts';
import { readIncluded } from './included-files.ts';
import { planned } from './planned.ts';
import { readVariables } from './variables.ts';

export interface PlannedDocument {
  /** The plan as it is printed: text, or JSON without its place in a list. */
  readonly shown: string;
  readonly commands: number;
}

/** What `plan` says of a document, by the flags that decide about it; or what is wrong with those. */
export function planning({
  flags,
}: Arguments): { readonly of: (document: DocumentText) => PlannedDocument } | { readonly error: string } {
  const variables = readVariables(Array.isArray(flags.var) ? (flags.var as string[]) : []);
  if ('error' in variables) return { error: variables.error as string };
  const reading = readReading({ flags });
  if ('error' in reading) return reading;
  const { tabs, fresh } = reading;
  const included = readIncluded();
  const of = (document: DocumentText): PlannedDocument => {
    const plan = planned(labOf(document, { tabs, ...(fresh && { fresh }), included }), variables);
    const shown = flags.json
      ? safeJson(JSON.stringify(planJson(plan), undefined, 2))
      : consoleText(planText(plan), { color: false, env: process.env });
    return { shown, commands: plan.commands.length };
  };
  return { of };
}
