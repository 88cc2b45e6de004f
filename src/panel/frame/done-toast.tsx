import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { route } from "../route.ts";
import { DoneLine } from "./done-line.tsx";

/** What was just done and can be taken back, above the bottom row; Live has a line of its own for it. After distress it offers what helps. */
export function DoneToast({ panel }: { panel: Panel }) {
  const { live, verbs, techniques } = words.value;
  const done = panel.justDone.value;
  if (!done || panel.locked.value || (route.value.screen === "live" && !done.distress)) return null;
  return (
    <div class="notices toast">
      <div class="notice">
        {done.distress && (
          <>
            <span>{live.calmMenu}</span>
            <button type="button" onClick={() => void panel.send("quiet", true)}>
              {verbs.quiet}
            </button>
            <button type="button" onClick={() => void panel.send("break", true)}>
              {verbs.break}
            </button>
            <button type="button" onClick={() => void panel.send("winddown")}>
              {verbs.windDown}
            </button>
            <button type="button" onClick={() => void panel.send("technique:set", "calm")}>
              {techniques.calm}
            </button>
          </>
        )}
        <DoneLine panel={panel} done={done} />
      </div>
    </div>
  );
}
