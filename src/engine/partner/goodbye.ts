import { sing } from "./song.ts";
import { GOODBYE } from "./songs.ts";
import type { Technique } from "./technique.ts";

/** The goodbye song: the same every week. Its last note is given to the child; then there is silence. */
export const goodbye: Technique = {
  name: "goodbye",
  label: "Sing goodbye",
  card: true,
  keepsTime: false,
  ritual: true,
  react: (scene, cue) => sing(scene, cue, GOODBYE, "goodbye"),
};
