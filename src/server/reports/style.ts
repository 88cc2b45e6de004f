/** Colours: those of the panel (src/panel/style.css), so that a report looks like the rest of Antiphon. */
const LIGHT = `
  --page: #f5f3ee; --card: #fffdf8; --text: #22303a; --muted: #55626b; --lines: #7c8790; --grid: #dcd8ce;
  --ours: #5b4b9a; --rival: #7c8790; --reference: #1f6f78; --band: #e3ecd9; --band-line: #7d9a62;
  --moved: #9484cf; --varied: #2f8f83; --made: #b0741a; --holds: #3f6a26; --fails: #a3241c; --good: #e3ecd9;
  --child: #1f6f78; --partner: #5b4b9a; --therapist: #8a5a00; --robot: #4e6b2e; --space: #dfead3; --pause: #e6dcd4;
  --phase: #f5f3ee; --phase-other: #eae6dc;`;
const DARK = `
  --page: #151b1f; --card: #1e262b; --text: #e7eae6; --muted: #a9b4b9; --lines: #7b878d; --grid: #36424a;
  --ours: #b9aceb; --rival: #8d999f; --reference: #7cc7cf; --band: #2b3a2c; --band-line: #7f9f6b;
  --moved: #8072bd; --varied: #6cbfae; --made: #e3b45c; --holds: #b2cf8b; --fails: #f0a29b; --good: #2b3a2c;
  --child: #7cc7cf; --partner: #b9aceb; --therapist: #e3b45c; --robot: #b2cf8b; --space: #2f4030; --pause: #43372f;
  --phase: #151b1f; --phase-other: #222b31;`;

