import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const TOP = 10;
const FIRST = 5;
const KEY = "antiphon.volume.2";

/** The volume of this browser, 0–10. It only makes softer: 10 is what the engine's limits allow. */
export function Volume({ panel }: { panel: Panel }) {
  const { sound } = words.value;
  const volume = useSignal(remembered());
  useEffect(() => panel.sound.setVolume(volume.peek() / TOP), []);

  function set(value: number): void {
    volume.value = Math.min(TOP, Math.max(0, value));
    panel.sound.setVolume(volume.value / TOP);
    remember(volume.value);
  }

  return (
    <fieldset class="volume" aria-label={sound.volumeHere}>
      <label for="volume">{sound.volume}</label>
      <button
        type="button"
        aria-label={sound.softer}
        disabled={volume.value <= 0}
        onClick={() => set(volume.value - 1)}
      >
        −
      </button>
      <input
        id="volume"
        type="range"
        min={0}
        max={TOP}
        step={1}
        value={volume.value}
        aria-valuetext={sound.volumeOf(volume.value, TOP)}
        onInput={(event) => set(event.currentTarget.valueAsNumber)}
      />
      <button
        type="button"
        aria-label={sound.louder}
        disabled={volume.value >= TOP}
        onClick={() => set(volume.value + 1)}
      >
        +
      </button>
    </fieldset>
  );
}

function remembered(): number {
  try {
    const stored = Number.parseInt(localStorage.getItem(KEY) ?? "", 10);
    return stored >= 0 && stored <= TOP ? stored : FIRST;
  } catch {
    return FIRST;
  }
}

function remember(volume: number): void {
  try {
    localStorage.setItem(KEY, String(volume));
  } catch {
    // A browser that keeps nothing starts at the usual volume again.
  }
}
