import { accompany, type Style } from "./accompaniment.ts";
import { levelUnder, plainLayers, wishOf } from "./manner.ts";
import type { Technique } from "./technique.ts";
import { playLayers } from "./voices.ts";

/** Of the child's tempo: inside practice.md's 0.9–1.0. */
const SLOWER = 0.95;
/** Against the child's loudness. */
const SOFTER = -3;
/** One onset a beat, whatever else is set: strong and simple. */
const SIMPLE = 2;

const STYLE: Style = {
  says: "Holds a firm, simple beat, a little slower than the child",
  follow: 1,
  pace: SLOWER,
  duck: 0,
  wish: (scene, at, seconds) => ({
    ...wishOf(scene),
    busy: SIMPLE,
    level: levelUnder(scene, at, seconds, SOFTER),
    layers: { ...plainLayers(scene), drone: 0, bass: 1, harmony: 1, line: 0 },
  }),
  fill: playLayers,
};

/** Hold / contain: a firm frame for chaos, a little slower than the child, 3 dB softer, and stable. */
export const hold: Technique = {
  name: "hold",
  label: "Hold",
  card: true,
  keepsTime: true,
  react: (scene, cue) => accompany(scene, cue, STYLE),
};
