import { type Asked, goalsOf } from '../guide/goals.ts';
import { parseLab } from '../lab/parse.ts';
import { planLab } from '../plan/plan.ts';
import { ProgressStore } from '../training/progress-store.ts';
import type { DocumentSource } from '../training/training.ts';
import type { CourseEntry } from './messages.ts';

interface Chapter extends DocumentSource {
  readonly title: string;
  readonly steps: readonly number[];
  /** Goals by step, to count the steps that are done. */
  readonly goals: ReadonlyMap<number, readonly string[]>;
}

/** Documents in the order of their names: the course. One that has nothing to do is no chapter. */
export class Course {
  readonly title: string;
  readonly chapters: readonly Chapter[];

  /** Goals that are left out by tags count for nothing. */
  constructor(title: string, documents: readonly DocumentSource[], asked: Asked = {}) {
    this.title = title;
    this.chapters = documents.flatMap((document) => chapterOf(document, asked) ?? []);
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
        return { title: chapter.title, file: chapter.file, steps: chapter.steps.length, done: done.length };
      }),
    );
  }
}

function chapterOf({ file, text }: DocumentSource, asked: Asked = {}): Chapter | undefined {
  const lab = parseLab(file, text);
  const plan = planLab(lab);
  const left = lab.frontMatter.tags?.some((tag) => asked.skipTags?.has(tag)) ?? false;
  if (plan.commands.length === 0 || left) return undefined;
  const goals = new Map<number, string[]>();
  for (const { id, step, skip } of goalsOf(plan, asked)) {
    if (skip) continue;
    const same = goals.get(step.ordinal);
    if (same) same.push(id);
    else goals.set(step.ordinal, [id]);
  }
  return { file, text, title: lab.title, steps: lab.steps.map(({ ordinal }) => ordinal), goals };
}
