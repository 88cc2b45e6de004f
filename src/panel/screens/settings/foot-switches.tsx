import { useEffect } from "preact/hooks";
import type { Desk, SwitchAction } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

export const SWITCH_ACTIONS = [
  "stop",
  "leaveSpace",
  "moment",
  "next",
  "quiet",
] as const satisfies readonly SwitchAction[];

/** What a switch sends, in words. */
function signWords(sign: Desk["switches"][SwitchAction]): string {
  const { switches } = words.value.house;
  return sign ? switches[sign.kind](sign.number, sign.port) : switches.none;
}

/** Learns foot switches, pedals and pads: press Learn, then the thing itself. */
export function FootSwitches({ panel }: { panel: Panel }) {
  const { switches } = words.value.house;
  const desk = panel.desk.value;
  // Whoever leaves the page does not leave a pedal to be learnt by chance.
  useEffect(() => () => void (panel.desk.peek()?.learning && panel.send("switch:learn", null)), []);
  if (!desk) return null;
  return (
    <section class="card stack" id="switches" aria-labelledby="switches-title">
      <h3 id="switches-title">{switches.title}</h3>
      <p class="muted">{switches.how}</p>
      <ul class="stack">
        {SWITCH_ACTIONS.map((action) => {
          const name = switches.actions[action];
          const learning = desk.learning === action;
          return (
            <li key={action} class="line row">
              <p class="what">
                <b>{name}</b>{" "}
                <span class="muted" role={learning ? "status" : undefined}>
                  {learning ? switches.learning : signWords(desk.switches[action])}
                </span>
              </p>
              <button
                type="button"
                aria-label={learning ? undefined : switches.learn(name)}
                aria-pressed={learning}
                onClick={() => void panel.send("switch:learn", learning ? null : action)}
              >
                {learning ? switches.leave : switches.learnShort}
              </button>
              {desk.switches[action] && (
                <button
                  type="button"
                  aria-label={switches.forget(name)}
                  onClick={() => void panel.send("switch:forget", action)}
                >
                  {switches.forgetShort}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
