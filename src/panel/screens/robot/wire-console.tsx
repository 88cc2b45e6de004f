import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ConsoleLine } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const EVERY = 1_000;
const SHOWN = 100;

/** What goes over the robot's line, to be read. Nothing can be sent from here: whatever moves goes through the limits. */
export function WireConsole({ panel }: { panel: Panel }) {
  const { robot: said } = words.value;
  const lines = useSignal<readonly ConsoleLine[]>([]);
  const open = useSignal(false);
  const routine = useSignal(false);
  useEffect(() => {
    if (!open.value) return;
    let over = false;
    const ask = async (): Promise<void> => {
      const since = lines.peek().at(-1)?.number ?? 0;
      const ack = await panel.send("robot:console", { since, routine: routine.peek() });
      if (over) return;
      if (!ack.ok) open.value = false;
      else lines.value = [...lines.peek(), ...(JSON.parse(ack.given ?? "[]") as ConsoleLine[])].slice(-SHOWN);
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [open.value]);
  return (
    <section class="card stack" aria-labelledby="wire">
      <h3 id="wire">{said.console}</h3>
      <p class="muted">{said.consoleHow}</p>
      <div class="line">
        <button type="button" aria-pressed={open.value} onClick={() => (open.value = !open.value)}>
          {open.value ? said.consoleStop : said.consoleStart}
        </button>
        <button type="button" aria-pressed={routine.value} onClick={() => (routine.value = !routine.value)}>
          {said.consoleAll}
        </button>
      </div>
      {lines.value.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        <section class="wire" aria-labelledby="wire" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{said.consoleTime}</th>
                <th scope="col">{said.consoleWay}</th>
                <th scope="col">{said.consoleSays}</th>
                <th scope="col">{said.consoleBytes}</th>
              </tr>
            </thead>
            <tbody>
              {lines.value.toReversed().map(({ number, at, to, says, bytes }) => (
                <tr key={number}>
                  <td>{(at / 1_000).toFixed(2)}</td>
                  <td>{to === "device" ? said.toRobot : said.fromRobot}</td>
                  <td>{says}</td>
                  <td>
                    <code>{bytes}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
