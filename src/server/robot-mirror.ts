import type { RobotListener, RobotReadiness } from "../engine/ports.ts";
import type { Body } from "../engine/robot/body.ts";
import type { RobotLevel } from "../engine/robot/cue.ts";
import type { Gesture } from "../engine/robot/gesture.ts";
import { gestureFacts } from "../engine/robot/gesture-facts.ts";
import type { Pose } from "../engine/robot/pose.ts";
import type { Millis } from "../engine/time/units.ts";
import type { RobotSection } from "../hardware/drivers.ts";
import type { RobotFacts } from "../hardware/robot/robot-facts.ts";
import type { CalibrationPicture, RobotPicture } from "./robot-picture.ts";

/** So many of the last events are kept. */
const KEPT = 20;
/** How gestures of a rig's own are named. */
const OWN = /^own\d+$/;
/** A picture goes out no sooner after another. */
const APART: Millis = 100;

const SENTENCES: Partial<Record<RobotReadiness, string>> = {
  arming: "Is being armed: joint after joint goes slowly to rest.",
  ready: "Armed by a person.",
  stopped: "Stopped: it holds where it stands, until a person arms it.",
};

export interface MirrorParts {
  readonly section: RobotSection;
  readonly onScreen: boolean;
  readonly body: () => Body;
  readonly facts: () => RobotFacts;
  readonly calibration: () => CalibrationPicture | null;
  /** How it is set now, and the beat that it goes with. */
  readonly manner: () => RobotManner;
  /** Gestures of the rig's own, and how they were written. */
  readonly own: () => readonly Gesture[];
  /** Session time. */
  readonly now: () => Millis;
  /** Clock time of session time 0. */
  readonly origin: Millis;
}

export interface RobotManner {
  readonly repertoire: readonly Gesture[];
  readonly level: RobotLevel;
  readonly size: number;
  readonly speed: number;
  readonly sensitive: boolean;
  readonly beat: Millis;
}

/** Holds what the panel shows of the robot: what was measured, and what happened to it last. */
export class RobotMirror {
  readonly #parts: MirrorParts;
  #events: RobotPicture["events"] = [];
  #pose: Pose | null = null;
  #touched = false;
  #within = false;
  #readiness: RobotReadiness = "away";
  #factsOf = "";
  #facts: RobotPicture["gestures"] = [];
  #sent = "";
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(parts: MirrorParts) {
    this.#parts = parts;
  }

  /** The listener, with all that it hears held here as well. */
  watch(listener: RobotListener): RobotListener {
    return {
      status: (status) => {
        this.#tell(status.text);
        listener.status(status);
      },
      readiness: (change) => {
        this.#become(change.readiness);
        listener.readiness(change);
      },
      pose: (measured) => {
        this.#pose = measured.pose;
        listener.pose(measured);
      },
      reach: (change) => {
        this.#within = change.within;
        this.#tell(change.within ? "Somebody is within reach: it pauses." : "Nobody is within reach any more.");
        listener.reach(change);
      },
      touch: (change) => {
        this.#touched = change.touched;
        listener.touch(change);
      },
      stopButton: (pressed) => {
        this.#tell("The stop button on the robot was pressed.");
        listener.stopButton(pressed);
      },
      refused: (report) => {
        this.#tell(report.count > 1 ? `${report.reason} (${report.count} times)` : report.reason);
        listener.refused(report);
      },
    };
  }

  picture(): RobotPicture {
    const { section, origin, now } = this.#parts;
    const { joints, ring, touch, distance } = this.#parts.body();
    const facts = this.#parts.facts();
    const measured = section.driver === "emulated-robot";
    return {
      name: section.name,
      port: section.driver === "robot" ? section.port : null,
      onScreen: this.#parts.onScreen,
      body: {
        joints: joints.map(({ name, low, high, rest }) => ({ name, low, high, rest })),
        ring,
        touch,
        distance: distance !== null,
      },
      readiness: facts.readiness,
      firmware: facts.firmware,
      heartbeatAge: facts.heardAt && Math.max(0, Math.floor((now() + origin - facts.heardAt) / 1_000)),
      battery: null,
      temperature: null,
      gestures: this.#gestures(),
      pose: this.#pose,
      powered: facts.powered,
      ring: facts.ring,
      measured,
      touched: this.#touched,
      within: this.#within,
      distance: facts.distance,
      events: this.#events,
      calibration: this.#parts.calibration(),
    };
  }

  /** The picture, if it is another one than the last and a tenth of a second has passed. */
  fresh(): RobotPicture | undefined {
    const now = this.#parts.now();
    if (now < this.#sentAt + APART) return undefined;
    const picture = this.picture();
    const text = JSON.stringify(picture);
    if (text === this.#sent) return undefined;
    this.#sent = text;
    this.#sentAt = now;
    return picture;
  }

  /** Computed anew only where something that they depend on has changed. */
  #gestures(): RobotPicture["gestures"] {
    const { repertoire, ...manner } = this.#parts.manner();
    const body = this.#parts.body();
    const own = this.#parts.own();
    const key = JSON.stringify([manner, repertoire.length, own, body.joints]);
    if (key === this.#factsOf) return this.#facts;
    this.#factsOf = key;
    // One of the rig's own may have been taken away, or written anew, since the session was opened.
    const all = [...repertoire.filter(({ name }) => !OWN.test(name)), ...own];
    this.#facts = gestureFacts(all, body, manner, manner.beat).map((facts) => {
      const written = own.find(({ name }) => name === facts.name);
      const draft = written && {
        label: written.label,
        tracks: written.tracks.map(({ joint, keyframes }) => ({ joint, keyframes: [...keyframes] })),
      };
      return { ...facts, draft: draft ?? null };
    });
    return this.#facts;
  }

  #become(readiness: RobotReadiness): void {
    const before = this.#readiness;
    this.#readiness = readiness;
    if (readiness === "away") {
      this.#pose = null;
      this.#touched = false;
      this.#within = false;
    }
    const sentence =
      readiness === "unarmed" && before === "ready" ? "No longer armed: it goes slowly to rest." : SENTENCES[readiness];
    if (sentence) this.#tell(sentence);
  }

  #tell(text: string): void {
    this.#events = [...this.#events, { at: this.#parts.now(), text }].slice(-KEPT);
  }
}
