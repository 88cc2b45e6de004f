import { render } from "preact";
import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/child.css";
import { keepLanguage } from "../language.ts";
import { Panel } from "../panel.ts";
import { keepPreferences } from "../preferences.ts";
import { ChildPage } from "./child-page.tsx";
import { stayAwake } from "./stay-awake.ts";

keepPreferences();
// It hears nothing: the sound of the room comes from the engine's own loudspeakers.
const panel = new Panel("child");
const place = document.getElementById("child");
document.body.classList.add("childs-own");
void keepLanguage().then(() => {
  if (place) render(<ChildPage panel={panel} />, place);
});
stayAwake();
// A long press or a second finger must not open a browser's menu, and nothing is dragged away.
for (const name of ["contextmenu", "dragstart"]) window.addEventListener(name, (event) => event.preventDefault());
