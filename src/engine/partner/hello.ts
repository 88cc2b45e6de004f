import { sing } from "./song.ts";
import { HELLO } from "./songs.ts";
import type { Technique } from "./technique.ts";

/** The hello song: the same every week, with a gap for the name. */
export const hello: Technique = {
  name: "hello",
  label: "Sing hello",
  card: true,
  keepsTime: false,
  ritual: true,
  react: (scene, cue) => sing(scene, cue, HELLO, "hello"),
};