/** The colours of {@link LIGHT} by name, for what cannot read a style sheet. */
export const LIGHT_COLOURS: Readonly<Record<string, string>> = Object.fromEntries(
  [...LIGHT.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
);

/** What is drawn with: for pictures in the page and for those that stand alone. */
const PICTURES = `
.plot text { fill: var(--muted); font: 12px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
.plot .grid { stroke: var(--grid); stroke-width: 1; }
.plot .bar-line { stroke: var(--lines); stroke-width: 0.8; opacity: 0.6; }
.plot .ground { fill: var(--page); }
.plot text.row { fill: var(--text); }
.plot text.row.ours { fill: var(--ours); font-weight: 700; }
.plot text.row.reference { fill: var(--reference); font-weight: 600; }
.plot text.none { font-style: italic; }
.plot .band { fill: var(--band); }
.plot .band-median { stroke: var(--band-line); stroke-width: 1.2; fill: none; stroke-dasharray: 3 3; }
.plot .mark { stroke: var(--text); stroke-width: 1.2; stroke-dasharray: 4 3; }
.plot .ours { --ink: var(--ours); }
.plot .rival { --ink: var(--rival); }
.plot .reference { --ink: var(--reference); }
.plot .density { fill: var(--ink); opacity: 0.22; }
.plot .whisker { stroke: var(--ink); stroke-width: 1.2; }
.plot .quartiles { stroke: var(--ink); stroke-width: 5; }
.plot .interval { stroke: var(--ink); stroke-width: 2.4; }
.plot .median { fill: var(--card); stroke: var(--ink); stroke-width: 2; }
.plot .beyond { fill: var(--ink); }
.plot .line { fill: none; stroke: var(--ink); stroke-width: 1.6; }
.plot .ours .line { stroke-width: 2.8; }
.plot .area { fill: var(--ink); opacity: 0.18; }
.plot .leader { fill: none; stroke: var(--grid); stroke-width: 1; }
.plot .dash-1 .line { stroke-dasharray: 6 3; }
.plot .dash-2 .line { stroke-dasharray: 2 3; }
.plot .cells rect { fill: var(--text); }
.plot .note { fill: var(--ours); }
.plot .note.moved { fill: var(--moved); }
.plot .note.varied { fill: var(--varied); }
.plot .note.made { fill: var(--made); }
.plot .join { fill: var(--made); }
.plot .phase { fill: var(--phase); }
.plot .phase.other { fill: var(--phase-other); }
.plot .space { fill: var(--space); }
.plot .pause { fill: var(--pause); }
.plot .began { stroke: var(--lines); stroke-width: 1; }
.plot text.stage { fill: var(--text); font-weight: 500; font-size: 11px; }
.plot text.carried { font-size: 11px; }
.plot text.time { fill: var(--text); font-weight: 700; }
.plot .head.child { fill: var(--child); }
.plot .head.partner { fill: var(--partner); }
.plot .head.therapist { fill: var(--therapist); }
.plot .head.robot { fill: var(--robot); }
.plot .head.hollow { fill: var(--card); stroke-width: 1.2; }
.plot .head.hollow.partner { stroke: var(--partner); }
.plot .held { fill: none; }
.plot .held.child { stroke: var(--child); }
.plot .held.partner { stroke: var(--partner); }
.plot .held.therapist { stroke: var(--therapist); }
.plot .held.robot { stroke: var(--robot); }
.plot .held.hollow { opacity: 0.45; }
`;

const PAGE = `
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main, header, footer { max-width: 1200px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 28px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 21px; margin: 0 0 8px; }
h3 { font-size: 16px; margin: 18px 0 6px; }
p { margin: 0 0 10px; max-width: 78ch; }
.muted { color: var(--muted); }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; margin: 8px 0 18px; padding: 0; }
a { color: var(--ours); }
:focus-visible { outline: 3px solid var(--ours); outline-offset: 2px; }
section { background: var(--card); border: 1px solid var(--grid); border-radius: 12px; padding: 20px 24px; margin: 0 0 20px; }
figure { margin: 0; min-width: 0; }
figcaption { font-size: 14px; color: var(--muted); margin-bottom: 4px; }
figcaption strong { color: var(--text); font-size: 15px; }
.plot { display: block; width: 100%; height: auto; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(440px, 1fr)); gap: 22px 24px; }
.trio { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 16px 20px; margin-top: 14px; align-items: end; }
.pair > *, .trio > * { min-width: 0; }
.scroll { overflow-x: auto; }
.broad main, .broad header, .broad footer { max-width: 1700px; }
.roll .plot { min-width: 1150px; }
table { border-collapse: collapse; font-size: 14px; width: 100%; margin: 8px 0 14px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding-bottom: 4px; }
th, td { text-align: right; padding: 4px 8px; border-bottom: 1px solid var(--grid); vertical-align: top; }
td { white-space: nowrap; } td.seen { white-space: normal; }
th { font-weight: 600; }
th:first-child, td.left, th.left { text-align: left; }
thead th, thead td { border-bottom: 2px solid var(--lines); vertical-align: bottom; }
tr.ours th:first-child { color: var(--ours); }
tr.reference th:first-child { color: var(--reference); }
tr.leaky th, tr.leaky td { color: var(--fails); }
td.good { background: var(--good); }
.wide td, .wide th { padding: 3px 5px; font-size: 13px; }
.wide th:first-child { min-width: 176px; }
.holds, .fails, .open { font-weight: 700; white-space: nowrap; }
.holds { color: var(--holds); } .fails { color: var(--fails); } .open { color: var(--muted); }
details { margin: 6px 0; } summary { cursor: pointer; padding: 4px 0; }
audio { display: block; width: 100%; max-width: 420px; height: 40px; margin: 4px 0; }
.piece { border-top: 1px solid var(--grid); padding-top: 12px; margin-top: 14px; }
.piece h4 { margin: 0 0 4px; font-size: 15px; }
.piece.ours h4 { color: var(--ours); } .piece.reference h4 { color: var(--reference); }
.piece.reference .note { fill: var(--reference); } .piece.rival .note { fill: var(--rival); }
p.muted { font-size: 14px; }
.key { max-width: none; } .key span { display: inline-block; width: 14px; height: 8px; margin: 0 5px 1px 12px; border-radius: 2px; }
.key .kept { background: var(--ours); } .key .moved { background: var(--moved); } .key .varied { background: var(--varied); } .key .made { background: var(--made); }
footer { padding-bottom: 32px; color: var(--muted); font-size: 14px; }
@media (max-width: 700px) { main, header, footer { padding: 0 10px; } section { padding: 14px; } .pair { grid-template-columns: minmax(0, 1fr); } td { white-space: normal; } }
@media print {
  @page { margin: 14mm; }
  body { background: none; font-size: 10.5pt; }
  main, header, footer { max-width: none; padding: 0; }
  section { border: 0; padding: 0; margin: 0 0 8mm; background: none; }
  nav, audio { display: none; }
  figure, .piece, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .pair { grid-template-columns: 1fr 1fr; gap: 10px; }
  .trio { grid-template-columns: repeat(4, 1fr); gap: 8px; }
  table { font-size: 8.5pt; } .wide td, .wide th { font-size: 6.5pt; padding: 2px; }
  .wide th:first-child { min-width: 0; } .scroll { overflow: visible; }
}
`;

/** The style sheet of the page. On paper it is light, whatever the screen is. */
export const PAGE_STYLE = `:root { color-scheme: light dark; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
${PICTURES}${PAGE}`;

/** The style of a picture that stands alone, on a card of its own. */
export const PICTURE_STYLE = `.plot { ${LIGHT} background: var(--card); }
@media (prefers-color-scheme: dark) { .plot { ${DARK} } }
${PICTURES}`;
