import { preferences } from "../preferences.ts";

/** 20 ms at about −46 dBFS: heard by whoever holds the tablet, and hardly beyond. */
const LEVEL = 0.005;
const LASTS = 0.02;
const PITCH = 880;

let context: AudioContext | undefined;

/** A soft tick where the panel may sound: nothing of the session, and silent unless it was asked for in Settings. Call it from a gesture. */
export function tick(): void {
  if (preferences.panelSounds.peek() !== "soft") return;
  context ??= new AudioContext();
  const now = context.currentTime;
  const tone = new OscillatorNode(context, { frequency: PITCH });
  const level = new GainNode(context, { gain: 0 });
  level.gain.setValueAtTime(0, now);
  level.gain.linearRampToValueAtTime(LEVEL, now + LASTS / 4);
  level.gain.linearRampToValueAtTime(0, now + LASTS);
  tone.connect(level).connect(context.destination);
  tone.start(now);
  tone.stop(now + LASTS);
  tone.onended = () => level.disconnect();
}
