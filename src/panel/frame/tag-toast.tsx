import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";

/** How long a tag can be taken back from where it is said. */
const SHOWN = 10_000;

/** Says what was tagged, and lets it be taken back. After distress it offers what helps. */
export function TagToast({ panel }: { panel: Panel }) {
  const { live, verbs, techniques } = words.value;
  const tag = panel.lastTag.value;
  const shown = useSignal(false);
  useEffect(() => {
    if (!tag) return;
    shown.value = true;
    const timer = setTimeout(() => (shown.value = false), SHOWN);
    return () => clearTimeout(timer);
  }, [tag]);
  if (!tag || !shown.value || panel.locked.value) return null;
  const distress = tag.name === "distress" && (panel.view.value?.tags.open.includes("distress") ?? false);
  return (
    <div class="notices toast" role="status">
      <p class="notice">
        <span>{distress ? live.calmMenu : live.tagged(tag.label)}</span>
        {distress && (
          <>
            <button type="button" onClick={() => void panel.send("quiet", true)}>
              {verbs.quiet}
            </button>
            <button type="button" onClick={() => void panel.send("break", true)}>
              {verbs.break}
            </button>
            <button type="button" onClick={() => void panel.send("technique:set", "calm")}>
              {techniques.calm}
            </button>
          </>
        )}
        <button
          type="button"
          onClick={() => {
            const newest = panel.view.peek()?.tags.recent.findLast(({ name }) => name === tag.name);
            shown.value = false;
            if (newest) void panel.send("tag:undo", newest.id);
          }}
        >
          {verbs.undo}
        </button>
      </p>
    </div>
  );
}
