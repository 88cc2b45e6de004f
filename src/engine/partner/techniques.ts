import { answer } from "./answer.ts";
import { calm, lift } from "./calm.ts";
import { centre } from "./centre.ts";
import { change } from "./change.ts";
import { follow } from "./follow.ts";
import { ground } from "./ground.ts";
import { hold } from "./hold.ts";
import { pace } from "./pace.ts";
import { reflect } from "./reflect.ts";
import { silence } from "./silence.ts";
import { stopGo } from "./stop-go.ts";
import { synchronise } from "./synchronise.ts";
import type { Technique } from "./technique.ts";
import { windDown } from "./wind-down.ts";

/** Every technique there is; the first is the default. */
export const TECHNIQUES: readonly Technique[] = [
  answer,
  ground,
  follow,
  hold,
  synchronise,
  pace,
  centre,
  reflect,
  change,
  stopGo,
  calm,
  lift,
  windDown,
  silence,
];

/** The technique of that name, or undefined. */
export function techniqueNamed(name: string): Technique | undefined {
  return TECHNIQUES.find((technique) => technique.name === name);
}
