import type { Room } from "../room.ts";
import type { SwitchAction } from "./desk-papers.ts";

/** Does what a foot switch is for. STOP works always; the rest while a session runs and sounds. */
export function doSwitched(room: Room, action: SwitchAction): void {
  const { running, stopped, quiet, onBreak, plan } = room.session;
  if (action !== "stop" && (!running || stopped)) return;
  switch (action) {
    case "stop":
      room.stop();
      return;
    case "moment":
      room.hear({ kind: "tag", name: "moment", detail: null });
      return;
    case "quiet":
      room.hear({ kind: "quiet", on: !quiet });
      return;
    case "leaveSpace":
      if (!onBreak) room.hear({ kind: "technique", technique: "makeSpace" });
      return;
    case "next":
      if (plan && plan.phase < plan.phases.length - 1) room.hear({ kind: "phase", phase: plan.phase + 1 });
      return;
  }
}
