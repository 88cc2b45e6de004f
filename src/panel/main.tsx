import { render } from "preact";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/live.css";
import "./styles/card.css";
import "./styles/over.css";
import "./styles/sheets.css";
import "./styles/house.css";
import "./styles/instruments.css";
import { Frame } from "./frame/frame.tsx";
import { keepLanguage } from "./language.ts";
import { Panel } from "./panel.ts";
import { watchTasks } from "./practice-tasks.ts";
import { keepPreferences, preferences } from "./preferences.ts";
import { followAddress } from "./route.ts";
import { stopOnEscape } from "./stop-key.ts";

keepPreferences();
followAddress(preferences.welcomed.peek() === "yes" ? "today" : "welcome");
const panel = new Panel();
stopOnEscape(panel);
watchTasks(panel);

const place = document.getElementById("panel");
// The words first: a page that changes its language before one's eyes is not calm.
void keepLanguage().then(() => {
  if (place) render(<Frame panel={panel} />, place);
});
