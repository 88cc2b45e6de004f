import type { Pitch, RollNote } from "../../../server/protocol.ts";
import { hasSharp, whitePitch } from "../../keyboard.ts";
import { pitchName, words } from "../../language.ts";

/** Three octaves from C3. */
const LOWEST = 28;
const WHITES = 22;
const WIDTH = 28;
const HEIGHT = 110;

/** Keys as they lie on an instrument, those that sound lit; what lies beyond them, and pads, are named beside. */
export function DrawnKeys({ lit }: { lit: readonly Pick<RollNote, "id" | "pitch" | "voice">[] }) {
  const { welcome } = words.value;
  const keys = Array.from({ length: WHITES }, (_, place) => whitePitch(LOWEST + place));
  const [lowest, highest] = [keys[0] as Pitch, (keys.at(-1) as Pitch) + 1];
  const sounding = new Set(lit.filter(({ voice }) => voice !== "drum").map(({ pitch }) => pitch));
  const beside = lit.filter(({ pitch, voice }) => voice === "drum" || pitch < lowest || pitch > highest);
  return (
    <div class="drawn-keys">
      <svg viewBox={`0 0 ${WHITES * WIDTH} ${HEIGHT}`} role="img" aria-label={welcome.drawn}>
        {keys.map((pitch, place) => (
          <rect
            key={pitch}
            class={sounding.has(pitch) ? "white lit" : "white"}
            x={place * WIDTH + 1}
            y={1}
            width={WIDTH - 2}
            height={HEIGHT - 2}
            rx={4}
          />
        ))}
        {keys.map(
          (pitch, place) =>
            hasSharp(LOWEST + place) &&
            place < WHITES - 1 && (
              <rect
                key={pitch}
                class={sounding.has(pitch + 1) ? "black lit" : "black"}
                x={(place + 1) * WIDTH - 9}
                y={1}
                width={18}
                height={66}
                rx={3}
              />
            ),
        )}
      </svg>
      {beside.map(({ id, pitch, voice }) => (
        <span key={id} class="pad-lit">
          {voice === "drum" ? `● ${pitch}` : pitchName(pitch)}
        </span>
      ))}
    </div>
  );
}
