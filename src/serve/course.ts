import { type Asked, goalsOf } from '../guide/goals.ts';
import { type DocumentSource, planOf } from '../training/document.ts';
import { ProgressStore } from '../training/progress-store.ts';
import { orderedParts } from './course-order.ts';
import type { CourseEntry } from './messages.ts';

interface Chapter extends DocumentSource {
  readonly title: string;
  /** The part of the course that it belongs to, '' where there are none. */
  readonly part: string;
  readonly steps: readonly number[];
  /** Goals by step, to count the steps that are done. */
  readonly goals: ReadonlyMap<number, readonly string[]>;
}

/** Documents in the order in which they are to be done: the course. One that has nothing to do is no chapter. */
export class Course {
  readonly title: string;
  readonly chapters: readonly Chapter[];

  /** Goals that are left out by tags count for nothing. */
  constructor(title: string, documents: readonly DocumentSource[], asked: Asked = {}) {
    this.title = title;
    const chapters = new Map(documents.map((document) => [document, chapterOf(document, asked)]));
    const parts = orderedParts(documents, (document) => chapters.get(document) !== undefined);
    this.chapters = parts.flatMap(({ title: part, chapters: own }) =>
      own.map((document) => ({ ...chapters.get(document)!, part })),
    );
  }

  /** How far a learner is in each chapter. */
  entries(stateDirectory: string, learner: string): Promise<readonly CourseEntry[]> {
    return Promise.all(
      this.chapters.map(async (chapter) => {
        const progress = await new ProgressStore(stateDirectory, { ...chapter, learner }).read();
        const reached = new Set(typeof progress === 'object' ? [...progress.met, ...progress.skipped] : []);
        const done = chapter.steps.filter((step) => {
          const goals = chapter.goals.get(step) ?? [];
          return goals.length > 0 && goals.every((goal) => reached.has(goal));
        });
        const { title, part, file, steps } = chapter;
        return { title, part, file, steps: steps.length, done: done.length };
      }),
    );
  }
}

function chapterOf(document: DocumentSource, asked: Asked): Omit<Chapter, 'part'> | undefined {
  const plan = planOf(document);
  const { lab } = plan;
  const left = lab.frontMatter.tags?.some((tag) => asked.skipTags?.has(tag)) ?? false;
  if (plan.commands.length === 0 || left) return undefined;
  const goals = new Map<number, string[]>();
  for (const { id, step, skip } of goalsOf(plan, asked)) {
    if (skip) continue;
    const same = goals.get(step.ordinal);
    if (same) same.push(id);
    else goals.set(step.ordinal, [id]);
  }
  return { ...document, title: lab.title, steps: lab.steps.map(({ ordinal }) => ordinal), goals };
}
