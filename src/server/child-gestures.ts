import type { GestureListener, GestureSensor } from "../engine/ports.ts";
import type { Untimed } from "../engine/run/conductor.ts";
import type { SessionEvent } from "../engine/session/event.ts";
import type { Clock } from "../engine/time/clock.ts";
import type { Millis, Pitch } from "../engine/time/units.ts";
import { type GesturesSection, openGestures } from "../hardware/drivers.ts";
import { loadGestureReader } from "../models/gestures/gesture-reader.ts";
import { inRoot } from "./folders.ts";

/** The pad that a tap plays: a soft hand drum, low conga of General MIDI. */
const TAP_PAD: Pitch = 64;
/** How loud it is struck, from the softest tap to the hardest: never a loud drum. */
const VELOCITY = { least: 24, most: 72 } as const;
const HELD: Millis = 120;

/** Hands an event of the session over; `at` is clock time, and now where it is left out. */
type Dispatch = (event: Untimed<SessionEvent>, at?: Millis) => void;

/**
 * The child's gestures become events of the session. With `taps: "play"` each tap is a stroke on a pad of the child's, at once, and
 * rows of taps are no gestures. Without a network there are no gestures, and the panel says so.
 */
export function openChildGestures(
  section: GesturesSection,
  clock: Clock,
  origin: Millis,
  dispatch: Dispatch,
): GestureSensor {
  const plays = section.taps === "play";
  const { name } = section;
  const listener: GestureListener = {
    stroke: ({ device, strength }) => {
      if (!plays) return;
      const velocity = Math.round(VELOCITY.least + strength * (VELOCITY.most - VELOCITY.least));
      const pad = { player: "child", device, pitch: TAP_PAD, pad: true } as const;
      dispatch({ kind: "noteOn", ...pad, velocity });
      clock.at(clock.now() + HELD, () => dispatch({ kind: "noteOff", ...pad }));
    },
    gesture: ({ device, gesture, strength, strokes }) => {
      if (plays && gesture === "tap") return;
      const inSession = strokes.map((stroke) => Math.round((stroke - origin) * 1_000) / 1_000);
      dispatch({
        kind: "gesture",
        device,
        gesture,
        strength: Math.round(strength * 1_000) / 1_000,
        strokes: inSession,
      });
    },
    status: (status) => dispatch({ kind: "device", ...status }),
  };
  try {
    return openGestures(section, { clock, listener, reader: loadGestureReader(inRoot("models")) });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ArtefactError") throw error;
    listener.status({ device: name, status: "failed", text: `Gestures are not recognised: ${error.message}.` });
    return { name, close: async () => {} };
  }
}
