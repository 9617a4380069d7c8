/** The page's style: follows the reader's light or dark scheme and holds from a phone to a wall. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --surface: #ffffff; --sunken: #f3f5f7; --line: #dde2e8; --faint: #e9edf1;
  --text: #18202b; --quiet: #566170; --link: #0b5cad; --focus: #0b5cad;
  --passed: #17713f; --drifted: #855800; --failed: #b3261e; --skipped: #5b6674;
  --passed-tint: #e4f4ea; --drifted-tint: #fcf1d8; --failed-tint: #fdecea; --skipped-tint: #edf0f3;
  --failed-mark: #f7c6c1; --drifted-mark: #f3d78f; --added-tint: #e6f4ea; --added-mark: #b4e2c3;
  --bar-passed: #3aa76d; --bar-drifted: #e0a526; --bar-failed: #d8473d; --bar-skipped: #a7b1bd;
  --net-0: #2f7fd1; --net-1: #c2621b; --net-2: #2d8f6f; --net-3: #8a5bd0; --net-4: #b8478a;
  --shadow: 0 1px 2px rgb(20 30 45 / 6%), 0 4px 14px rgb(20 30 45 / 5%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1217; --surface: #161b22; --sunken: #10151b; --line: #2a323d; --faint: #212832;
    --text: #e4e9f0; --quiet: #9ba7b5; --link: #79b8ff; --focus: #79b8ff;
    --passed: #5bcf8f; --drifted: #e6b455; --failed: #ff8f86; --skipped: #a3aebb;
    --passed-tint: #12291d; --drifted-tint: #2c2410; --failed-tint: #331816; --skipped-tint: #20262e;
    --failed-mark: #7a2b26; --drifted-mark: #6b521a; --added-tint: #12291d; --added-mark: #1f5a3a;
    --bar-passed: #3fae74; --bar-drifted: #d49c2c; --bar-failed: #e0584e; --bar-skipped: #5f6b79;
    --net-0: #5aa5f0; --net-1: #e8935a; --net-2: #4fbf9b; --net-3: #b08cf0; --net-4: #e07db8;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body {
  margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  -webkit-text-size-adjust: 100%; overflow-wrap: anywhere;
}
pre, code, .path, .mono, .number { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
h1, h2, h3, p, ul, figure, pre { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.aside, .filter input { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.page { max-width: 1400px; margin: 0 auto; padding: 28px 24px 64px; display: grid; gap: 24px; }
.page > * { min-width: 0; }
.brand { color: var(--quiet); font-size: 13px; }
h1 { font-size: 30px; line-height: 1.2; letter-spacing: -.01em; margin: 4px 0 6px; text-wrap: balance; }
.facts { color: var(--quiet); font-size: 13px; display: flex; flex-wrap: wrap; gap: 2px 0; }
.facts > span:not(:last-child)::after { content: "·"; margin: 0 .55em; }

.shares { display: flex; gap: 3px; height: 10px; margin: 18px 0 12px; }
.shares i { border-radius: 3px; min-width: 6px; }
.shares .passed { background: var(--bar-passed); } .shares .drifted { background: var(--bar-drifted); }
.shares .failed { background: var(--bar-failed); } .shares .skipped { background: var(--bar-skipped); }
.filter { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
.filter label {
  display: inline-flex; align-items: center; gap: 7px; padding: 4px 12px; border: 1px solid var(--line); border-radius: 99px;
  background: var(--surface); font-size: 13px; cursor: pointer; font-variant-numeric: tabular-nums;
}
.filter label:hover { border-color: var(--quiet); }
.filter input:checked + label { border-color: var(--text); box-shadow: inset 0 0 0 1px var(--text); font-weight: 600; }
.filter input:focus-visible + label { outline: 2px solid var(--focus); outline-offset: 2px; }
[hidden] { display: none !important; }
.search { margin-top: 12px; }
.search input { width: min(26rem, 100%); padding: 7px 12px; border: 1px solid var(--line); border-radius: 9px; background: var(--surface); color: inherit; font: inherit; font-size: 14px; }

nav { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 14px 8px; font-size: 13.5px; box-shadow: var(--shadow); }
nav h2 { font-size: 12px; color: var(--quiet); font-weight: 600; padding: 0 10px 6px; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav a { display: flex; gap: 8px; align-items: baseline; padding: 4px 10px; border-radius: 7px; color: var(--text); text-decoration: none; }
nav a:hover { background: var(--sunken); }
nav .lab-name { font-weight: 600; margin-top: 6px; }
nav .number { color: var(--quiet); font-size: 12.5px; }

.sign { display: inline-flex; flex: none; justify-content: center; align-items: center; width: 1.45em; height: 1.45em; border-radius: 50%; font-size: 12px; font-weight: 700; line-height: 1; }
.sign.passed { color: var(--passed); background: var(--passed-tint); } .sign.drifted { color: var(--drifted); background: var(--drifted-tint); }
.sign.failed { color: var(--failed); background: var(--failed-tint); } .sign.skipped { color: var(--skipped); background: var(--skipped-tint); }

.lab { display: grid; gap: 14px; }
.lab > * { min-width: 0; }
.lab + .lab { margin-top: 44px; }
.lab h2 { font-size: 21px; line-height: 1.3; display: flex; gap: 10px; align-items: center; margin-bottom: 3px; }
.lab h2 .sign { font-size: 14px; }
.remarks { background: var(--surface); border: 1px solid var(--line); border-left: 4px solid var(--bar-drifted); border-radius: 10px; padding: 9px 14px; font-size: 13.5px; }
.cleanup, .reason { display: flex; gap: 9px; align-items: baseline; }
.cleanup { color: var(--quiet); font-size: 13.5px; }
.cleanup .sign, .reason .sign, .checks .sign { align-self: flex-start; margin-top: .1em; }

.steps { display: grid; gap: 8px; }
.step { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); min-width: 0; }
.step.failed { border-color: var(--bar-failed); } .step.drifted { border-color: var(--bar-drifted); }
summary { cursor: pointer; }
.step > summary { display: flex; gap: 10px; align-items: center; padding: 10px 14px; list-style: none; border-radius: 12px; }
.step > summary::-webkit-details-marker { display: none; }
.step > summary:hover { background: var(--sunken); }
.step[open] > summary { border-radius: 12px 12px 0 0; border-bottom: 1px solid var(--faint); }
.step > summary::after { content: ""; flex: none; width: 7px; height: 7px; margin: 0 3px; border: solid var(--quiet); border-width: 0 2px 2px 0; transform: rotate(45deg) translate(-2px, -2px); }
.step[open] > summary::after { transform: rotate(-135deg) translate(-2px, -2px); }
.step h3 { font-size: 15px; font-weight: 600; flex: 1; overflow-wrap: anywhere; min-width: 0; }
.number { color: var(--quiet); font-size: 13px; flex: none; }
.time { color: var(--quiet); font-size: 13px; display: flex; align-items: center; gap: 8px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { width: 64px; height: 4px; border-radius: 2px; background: var(--faint); display: flex; }
.bar i { background: var(--quiet); border-radius: 2px; opacity: .7; }
.step .body { padding: 16px; display: grid; gap: 22px; scroll-margin-top: 64px; }
.step .body > *, .command > *, .file > * { min-width: 0; }

.command { display: grid; gap: 10px; }
.command > header { display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: baseline; justify-content: space-between; }
.command > header > * { min-width: 0; }
.typed { font-size: 13.5px; font-weight: 600; line-height: 1.55; overflow-x: auto; max-width: 100%; }
.tools { display: inline-flex; gap: 10px; }
.copy { border: 0; padding: 0; background: none; color: var(--link); font: inherit; text-decoration: underline; cursor: pointer; }
.command { scroll-margin-top: 64px; }
.command:target > header { box-shadow: -4px 0 0 var(--focus); }
.prompt { color: var(--quiet); font-weight: 400; user-select: none; }
.command.failed > .reason { color: var(--failed); } .command.drifted > .reason { color: var(--drifted); }
.reason .hint { color: var(--quiet); }
figcaption { font-size: 12.5px; color: var(--quiet); margin-bottom: 5px; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 16px; }
.note { color: var(--quiet); font-size: 12.5px; }
figure pre { background: var(--sunken); border: 1px solid var(--faint); border-radius: 8px; padding: 9px 12px; font-size: 12.5px; line-height: 1.6; overflow: auto; max-height: 34rem; tab-size: 8; }
figure pre .none { color: var(--quiet); font-style: italic; }
.comparison pre { padding: 9px 0; display: grid; grid-template-columns: minmax(100%, max-content); max-height: 48rem; }
.comparison .line { display: block; padding-right: 12px; text-decoration: none; }
.comparison .line::before { content: attr(data-line) "   "; display: inline-block; width: 9ch; text-align: right; white-space: pre; color: var(--quiet); user-select: none; }
.comparison del.line::before { content: attr(data-line) " − "; color: var(--failed); font-weight: 600; }
.comparison del.drifted.line::before { color: var(--drifted); }
.comparison ins.line::before { content: attr(data-line) " + "; color: var(--passed); font-weight: 600; }
.comparison del.failed { background: var(--failed-tint); } .comparison del.drifted { background: var(--drifted-tint); }
.comparison ins { background: var(--added-tint); }
.comparison .cause { white-space: pre-wrap; padding-left: 5.3em; font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; font-size: 13px; }
.comparison .cause::before { content: none; }
.comparison .cause.failed { color: var(--failed); background: var(--failed-tint); } .comparison .cause.drifted { color: var(--drifted); background: var(--drifted-tint); }
.comparison .value { color: var(--quiet); text-decoration: underline dotted; text-underline-offset: 3px; text-decoration-thickness: 1px; cursor: help; }
mark { color: inherit; font-weight: 700; border-radius: 3px; padding: 1px 0; }
del.failed mark { background: var(--failed-mark); } del.drifted mark { background: var(--drifted-mark); } ins mark { background: var(--added-mark); }
.checks { display: grid; gap: 4px; font-size: 14px; }
.checks li { display: flex; gap: 9px; }
.checks .found { color: var(--failed); } .checks .found::before { content: " — "; }
:is(.command details, .then) > summary { font-size: 13px; color: var(--quiet); width: fit-content; }
:is(.command details, .then)[open] > summary { margin-bottom: 8px; }
.command details figcaption { display: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; overflow-wrap: break-word; }
th { text-align: left; font-weight: 600; color: var(--quiet); }
th, td { padding: 4px 16px 4px 0; vertical-align: top; border-bottom: 1px solid var(--faint); }
td code { font-size: 12.5px; white-space: nowrap; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
:is(.labs, .trend) { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 6px 18px; margin-top: 20px; }
.command .scroll table { min-width: max-content; }
.labs table { width: 100%; font-size: 14px; }
.labs tr:last-child td { border: 0; }
.labs td:first-child { min-width: 15rem; }
.labs td .sign { margin-right: 9px; }
.trend { padding: 12px 18px; }
.trend h2 { font-size: 15px; } .trend .scroll { position: relative; }
.trend th, .trend td { white-space: nowrap; vertical-align: middle; }
.trend td:first-child { white-space: normal; min-width: 9rem; } .trend td.run { padding-right: 3px; } :is(.trend td.run + td:not(.run), .trend th.state) { padding-left: 13px; }

.topology { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 12px 16px 6px; box-shadow: var(--shadow); }
.topology .scroll {
  background: linear-gradient(to right, var(--surface) 30%, transparent) local, linear-gradient(to left, var(--surface) 30%, transparent) 100% 0 local,
    linear-gradient(to right, var(--line), transparent) scroll, linear-gradient(to left, var(--line), transparent) 100% 0 scroll;
  background-size: 48px 100%, 48px 100%, 14px 100%, 14px 100%; background-repeat: no-repeat;
}
.topology svg { display: block; margin: 0 auto; }
svg text { fill: var(--text); font-size: 13px; }
svg .mono { font-size: 12px; } svg .label { font-size: 11px; fill: var(--quiet); } svg .quiet { fill: var(--quiet); }
svg .strong { font-weight: 600; } svg .name { font-weight: 700; font-size: 14px; }
svg .card, svg .box { fill: var(--sunken); stroke: var(--line); }
svg .machine { fill: none; stroke: var(--quiet); stroke-width: 1.5; }
svg .nic { fill: var(--surface); stroke: var(--hue); stroke-width: 2; }
svg .bus { stroke: var(--hue); stroke-width: 5; stroke-linecap: round; }
svg .stripe, svg .dot { fill: var(--hue); } svg .dot { stroke: var(--surface); stroke-width: 2; }
svg .gateway { fill: var(--surface); stroke: var(--hue); stroke-width: 3; }
svg .arrows { fill: none; stroke: var(--hue); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
svg .stem { stroke: var(--quiet); stroke-width: 2; } svg .gap { stroke: var(--surface); stroke-width: 12; }
svg .running .state { fill: var(--bar-passed); } svg .paused .state { fill: var(--bar-drifted); } svg .stopped .state { fill: none; stroke: var(--quiet); stroke-width: 2; }
svg .stopped .box { stroke-dasharray: 5 4; stroke: var(--quiet); }
.net-0 { --hue: var(--net-0); } .net-1 { --hue: var(--net-1); } .net-2 { --hue: var(--net-2); } .net-3 { --hue: var(--net-3); } .net-4 { --hue: var(--net-4); }

${['passed', 'drifted', 'failed', 'skipped']
  .map(
    (verdict) =>
      `body:has(#show-${verdict}:checked) :is(.step, nav li):not(.has-${verdict}), body:has(#show-${verdict}:checked) .lab:not(:has(.has-${verdict})) { display: none; }`,
  )
  .join('\n')}

@media (min-width: 1080px) {
  .page { grid-template-columns: 250px minmax(0, 1fr); padding: 36px 32px 80px; gap: 28px 32px; }
  .top { grid-column: 1 / -1; }
  nav { position: sticky; top: 20px; align-self: start; max-height: calc(100vh - 40px); overflow-y: auto; }
}
@media (max-width: 640px) {
  .page { padding: 18px 12px 48px; }
  h1 { font-size: 24px; }
  .bar { display: none; }
  .labs thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .labs tr { display: flex; flex-wrap: wrap; gap: 0 14px; padding: 6px 0; border-bottom: 1px solid var(--faint); }
  .labs tr:last-child { border: 0; }
  .labs td { border: 0; padding: 1px 0; }
  .labs td:first-child { flex: 1 0 100%; min-width: 0; }
  .labs td.n { font-size: 12.5px; color: var(--quiet); text-align: left; }
  .labs td.n::before { content: attr(data-name) " "; }
  .step > summary { padding: 10px; gap: 8px; }
  .step .body { padding: 12px; }
}
@media print {
  nav, .filter { display: none; }
  figure pre { max-height: none; }
  .step { break-inside: avoid-page; box-shadow: none; }
}
`;
