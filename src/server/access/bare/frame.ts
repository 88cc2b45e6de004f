import { type Markup, markup } from "../../reports/markup.ts";

/** A bare page: whole without a script, in the browser's own theme. */
export function barePage(language: string, title: string, content: Markup, script?: string): string {
  const source = script === undefined ? undefined : markup`<script src="${script}" defer></script>`;
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Antiphon</title>
<link rel="stylesheet" href="/bare.css">
${source}
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`.text;
}

/** The style of the bare pages; colours and sizes as everywhere in the panel. */
export const BARE_STYLE = `:root {
  color-scheme: light dark;
  --page: #f5f3ee;
  --text: #22303a;
  --muted: #55626b;
  --card: #fffdf8;
  --lines: #7c8790;
  --stop: #a3241c;
  --stop-edge: #a3241c;
  --focus: #0b57a4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #151b1f;
    --text: #e7eae6;
    --muted: #a9b4b9;
    --card: #1e262b;
    --lines: #7b878d;
    --stop: #b3302a;
    --stop-edge: #e7eae6;
    --focus: #6fb3f2;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--page);
  color: var(--text);
  font: 1.25rem/1.5 system-ui, sans-serif;
}
main {
  display: flex;
  flex-direction: column;
  gap: 24px;
  max-width: 40rem;
  min-height: 100vh;
  min-height: 100dvh;
  margin: 0 auto;
  padding: 24px 16px;
}
h1, p { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.25; }
.muted { color: var(--muted); }
.said { font-size: 1.5rem; font-weight: 600; line-height: 1.375; }
form { display: flex; flex-direction: column; gap: 24px; }
form.stop { flex: 1; }
label { display: flex; flex-direction: column; gap: 8px; }
input {
  min-height: 64px;
  padding: 0 16px;
  border: 2px solid var(--lines);
  border-radius: 8px;
  background: var(--card);
  color: var(--text);
  font: inherit;
}
input::placeholder { color: var(--muted); opacity: 1; }
input.code { font-size: 2rem; letter-spacing: 0.25em; }
input.recovery { text-transform: uppercase; letter-spacing: 0.05em; }
details { display: flex; flex-direction: column; gap: 24px; }
summary { min-height: 48px; padding: 8px 0; cursor: pointer; }
button {
  min-height: 64px;
  padding: 0 24px;
  border: 2px solid var(--text);
  border-radius: 8px;
  background: var(--text);
  color: var(--card);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button.stop {
  flex: 1;
  min-height: 192px;
  border-color: var(--stop-edge);
  border-radius: 24px;
  background: var(--stop);
  color: #fff;
  font-size: 3rem;
  letter-spacing: 0.05em;
  touch-action: manipulation;
}
a { color: inherit; min-height: 48px; align-self: flex-start; padding: 8px 0; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; }
[hidden] { display: none; }
@media (forced-colors: active) {
  :root {
    --page: Canvas;
    --text: CanvasText;
    --muted: CanvasText;
    --card: Canvas;
    --lines: CanvasText;
    --focus: Highlight;
  }
  button, button.stop { border: 4px solid ButtonText; background: ButtonFace; color: ButtonText; }
}
`;
