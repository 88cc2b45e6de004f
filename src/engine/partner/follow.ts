import { accompany, type Style } from "./accompaniment.ts";
import { matchManner, plainLayers } from "./manner.ts";
import type { Technique } from "./technique.ts";
import { playLayers } from "./voices.ts";

const STYLE: Style = {
  says: "Follows the child's tempo and manner",
  follow: 1,
  pace: 1,
  rest: 1,
  wish: (scene, at, seconds) => ({
    ...matchManner(scene, at, seconds),
    layers: { ...plainLayers(scene), line: 1 },
  }),
  fill: playLayers,
};

/** Follows the child in tempo, density, loudness and register (practice.md 5: tempo following plus Pace). */
export const follow: Technique = {
  name: "follow",
  label: "Follow",
  card: true,
  keepsTime: true,
  react: (scene, cue) => accompany(scene, cue, STYLE),
};
