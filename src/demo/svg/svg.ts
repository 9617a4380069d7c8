import type { Film } from '../film.ts';
import { BAR_HEIGHT, captionHeight, type Layout, type Look, layoutOf, round } from '../look.ts';
import { type Scene, scenesOf } from '../scenes.ts';
import { fittedTitle } from '../title-cells.ts';
import { EDGE, RADIUS, TITLE_INSET } from '../window.ts';
import { growingMarkup, type SceneContext } from './curtain.ts';
import { framesMarkup, visibility } from './frames.ts';
import { escapeXml } from './row-markup.ts';
import { Sheet } from './sheet.ts';

export interface SvgOptions {
  readonly look: Look;
  /** What is said of the picture to who does not see it. */
  readonly description: string;
  /** Kept in the picture for `demo check`. */
  readonly origin: string;
}

/**
 * An animated picture of a film: text that can be selected, moved by CSS alone, in the colours that
 * the reader prefers. It plays once, and where motion is not wanted it shows the end.
 */
export function svgOf(film: Film, { look, description, origin }: SvgOptions): string {
  const layout = layoutOf(look, film);
  const sheet = new Sheet(look);
  // A loop shows its end for a while.
  const total = Math.max(film.durationMs + (look.loop ? 2000 : 0), 1);
  const percent = (at: number): string => `${Math.round((Math.min(at, total) / total) * 100_000) / 1000}%`;
  const context: SceneContext = { layout, look, sheet, percent };
  const scenes = scenesOf(film);
  const end = look.loop ? total : film.durationMs;
  const drawn = scenes.map((scene, index) => sceneMarkup(scene, { context, scenes, index, end }));
  const { left, top, screenWidth, screenHeight, width, height } = layout;
  const body = [
    frameMarkup(film.title, look, layout),
    `<svg x="${left}" y="${top}" width="${screenWidth}" height="${screenHeight}">`,
    ...drawn,
    '</svg>',
    ...(look.captions ? [captionsMarkup(film, context)] : []),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(film.title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    ...(origin === '' ? [] : [`<metadata>${escapeXml(origin)}</metadata>`]),
    `<style>${sheet.text(total / 1000)}\n.bg{fill:var(--bg)}.cu{fill:var(--cursor);opacity:.75}</style>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}

function sceneMarkup(
  scene: Scene,
  {
    context,
    scenes,
    index,
    end,
  }: {
    readonly context: SceneContext;
    readonly scenes: readonly Scene[];
    readonly index: number;
    readonly end: number;
  },
): string {
  const content = scene.kind === 'growing' ? growingMarkup(scene, context) : framesMarkup(scene, context);
  if (scenes.length === 1) return content;
  const to = index === scenes.length - 1 ? end : scene.to;
  return `<g class="${visibility([{ from: scene.from, to }], end, context)}">${content}</g>`;
}

function frameMarkup(title: string, { frame }: Look, layout: Layout): string {
  const { width, height, cellWidth } = layout;
  if (frame === 'none') return `<rect class="bg" width="${width}" height="${height}"/>`;
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, index) => `<circle cx="${18 + 18 * index}" cy="${BAR_HEIGHT / 2}" r="5.5" fill="${fill}"/>`,
  );
  const name = `<text x="${round(width / 2)}" y="${BAR_HEIGHT / 2 + 5}" text-anchor="middle" opacity=".7">${escapeXml(fittedTitle(title, Math.floor((width - 2 * TITLE_INSET) / cellWidth)))}</text>`;
  const edge = `x=".5" y=".5" width="${round(width - 1)}" height="${round(height - 1)}" rx="${RADIUS}" stroke="var(--fg)" stroke-opacity="${EDGE}"`;
  return `<rect class="bg" ${edge}/>${dots.join('')}${name}`;
}

/** All captions stand below each other, and one of them is seen. */
function captionsMarkup({ chapters }: Film, { layout, look, sheet, percent }: SceneContext): string {
  const line = captionHeight(look);
  const room = Math.floor(layout.width / layout.cellWidth) - 2;
  const texts = chapters.map(
    ({ title }, index) =>
      `<text x="${round(layout.width / 2)}" y="${round((index + 0.65) * line)}" text-anchor="middle">${escapeXml(fittedTitle(title, room))}</text>`,
  );
  const moves = chapters.map(({ at }, index) => `${percent(at)}{transform:translateY(${-index * line}px)}`);
  const place = `y="${layout.height - line}" width="${layout.width}" height="${line}"`;
  if (chapters.length < 2) return `<svg ${place}>${texts.join('')}</svg>`;
  const name = sheet.animation(moves, `transform:translateY(${-(chapters.length - 1) * line}px)`);
  return `<svg ${place}><g class="${name}">${texts.join('')}</g></svg>`;
}
