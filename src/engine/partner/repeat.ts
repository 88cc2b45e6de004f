import { prompt } from "./prompts.ts";
import type { Technique } from "./technique.ts";

/** Repeat: gives the last offer again, softer. */
export const repeat: Technique = {
  name: "repeat",
  label: "Repeat",
  card: true,
  keepsTime: false,
  react: (scene, cue) => prompt(scene, cue, "repeat"),
};
