import { useEffect } from "preact/hooks";
import type { Millis } from "../../server/protocol.ts";
import type { JustDone } from "../just-done.ts";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";

/** How long it can be taken back from where it is said. */
const SHOWN: Millis = 10_000;

/** Says what was just done, and takes it back. */
export function DoneLine({ panel, done }: { panel: Panel; done: JustDone }) {
  const { verbs } = words.value;
  useEffect(() => {
    const timer = setTimeout(() => {
      if (panel.justDone.peek() === done) panel.justDone.value = null;
    }, SHOWN);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <div class="chip just-done" role="status">
      <p>{done.text}</p>
      <button
        type="button"
        onClick={() => {
          panel.justDone.value = null;
          done.undo();
        }}
      >
        {verbs.undo}
      </button>
    </div>
  );
}
