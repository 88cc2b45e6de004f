import type { Key } from "../music/key.ts";
import type { Millis, PitchClass } from "../time/units.ts";
import { accompany, type Style } from "./accompaniment.ts";
import { modeOn, mostUsed } from "./harmony.ts";
import { askedKey, keyNow } from "./hearing.ts";
import { wishOf } from "./manner.ts";
import type { CentreMemory } from "./remembered.ts";
import { NO_LAYERS } from "./sounding.ts";
import type { Cue, Reaction, Scene, Technique } from "./technique.ts";
import { playLayers } from "./voices.ts";

/** The home follows the pitch class that the child has used most for so long (practice.md 5). */
const SETTLED: Millis = 8_000;
/** What is used most is counted over this stretch. */
const COUNTED: Millis = 16_000;

function homeFirst(scene: Scene): CentreMemory {
  const { partner } = scene;
  const { tonic } = partner.harmony.voicing.length > 0 ? partner.harmony.key : keyNow(scene);
  return { kind: "centre", tonic, wanted: tonic, since: 0 };
}

/** What is remembered after a look at the child's most-used pitch class. */
function settleHome(scene: Scene, at: Millis): { memory: CentreMemory; moved: boolean } {
  const before = scene.partner.remembered?.kind === "centre" ? scene.partner.remembered : homeFirst(scene);
  const most: PitchClass = mostUsed(scene.listening, at - COUNTED, at) ?? before.tonic;
  if (most !== before.wanted) return { memory: { ...before, wanted: most, since: at }, moved: false };
  const moved = most !== before.tonic && at - before.since >= SETTLED;
  return { memory: moved ? { ...before, tonic: most } : before, moved };
}

function styleFor(key: Key): Style {
  return {
    says: "Holds a tonal home with root and fifth",
    follow: 1,
    pace: 1,
    key,
    still: true,
    wish: (scene) => ({ ...wishOf(scene), layers: { ...NO_LAYERS, drone: 1 } }),
    fill: playLayers,
  };
}

function react(scene: Scene, cue: Cue): Reaction {
  const { memory, moved } = settleHome(scene, cue.at);
  const key = askedKey(scene) ?? { tonic: memory.tonic, mode: modeOn(memory.tonic, scene.listening) };
  const reaction = accompany(scene, cue, styleFor(key));
  const remembered = { ...reaction, partner: { ...reaction.partner, remembered: memory } };
  return moved && !askedKey(scene)
    ? { ...remembered, decision: "Moves its home to the tone that the child uses most" }
    : remembered;
}

/** Tonal centring: a drone of root and fifth on the tone that the child uses most, or on the set one; nothing else. */
export const centre: Technique = { name: "centre", label: "Centre", card: true, keepsTime: true, react };
