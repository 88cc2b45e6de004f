import { accompany, type Style } from "./accompaniment.ts";
import { matchManner, plainLayers } from "./manner.ts";
import type { Technique } from "./technique.ts";
import { playLayers } from "./voices.ts";

const STYLE: Style = {
  says: "Matches how busy, loud and high the child plays, and keeps its tempo",
  follow: 0,
  pace: 1,
  wish: (scene, at, seconds) => ({
    ...matchManner(scene, at, seconds),
    layers: { ...plainLayers(scene), line: 0 },
  }),
  fill: playLayers,
};

/** Pace / match: the child's density, mean velocity and register, 4 s up and 8 s down; the tempo stays. */
export const pace: Technique = {
  name: "pace",
  label: "Pace",
  card: true,
  keepsTime: true,
  react: (scene, cue) => accompany(scene, cue, STYLE),
};
