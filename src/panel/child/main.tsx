import { render } from "preact";
import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/child.css";
import { keepLanguage } from "../language.ts";
import { Panel } from "../panel.ts";
import { keepPreferences } from "../preferences.ts";
import { ChildPage } from "./child-page.tsx";

keepPreferences();
// It hears nothing: the sound of the room comes from the engine's own loudspeakers.
const panel = new Panel("child");
const place = document.getElementById("child");
void keepLanguage().then(() => {
  if (place) render(<ChildPage panel={panel} />, place);
});
// A long press or a second finger must not open a browser's menu.
window.addEventListener("contextmenu", (event) => event.preventDefault());
