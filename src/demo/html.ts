import type { Film } from './film.ts';
import type { Look } from './look.ts';
import type { Script } from './script.ts';
import { escapeXml } from './svg/row-markup.ts';
import { textOf } from './text-of.ts';

export interface PageParts {
  readonly film: Film;
  readonly script: Script;
  readonly look: Look;
  /** The animated picture, as `svgOf` makes it. */
  readonly svg: string;
}

/**
 * A page that plays a recording: the picture with play, pause, a place to seek and the steps to jump
 * to, and all that it shows as text below. One file that loads nothing; without scripts it plays once.
 */
export function pageOf({ film, script, look, svg }: PageParts): string {
  const chapters = film.chapters.map(
    ({ at, title }) => `<li><button type="button" data-at="${at}">${escapeXml(title)}</button></li>`,
  );
  const { dark, light } = look;
  const colors = ({ background, foreground, cursor }: Look['dark']): string =>
    `color:${foreground};background:${background};accent-color:${cursor}`;
  const other = dark === light ? '' : `@media (prefers-color-scheme:light){body{${colors(light)}}}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeXml(film.title)}</title>
<style>
body{${colors(dark)};max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}
${other}
body>svg{width:100%;height:auto}
#controls{display:flex;gap:.75rem;align-items:center;margin:.5rem 0}
#controls[hidden]{display:none}
#place{flex:1}
button{font:inherit;color:inherit;background:none;border:1px solid;border-radius:.3rem;padding:.2rem .7rem;cursor:pointer}
li button{border:0;padding:.1rem .3rem;text-align:start}
li button[aria-current]{font-weight:700}
pre{overflow-x:auto}
</style>
<h1>${escapeXml(film.title)}</h1>
${svg.trim()}
<div id="controls" hidden>
<button type="button" id="play">Pause</button>
<input type="range" id="place" min="0" max="${film.durationMs}" value="0" step="10" aria-label="Place in the recording">
<output id="time"></output>
</div>
<h2>Steps</h2>
<ol>
${chapters.join('\n')}
</ol>
<h2>Transcript</h2>
<pre>${escapeXml(textOf(script))}</pre>
<script>
${PLAYER}
</script>
</html>
`;
}

/** Moves the picture's own animations; where motion is not wanted there are none, and no controls. */
const PLAYER = `const controls = document.getElementById('controls');
const play = document.getElementById('play');
const place = document.getElementById('place');
const time = document.getElementById('time');
const steps = [...document.querySelectorAll('[data-at]')];
const end = Number(place.max);
const moves = document.getAnimations();
const now = () => Math.min(Number(moves[0]?.currentTime ?? end), end);
const running = () => moves.some((move) => move.playState === 'running');
function seek(at) {
  for (const move of moves) move.currentTime = at;
  show();
}
function toggle() {
  const stop = running();
  if (!stop && now() >= end) seek(0);
  for (const move of moves) stop ? move.pause() : move.play();
  show();
}
function show() {
  const at = now();
  place.value = at;
  time.value = (at / 1000).toFixed(1) + ' s';
  play.textContent = running() ? 'Pause' : 'Play';
  const current = steps.findLast((step) => Number(step.dataset.at) <= at);
  for (const step of steps) step === current ? step.setAttribute('aria-current', 'true') : step.removeAttribute('aria-current');
}
function tick() {
  if (running()) show();
  else play.textContent = 'Play';
  requestAnimationFrame(tick);
}
if (moves.length > 0) {
  controls.hidden = false;
  play.onclick = toggle;
  place.oninput = () => seek(Number(place.value));
  for (const step of steps) step.onclick = () => seek(Number(step.dataset.at));
  show();
  tick();
}`;
