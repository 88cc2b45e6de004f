import { render } from "preact";
import "./style.css";
import { App } from "./page/app.tsx";
import { Panel } from "./panel.ts";

const panel = new Panel();

// Esc is STOP on the whole page, also while typing.
window.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    void panel.stop();
  },
  { capture: true },
);

const place = document.getElementById("panel");
if (place) render(<App panel={panel} />, place);
