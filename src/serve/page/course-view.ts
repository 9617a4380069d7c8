import type { CourseEntry, ToPage } from '../messages.ts';
import { button, el } from './dom.ts';
import type { ServerLink } from './server.ts';

type Course = Extract<ToPage, { t: 'course' }>;

/** The index of a course: its labs and how far the learner is in each. */
export function courseView(course: Course, link: ServerLink): HTMLElement {
  return el(
    'main',
    { class: 'course', id: 'guide', tabindex: -1 },
    el('h1', {}, course.title),
    el(
      'p',
      { class: 'engine' },
      course.documents.length === 1 ? 'One lab' : `${course.documents.length} labs`,
    ),
    ...partsOf(course).flatMap(({ title, chapters }) => [
      title !== '' && el('h2', { class: 'part' }, title),
      el('ol', { start: chapters[0]!.index + 1 }, ...chapters.map((chapter) => chapterItem(chapter, link))),
    ]),
  );
}

interface Chapter extends CourseEntry {
  readonly index: number;
}

function partsOf({
  documents,
}: Course): readonly { readonly title: string; readonly chapters: readonly Chapter[] }[] {
  const parts: { title: string; chapters: Chapter[] }[] = [];
  for (const [index, entry] of documents.entries()) {
    const last = parts.at(-1);
    if (last?.title === entry.part) last.chapters.push({ ...entry, index });
    else parts.push({ title: entry.part, chapters: [{ ...entry, index }] });
  }
  return parts;
}

function chapterItem({ title, part, file, steps, done, index }: Chapter, link: ServerLink): HTMLElement {
  const finished = steps > 0 && done === steps;
  const begun = done > 0;
  return el(
    'li',
    { class: 'card chapter', 'data-state': finished ? 'done' : begun ? 'current' : 'open' },
    el('span', { class: 'number', 'aria-hidden': true }, finished ? '✓' : String(index + 1)),
    el(
      'div',
      {},
      el(part === '' ? 'h2' : 'h3', {}, title),
      el('p', { class: 'note' }, `${file.split('/').at(-1)} · ${done} of ${steps} steps done`),
    ),
    el('progress', { max: Math.max(1, steps), value: done, 'aria-label': `${title}: steps done` }),
    button(finished ? 'Again' : begun ? 'Go on' : 'Begin', () => link.say({ t: 'choose', document: index }), {
      class: finished ? '' : 'main',
      'aria-label': `${finished ? 'Do again' : begun ? 'Go on with' : 'Begin'}: ${title}`,
    }),
  );
}
