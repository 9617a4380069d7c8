import { nearest } from '../text/nearest.ts';
import { EXIT } from './exit-status.ts';
import { VERBS, verbHelp } from './help.ts';
import { TOPICS, topicText } from './help-topics.ts';

/** Explains a topic or a verb; names what there is where it knows neither. */
export function helpVerb(words: readonly string[]): number {
  const [name = ''] = words;
  if (Object.hasOwn(TOPICS, name)) {
    const columns = Math.min(process.stdout.columns ?? 100, 100);
    process.stdout.write(topicText(TOPICS[name as keyof typeof TOPICS], columns));
    return EXIT.passed;
  }
  if (Object.hasOwn(VERBS, name)) {
    process.stdout.write(verbHelp(name as keyof typeof VERBS));
    return EXIT.passed;
  }
  const known = [...Object.keys(TOPICS), ...Object.keys(VERBS)];
  const near = nearest(name, known);
  const hint = near ? `did you mean '${near}'?` : `there are ${known.join(', ')}`;
  process.stderr.write(`labproof help: no topic '${name}'; ${hint}\n`);
  return EXIT.usage;
}
