import type { PlannedSession } from "../../../server/protocol.ts";
import type { Panel } from "../../panel.ts";
import { goTo } from "../../route.ts";

/** Opens the room for a child, or for practice (null), where it is not open for it yet. Resolves to whether it is. */
export async function openFor(panel: Panel, code: string | null): Promise<boolean> {
  if (panel.welcome.peek()?.child === (code ?? "practice")) return true;
  return (await panel.send("children:open", code)).ok;
}

/** Starts a planned session: the room for the child, the plan, and Start. Call it from a person's gesture. */
export async function startPlanned(panel: Panel, { child, plan }: PlannedSession): Promise<void> {
  // Sound is turned on within the gesture; whatever comes after may be too late for the browser.
  const sound = panel.turnSoundOn();
  if (!(await openFor(panel, child))) return;
  if (!(await panel.send("plan:set", plan)).ok) return;
  await sound;
  goTo("live");
  await panel.start();
}
