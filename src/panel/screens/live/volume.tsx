import { words } from "../../language.ts";
import { setVolume, TOP_VOLUME, volume, volumeLimit } from "../../volume.ts";

/** The volume of this browser, 0–10. It only makes softer: 10 is what the engine's limits allow. */
export function Volume() {
  const { sound } = words.value;
  return (
    <fieldset class="volume" aria-label={sound.volumeHere}>
      <label for="volume">{sound.volume}</label>
      <button
        type="button"
        aria-label={sound.softer}
        disabled={volume.value <= 0}
        onClick={() => setVolume(volume.value - 1)}
      >
        −
      </button>
      <input
        id="volume"
        type="range"
        min={0}
        max={TOP_VOLUME}
        step={1}
        value={volume.value}
        aria-valuetext={sound.volumeOf(volume.value, TOP_VOLUME)}
        onInput={(event) => {
          setVolume(event.currentTarget.valueAsNumber);
          // The knob does not stand where the volume cannot go.
          event.currentTarget.value = String(volume.peek());
        }}
      />
      <button
        type="button"
        aria-label={sound.louder}
        disabled={volume.value >= (volumeLimit.value ?? TOP_VOLUME)}
        onClick={() => setVolume(volume.value + 1)}
      >
        +
      </button>
    </fieldset>
  );
}
