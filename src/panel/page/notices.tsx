import type { Panel } from "../panel.ts";

const LINK_WORDS = {
  reconnecting: "Reconnecting…",
  unreachable: "Engine not reachable. The page keeps trying. To stop all sound, turn the speaker down.",
} as const;

/** Whether the engine is there; nothing while it is. */
export function LinkRibbon({ panel }: { panel: Panel }) {
  const state = panel.link.state.value;
  const trouble = panel.stopTrouble.value;
  return (
    <div class="link">
      <div aria-live="assertive">{trouble && <p class="ribbon urgent">{trouble}</p>}</div>
      <div role="status">{state !== "hidden" && !trouble && <p class={`ribbon ${state}`}>{LINK_WORDS[state]}</p>}</div>
    </div>
  );
}

interface Message {
  readonly text: string;
  readonly level: "info" | "warning" | "error";
  readonly close?: () => void;
}

const BEFORE = { info: "", warning: "Please note: ", error: "Problem: " } as const;

/** What the engine has to say: an interrupted session, alerts, refused requests. The newest stands before the others. */
export function Notices({ panel }: { panel: Panel }) {
  const messages = gather(panel);
  const message = messages.at(-1);
  const others = messages.length - 1;
  return (
    <div class="notices" role="status">
      {message && (
        <p class="notice">
          <span>
            {BEFORE[message.level] && <strong>{BEFORE[message.level]}</strong>}
            {message.text}
            {others > 0 && <span class="muted"> ({others} more)</span>}
          </span>
          {message.close && (
            <button type="button" onClick={message.close} aria-label="Close this message">
              Close
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function gather(panel: Panel): Message[] {
  const interrupted = panel.welcome.value?.interrupted;
  const problem = panel.sound.problem.value;
  const messages: Message[] = [];
  if (interrupted && !panel.running.value) messages.push({ text: interrupted, level: "info" });
  if (problem) messages.push({ text: problem, level: "error" });
  for (const { id, text, level } of panel.notices.value) {
    messages.push({ text, level, close: () => panel.dismiss(id) });
  }
  return messages;
}
