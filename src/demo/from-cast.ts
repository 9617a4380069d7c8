import { plainText } from '../text/ansi.ts';
import type { Cast } from './cast.ts';
import type { Chapter, Script } from './script.ts';

/** What can be told of a cast alone: its chapters with what was printed in them. */
export function scriptOfCast({ title, events }: Cast): Script {
  const chapters: { title: string; text: string }[] = [];
  for (const { code, data } of events) {
    if (code === 'm') chapters.push({ title: data, text: '' });
    if (code !== 'o') continue;
    const last = chapters.at(-1);
    if (last) last.text += data;
    else chapters.push({ title, text: data });
  }
  return {
    title,
    chapters: chapters.map(
      (chapter, index): Chapter => ({
        ordinal: index + 1,
        title: chapter.title,
        line: 0,
        shots: [{ command: -1, prompt: '', typed: plainText(chapter.text).trimEnd(), output: '', lineMs: 0 }],
      }),
    ),
  };
}
