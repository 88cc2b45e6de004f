import { answer } from "./answer.ts";
import { calm, lift } from "./calm.ts";
import { centre } from "./centre.ts";
import { change } from "./change.ts";
import { complete } from "./complete.ts";
import { ending } from "./ending.ts";
import { exaggerate } from "./exaggerate.ts";
import { follow } from "./follow.ts";
import { goodbye } from "./goodbye.ts";
import { ground } from "./ground.ts";
import { hello } from "./hello.ts";
import { hold } from "./hold.ts";
import { imitate } from "./imitate.ts";
import { incorporate } from "./incorporate.ts";
import { makeSpace } from "./make-space.ts";
import { model } from "./model.ts";
import { pace } from "./pace.ts";
import { reflect } from "./reflect.ts";
import { repeat } from "./repeat.ts";
import { silence } from "./silence.ts";
import { stopGo } from "./stop-go.ts";
import { synchronise } from "./synchronise.ts";
import type { Technique } from "./technique.ts";
import { windDown } from "./wind-down.ts";

/** Every technique there is. The panel keeps the first five cards in sight. */
export const TECHNIQUES: readonly Technique[] = [
  ground,
  follow,
  answer,
  hold,
  makeSpace,
  stopGo,
  imitate,
  synchronise,
  incorporate,
  pace,
  reflect,
  exaggerate,
  centre,
  repeat,
  model,
  complete,
  change,
  calm,
  lift,
  hello,
  goodbye,
  silence,
  windDown,
  ending,
];

/** The technique of that name, or undefined. */
export function techniqueNamed(name: string): Technique | undefined {
  return TECHNIQUES.find((technique) => technique.name === name);
}

/** The therapist's word for a technique; the name itself for one that is none. */
export function labelOf(name: string): string {
  return techniqueNamed(name)?.label ?? name;
}
