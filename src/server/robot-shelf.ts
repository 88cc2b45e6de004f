import { z } from "zod";
import type { Body } from "../engine/robot/body.ts";
import { courseOf, durationOf, type Gesture, poseAt } from "../engine/robot/gesture.ts";
import { noiseOf } from "../engine/robot/gesture-facts.ts";
import { refusalOf } from "../engine/robot/lint.ts";
import { restPose } from "../engine/robot/pose.ts";
import type { RobotSection } from "../hardware/drivers.ts";
import { bodyOf } from "../hardware/robot/body-section.ts";
import { withBody } from "./calibration/rig-calibration.ts";
import { DRAFT, type GestureDraft, type Preview } from "./gesture-draft.ts";
import type { Rig } from "./rig.ts";
import type { Store } from "./store/store.ts";

const KEPT = z.strictObject({ name: z.string().regex(/^own[0-9]{1,4}$/), ...DRAFT.shape });
/** Gestures that a rig has beyond its file. */
const PAPERS = z.strictObject({
  /** Whether a rig without a robot gets one on the screen. */
  onScreen: z.boolean().default(false),
  /** By the rig's name. */
  gestures: z.record(z.string(), z.array(KEPT).max(24)).default({}),
});
type Papers = z.infer<typeof PAPERS>;

const NAME = "robot";
const STEP = 50;
const MOST = 24;

function gestureOf({ label, tracks }: GestureDraft, name: string): Gesture {
  return { name, label, unit: "seconds", tracks };
}

/** Why a draft cannot be a gesture of this body, in one sentence; undefined where it can. */
function whyNot(draft: GestureDraft, body: Body): string | undefined {
  const joints = draft.tracks.map(({ joint }) => joint);
  const stranger = joints.find((joint) => !body.joints.some(({ name }) => name === joint));
  if (stranger !== undefined) return `This robot has no joint "${stranger}".`;
  if (new Set(joints).size < joints.length) return "A joint stands twice in the gesture: put its keyframes together.";
  return refusalOf(body, gestureOf(draft, draft.label));
}

/** What a draft looks like on a body. Throws RangeError with the sentence of the validator. */
export function previewOf(draft: GestureDraft, body: Body): Preview {
  const refusal = whyNot(draft, body);
  if (refusal !== undefined) throw new RangeError(refusal);
  const course = courseOf(gestureOf(draft, draft.label), 1_000);
  const rest = restPose(body);
  const length = durationOf(course);
  const poses = Array.from({ length: Math.ceil(length / STEP) + 1 }, (_, step) => {
    const pose = poseAt(course, Math.min(length, step * STEP), rest);
    return body.joints.map(({ name }) => Number((pose[name] ?? 0).toFixed(1)));
  });
  return { length: length / 1_000, noise: noiseOf(course, rest), poses };
}

/** What is kept of a room's robot beyond the rig's file: gestures of its own, and whether there is one on the screen. */
export class RobotShelf {
  readonly #store: Pick<Store, "kept" | "keep">;
  readonly #rig: string;
  #papers: Papers;

  constructor(store: Pick<Store, "kept" | "keep">, rig: string) {
    this.#store = store;
    this.#rig = rig;
    this.#papers = readPapers(store.kept(NAME));
  }

  get onScreen(): boolean {
    return this.#papers.onScreen;
  }

  /** The gestures of the rig's own. */
  get gestures(): readonly Gesture[] {
    return this.#own.map(({ name, ...draft }) => gestureOf(draft, name));
  }

  /** The rig with what is kept for it. A gesture that its robot cannot make, as after a calibration, stays on the shelf. */
  furnish(rig: Rig): Rig {
    const robot: RobotSection | undefined =
      rig.robot ?? (this.onScreen ? { driver: "emulated-robot", name: "On-screen robot" } : undefined);
    if (!robot) return rig;
    const { body } = bodyOf(robot.body);
    const fitting = this.#own.filter((kept) => whyNot(kept, body) === undefined);
    if (fitting.length === 0) return { ...rig, robot };
    const section = withBody(robot, body);
    const gestures = Object.fromEntries(
      fitting.map(({ name, label, tracks }) => [
        name,
        {
          label,
          unit: "seconds" as const,
          tracks: Object.fromEntries(
            tracks.map(({ joint, keyframes }) => [
              joint,
              { keyframes: keyframes.map(({ time, angle }): [number, number] => [time, angle]) },
            ]),
          ),
        },
      ]),
    );
    const own = section.body?.gestures ?? {};
    return {
      ...rig,
      robot: { ...section, body: { ...section.body, gestures: { ...own, ...gestures } } } as RobotSection,
    };
  }

  async showOnScreen(onScreen: boolean): Promise<void> {
    await this.#keep({ onScreen });
  }

  /** Keeps a draft, in place of the one of this name where there is one. Resolves to its name. Throws RangeError with a sentence. */
  async keepGesture(draft: GestureDraft, body: Body, named: string | null): Promise<string> {
    previewOf(draft, body);
    const own = this.#own;
    const known = own.find(({ name }) => name === named);
    if (!known && own.length >= MOST) throw new RangeError(`There are ${MOST} gestures already: take one away first.`);
    const numbers = own.map(({ name }) => Number(name.slice("own".length)));
    const name = known?.name ?? `own${Math.max(0, ...numbers) + 1}`;
    const kept = { name, ...draft };
    await this.#keepOwn(known ? own.map((one) => (one === known ? kept : one)) : [...own, kept]);
    return name;
  }

  async dropGesture(name: string): Promise<void> {
    await this.#keepOwn(this.#own.filter((one) => one.name !== name));
  }

  get #own(): Papers["gestures"][string] {
    return this.#papers.gestures[this.#rig] ?? [];
  }

  #keepOwn(gestures: Papers["gestures"][string]): Promise<void> {
    return this.#keep({ gestures: { ...this.#papers.gestures, [this.#rig]: gestures } });
  }

  async #keep(change: Partial<Papers>): Promise<void> {
    this.#papers = { ...this.#papers, ...change };
    await this.#store.keep(NAME, JSON.stringify(this.#papers));
  }
}

function readPapers(text: string | undefined): Papers {
  try {
    const read = PAPERS.safeParse(text === undefined ? {} : JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // As for a text of another shape.
  }
  return PAPERS.parse({});
}
