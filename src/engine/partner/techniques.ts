import { answer } from "./answer.ts";
import { ground } from "./ground.ts";
import { silence } from "./silence.ts";
import type { Technique } from "./technique.ts";

/** Every technique there is; the first is the default. */
export const TECHNIQUES: readonly Technique[] = [answer, ground, silence];

/** The technique of that name, or undefined. */
export function techniqueNamed(name: string): Technique | undefined {
  return TECHNIQUES.find((technique) => technique.name === name);
}
