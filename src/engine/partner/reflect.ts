import { inMode, type Mode } from "../music/key.ts";
import { accompany, type Style } from "./accompaniment.ts";
import { askedKey, keyNow } from "./hearing.ts";
import { plainLayers, wishOf } from "./manner.ts";
import type { Layers } from "./sounding.ts";
import type { Mood } from "./steering.ts";
import type { Scene, Technique } from "./technique.ts";
import { playLayers } from "./voices.ts";

/** How a mood sounds: its mode, and changes of what is set. The therapist taps it; nothing here is inferred. */
interface Voicing {
  readonly mode: Mode;
  readonly busy: number;
  readonly level: number;
  readonly register: number;
  readonly layers: Omit<Layers, "drone">;
}

const VOICINGS: Record<Mood, Voicing> = {
  calm: { mode: "major", busy: -1, level: -3, register: 0, layers: { pulse: 0.5, bass: 1, harmony: 1, line: 1 } },
  sad: { mode: "minor", busy: -1, level: -3, register: -0.3, layers: { pulse: 0, bass: 1, harmony: 1, line: 1 } },
  playful: { mode: "major", busy: 1, level: 0, register: 0.4, layers: { pulse: 1, bass: 0.7, harmony: 0.8, line: 1 } },
  cross: { mode: "minor", busy: 0, level: 1.5, register: -0.5, layers: { pulse: 1, bass: 1, harmony: 1, line: 0 } },
};

function styleFor(scene: Scene): Style {
  const { mood } = scene.steering;
  const voicing = mood === null ? undefined : VOICINGS[mood];
  const { harmony } = scene.partner;
  const home = askedKey(scene) ?? (harmony.voicing.length > 0 ? harmony.key : keyNow(scene));
  return {
    says: mood === null ? "Keeps a steady beat until a mood is tapped" : `Reflects ${mood}, as tapped`,
    follow: 1,
    pace: 1,
    rest: 1,
    key: voicing && inMode(home, voicing.mode),
    wish: (now) => {
      const wish = wishOf(now);
      const plain = { ...plainLayers(now), line: 0 };
      if (!voicing) return { ...wish, layers: plain };
      return {
        busy: Math.max(1, Math.min(5, wish.busy + voicing.busy)),
        level: wish.level + voicing.level,
        register: wish.register + voicing.register,
        layers: { ...voicing.layers, drone: 0 },
      };
    },
    fill: playLayers,
  };
}

/** Reflect: mode and voicing by the mood that the therapist tapped. */
export const reflect: Technique = {
  name: "reflect",
  label: "Reflect",
  card: true,
  keepsTime: true,
  react: (scene, cue) => accompany(scene, cue, styleFor(scene)),
};
