import { levelOf, velocityOf } from "../music/level.ts";
import { accompany, type Beat, type Style } from "./accompaniment.ts";
import type { PlannedNote } from "./partner.ts";
import type { Technique } from "./technique.ts";

const STYLE: Style = {
  follow: 1,
  pace: 1,
  wish: ({ steering }) => ({
    busy: steering.busy,
    level: levelOf(64) + steering.loudness,
    register: steering.register,
  }),
  fill: (beat) => ({ notes: groundNotes(beat) }),
};

/** The tonic on the bar, the fifth on its third beat: something to stand on. */
function groundNotes({ grid, period, key, sounding, bar }: Beat): PlannedNote[] {
  const pitch = 48 + key.tonic + (grid.index % 4 === 2 ? 7 : 0);
  const velocity = Math.floor(velocityOf(sounding.level - (bar ? 0 : 3)));
  return [{ onset: grid.beat, duration: 0.6 * period, pitch, velocity }];
}

/** Rhythmic grounding: a steady beat under the child's playing, at the child's own tempo, without fills. */
export const ground: Technique = {
  name: "ground",
  label: "Ground",
  card: true,
  keepsTime: true,
  react: (scene, cue) => accompany(scene, cue, STYLE),
};
