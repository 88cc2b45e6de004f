import { prompt } from "./prompts.ts";
import type { Technique } from "./technique.ts";

/** Model: shows how, with one bar that is easy to copy. */
export const model: Technique = {
  name: "model",
  label: "Model",
  card: true,
  keepsTime: false,
  react: (scene, cue) => prompt(scene, cue, "model"),
};
