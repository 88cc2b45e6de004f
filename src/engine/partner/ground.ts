import { accompany, type Style } from "./accompaniment.ts";
import { plainLayers, wishOf } from "./manner.ts";
import type { Technique } from "./technique.ts";
import { playLayers } from "./voices.ts";

/** A steady beat with a bass and a chord under the child, at the child's tempo; a little melody while the child rests. */
export const GROUND: Style = {
  says: "Keeps a steady beat under the child",
  follow: 1,
  pace: 1,
  rest: 1,
  wish: (scene) => ({
    ...wishOf(scene),
    layers: { ...plainLayers(scene), line: scene.listening.phrase.length > 0 ? 0 : 1 },
  }),
  fill: playLayers,
};

/** Rhythmic grounding: a steady beat under the child's playing, at the child's own tempo, without fills. */
export const ground: Technique = {
  name: "ground",
  label: "Ground",
  card: true,
  keepsTime: true,
  react: (scene, cue) => accompany(scene, cue, GROUND),
};
