import { render } from "preact";
import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/frame.css";
import { keepLanguage } from "../language.ts";
import { Panel } from "../panel.ts";
import { keepPreferences } from "../preferences.ts";
import { stopOnEscape } from "../stop-key.ts";
import { SpeakerPage } from "./speaker-page.tsx";

keepPreferences();
const panel = new Panel("speaker");
stopOnEscape(panel);
const place = document.getElementById("speaker");
void keepLanguage().then(() => {
  if (place) render(<SpeakerPage panel={panel} />, place);
});
