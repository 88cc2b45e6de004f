import { spoken, words } from "../language.ts";
import type { Panel } from "../panel.ts";

/** Whether the engine is there; nothing while it is. */
export function LinkRibbon({ panel }: { panel: Panel }) {
  const { link, onLive } = words.value;
  const waiting = panel.tags.waiting.value.length;
  const state = panel.link.state.value;
  const trouble = panel.stopTrouble.value;
  return (
    <div class="link">
      <div aria-live="assertive">{trouble && <p class="ribbon urgent">{link[trouble]}</p>}</div>
      <div role="status">
        {state !== "hidden" && !trouble && (
          <p class={`ribbon ${state}`}>
            {link[state]}
            {waiting > 0 && <b>{onLive.tagsWaiting(waiting)}</b>}
          </p>
        )}
      </div>
    </div>
  );
}

interface Message {
  readonly text: string;
  readonly level: "info" | "warning" | "error";
  readonly close?: () => void;
}

/** What the engine has to say: an interrupted session, alerts, refused requests. The newest stands before the others. */
export function Notices({ panel }: { panel: Panel }) {
  const { notices } = words.value;
  const before = { info: "", warning: notices.note, error: notices.problem };
  const messages = gather(panel);
  const message = messages.at(-1);
  const others = messages.length - 1;
  return (
    <div class="notices" role="status">
      {message && (
        <p class="notice">
          <span>
            {before[message.level] && <strong>{before[message.level]}</strong>}
            {spoken(message.text)}
            {others > 0 && <span class="muted"> {notices.others(others)}</span>}
          </span>
          {message.close && (
            <button type="button" onClick={message.close} aria-label={notices.close}>
              {words.value.frame.close}
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
  for (const { id, text, level } of panel.notices.shown.value) {
    messages.push({ text, level, close: () => panel.notices.dismiss(id) });
  }
  return messages;
}
