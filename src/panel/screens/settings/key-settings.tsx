import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Choice } from "../../controls/choice.tsx";
import { giveKey, KEY_GROUPS, keyFor, keyWords, mayBeUsed, whyNotThisKey, workOf } from "../../key-map.ts";
import { words } from "../../language.ts";
import { preferences } from "../../preferences.ts";

const GROUPS = ["tags", "states", "music", "cards", "verbs"] as const;

/** Every key of the panel, to be changed or switched off; all but Esc, which is STOP. */
export function KeySettings() {
  const { settings, house } = words.value;
  const { keys, switches } = house;
  /** The work whose new key is waited for. */
  const waiting = useSignal<string | undefined>(undefined);
  const trouble = useSignal("");
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const work = waiting.peek();
      // Esc is STOP, and what is held with others is the browser's.
      if (work === undefined || event.key === "Escape" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Tab") {
        waiting.value = undefined;
        return;
      }
      if (!mayBeUsed(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      const key = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
      const why = whyNotThisKey(key, work);
      trouble.value = why ?? "";
      if (why !== undefined) return;
      if (work === "stop") preferences.stopKey.value = key;
      else giveKey(work, key);
      waiting.value = undefined;
    };
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, []);
  const row = (usual: string, key: string, off: () => void) => (
    <li key={usual} class="line row">
      <span class="what">{workOf(usual)}</span>
      <button
        type="button"
        aria-label={`${workOf(usual)}: ${keyWords(key)}`}
        aria-pressed={waiting.value === usual}
        onClick={() => {
          trouble.value = "";
          waiting.value = waiting.peek() === usual ? undefined : usual;
        }}
      >
        {waiting.value === usual ? keys.press : <kbd>{keyWords(key)}</kbd>}
      </button>
      <button type="button" disabled={key === ""} aria-label={keys.switchOff(workOf(usual))} onClick={off}>
        {keys.switchOffShort}
      </button>
    </li>
  );
  return (
    <section class="card stack" id="keys" aria-labelledby="keys-title">
      <h3 id="keys-title">{keys.title}</h3>
      <Choice
        label={settings.letters}
        options={(["shortcuts", "off"] as const).map((use) => [use, settings.lettersAre[use]])}
        value={preferences.letters.value}
        onChoose={(use) => (preferences.letters.value = use)}
        note={settings.lettersHow}
      />
      <p class="muted">{keys.how}</p>
      <p role="status" class="key-trouble">
        {trouble.value}
      </p>
      <h4>{switches.stopKey}</h4>
      <p class="muted">{switches.stopKeyHow}</p>
      <ul class="stack">{row("stop", preferences.stopKey.value, () => (preferences.stopKey.value = ""))}</ul>
      {GROUPS.map((group) => (
        <details key={group} class="keys-of">
          <summary>{keys.groups[group]}</summary>
          <ul class="stack">{KEY_GROUPS[group].map((usual) => row(usual, keyFor(usual), () => giveKey(usual, "")))}</ul>
        </details>
      ))}
      <div class="line">
        <button
          type="button"
          disabled={Object.keys(preferences.keys.value).length === 0 && preferences.stopKey.value === ""}
          onClick={() => {
            preferences.keys.value = {};
            preferences.stopKey.value = "";
          }}
        >
          {keys.back}
        </button>
      </div>
    </section>
  );
}
