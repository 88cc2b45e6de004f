import { useEffect, useRef } from "preact/hooks";
import { KEY_GROUPS, keyFor, keyListShown, keyWords, usualKeyOf, workOf } from "../key-map.ts";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { preferences } from "../preferences.ts";
import { isTyping } from "../typing.ts";

/** The keys and what they do, shown by "?" on every screen. Esc is STOP here too: the list is closed by its button. */
export function KeyList({ panel }: { panel: Panel }) {
  const { frame, house } = words.value;
  const close = useRef<HTMLButtonElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return;
      if (preferences.letters.peek() === "off" || panel.locked.peek() || usualKeyOf(event.key) !== "?") return;
      event.preventDefault();
      if (!keyListShown.peek()) before.current = document.activeElement;
      keyListShown.value = !keyListShown.peek();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  useEffect(() => {
    if (keyListShown.value) close.current?.focus();
    else if (before.current instanceof HTMLElement) before.current.focus();
  }, [keyListShown.value]);
  if (!keyListShown.value) return null;
  const { keys } = house;
  return (
    <section class="key-list card stack" role="dialog" aria-label={keys.list}>
      <div class="line">
        <h3>{keys.list}</h3>
        <button ref={close} type="button" onClick={() => (keyListShown.value = false)}>
          {frame.close}
        </button>
      </div>
      <KeyGroups />
      <p class="muted">{keys.listHow}</p>
    </section>
  );
}

/** All keys that do something, by groups. */
export function KeyGroups() {
  const { keys } = words.value.house;
  return (
    <div class="key-groups">
      <KeyGroup name={keys.groups.tags} entries={worksOf("tags")} />
      <KeyGroup name={keys.groups.verbs} entries={[["Escape", keys.does.stop], ...stopKey(), ...worksOf("verbs")]} />
      {(["cards", "states", "music"] as const).map((group) => (
        <KeyGroup key={group} name={keys.groups[group]} entries={worksOf(group)} />
      ))}
    </div>
  );
}

type Entry = readonly [key: string, work: string];

function worksOf(group: keyof typeof KEY_GROUPS): Entry[] {
  return KEY_GROUPS[group].map((usual) => [keyFor(usual), workOf(usual)] as const).filter(([key]) => key !== "");
}

function stopKey(): Entry[] {
  const key = preferences.stopKey.value;
  return key === "" ? [] : [[key, words.value.house.keys.does.stop]];
}

function KeyGroup({ name, entries }: { name: string; entries: readonly Entry[] }) {
  return (
    <div>
      <h4>{name}</h4>
      <dl>
        {entries.map(([key, work]) => (
          <div key={key}>
            <dt>
              <kbd>{key === "Escape" ? "Esc" : keyWords(key)}</kbd>
            </dt>
            <dd>{work}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
