import type { RobotListener, RobotOut } from "../engine/ports.ts";
import type { Body } from "../engine/robot/body.ts";
import { calibrated } from "../engine/robot/calibration.ts";
import type { RobotEvent } from "../engine/session/event.ts";
import type { Clock } from "../engine/time/clock.ts";
import type { Millis } from "../engine/time/units.ts";
import { openGestureRobot, type RobotSection } from "../hardware/drivers.ts";
import { bodyOf } from "../hardware/robot/body-section.ts";
import { writeCalibration } from "../hardware/robot/calibration-file.ts";
import { type GestureRobot, NO_FACTS } from "../hardware/robot/robot-facts.ts";
import { PanelCalibration } from "./calibration/panel-calibration.ts";
import { misfitOf, withBody } from "./calibration/rig-calibration.ts";
import { FIRMWARE } from "./folders.ts";
import type { GestureDraft, Preview } from "./gesture-draft.ts";
import { RobotConsole } from "./robot-console.ts";
import { type RobotManner, RobotMirror } from "./robot-mirror.ts";
import type { CalibrationStepWanted, RobotPicture } from "./robot-picture.ts";
import { previewOf, type RobotShelf } from "./robot-shelf.ts";

export interface RoomRobotParts {
  /** The robot as it was calibrated. */
  readonly section: RobotSection;
  /** The robot as the rig describes it, and the rig's file, beside which a calibration is kept; null without a file. */
  readonly rig: { readonly section: RobotSection; readonly file: string } | null;
  readonly sensitive: boolean;
  readonly clock: Clock;
  readonly origin: Millis;
  /** What the session is told, and how it is with devices. */
  readonly tell: (cue: RobotEvent["cue"], at: Millis) => void;
  readonly status: RobotListener["status"];
  readonly stop: () => void;
  readonly trouble: (text: string) => void;
  /** Whether a session runs: then nothing is calibrated. */
  readonly running: () => boolean;
  readonly manner: () => RobotManner;
  /** Whether it is there because somebody wanted one on the screen, and not by the rig. */
  readonly onScreen?: boolean;
  /** Where gestures of the rig's own are kept; null where nothing is. */
  readonly shelf: RobotShelf | null;
  readonly open?: typeof openGestureRobot;
}

/** The room's robot: opened, armed, mirrored for the panel, calibrated, and closed. */
export class RoomRobot {
  /** The robot, while it plays in the session: handed to the look-ahead, which sends to whatever stands here. */
  readonly outs: RobotOut[] = [];
  readonly #parts: RoomRobotParts;
  readonly #mirror: RobotMirror;
  /** What goes over its line. */
  readonly console: RobotConsole;
  #section: RobotSection;
  #robot: GestureRobot | undefined;
  #calibration: PanelCalibration | undefined;
  /** One robot is closed before another is opened on its line. */
  #turn: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: RoomRobotParts) {
    this.#parts = parts;
    this.#section = parts.section;
    const { clock, origin } = parts;
    this.console = new RobotConsole(() => clock.now() - origin);
    this.#mirror = new RobotMirror({
      section: parts.section,
      onScreen: parts.onScreen ?? false,
      body: () => bodyOf(this.#section.body).body,
      facts: () => this.#robot?.facts() ?? NO_FACTS,
      calibration: () => this.#calibration?.picture() ?? null,
      manner: parts.manner,
      own: () => parts.shelf?.gestures ?? [],
      now: () => clock.now() - origin,
      origin,
    });
  }

  /** Opens it for the session. What is wrong with it is told. */
  open(): void {
    const { clock, sensitive, open = openGestureRobot } = this.#parts;
    const listener = this.#mirror.watch(this.#listener());
    const { tap } = this.console;
    this.#robot = open(this.#section, { clock, listener, firmware: FIRMWARE, sensitive, tap });
    this.outs.push(this.#robot);
  }

  /** Throws RangeError while it is calibrated. */
  arm(): void {
    if (this.#calibration) throw new RangeError("the robot is being calibrated");
    this.#robot?.arm();
  }

  /** STOP also ends a calibration. */
  stop(): void {
    this.#calibration?.stop();
  }

  picture(): RobotPicture {
    return this.#mirror.picture();
  }

  /** The picture for the panel, ten times a second at most and only when it is another one. */
  fresh(): RobotPicture | undefined {
    return this.#mirror.fresh();
  }

  /** A step of the calibration. Throws RangeError, in a part of a sentence, for one that cannot be taken now. */
  calibrate(wanted: CalibrationStepWanted): void {
    const calibration = this.#calibration;
    if (wanted.step === "start") this.#beginCalibration();
    else if (!calibration) throw new RangeError("the robot is not being calibrated");
    else if (wanted.step === "leave") this.#endCalibration(this.#section);
    else if (wanted.step === "save") this.#save(calibration);
    else calibration.take(wanted);
  }

  /** A session begins: nothing is kept of a calibration on its way. */
  leaveCalibration(): void {
    if (this.#calibration) this.#endCalibration(this.#section);
  }

  /** What a draft of a gesture looks like on this robot. Throws RangeError with the validator's sentence. */
  preview(draft: GestureDraft): Preview {
    return previewOf(draft, this.#body);
  }

  /** Keeps a gesture for this rig; it can be asked for at once. Rejects with RangeError: why not. Resolves to its name. */
  async keepGesture(draft: GestureDraft, named: string | null): Promise<string> {
    const name = await this.#shelf.keepGesture(draft, this.#body, named);
    this.#tellGestures();
    return name;
  }

  /** A gesture of the rig's own is kept no longer; until the room is opened anew it can still be asked for where it was known. */
  async dropGesture(name: string): Promise<void> {
    await this.#shelf.dropGesture(name);
    this.#tellGestures();
  }

  get #body(): Body {
    return bodyOf(this.#section.body).body;
  }

  get #shelf(): RobotShelf {
    if (!this.#parts.shelf) throw new RangeError("nothing is kept of this robot");
    return this.#parts.shelf;
  }

  #tellGestures(): void {
    this.#parts.tell({ kind: "gestures", own: this.#shelf.gestures }, this.#parts.clock.now());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await this.#calibration?.close();
    await this.#robot?.close();
  }

  #beginCalibration(): void {
    if (this.#calibration) throw new RangeError("the robot is being calibrated already");
    if (this.#parts.running())
      throw new RangeError("a session runs: finish it, a robot is calibrated with no child at it");
    const { rig, clock, open = openGestureRobot } = this.#parts;
    const section = rig?.section ?? this.#section;
    const { body } = bodyOf(section.body);
    const before = this.#robot;
    this.outs.length = 0;
    this.#robot = undefined;
    const calibration = new PanelCalibration(body, clock, (wide, listener) => {
      const robot = open(withBody(section, wide), {
        clock,
        listener: this.#mirror.watch(listener),
        firmware: FIRMWARE,
        tap: this.console.tap,
      });
      this.#robot = robot;
      return robot;
    });
    this.#calibration = calibration;
    this.#after(async () => {
      await before?.close();
      calibration.begin();
    });
  }

  #save(calibration: PanelCalibration): void {
    const { rig } = this.#parts;
    if (!rig) throw new RangeError("this rig has no file to keep a calibration beside");
    const found = calibration.found();
    const { body } = bodyOf(rig.section.body);
    const misfit = misfitOf(body, found);
    if (misfit !== undefined) throw new RangeError(`${misfit}: calibrate it again`);
    writeCalibration(rig.file, found);
    const next: Body = calibrated(body, found);
    this.#parts.tell({ kind: "body", body: next }, this.#parts.clock.now());
    this.#endCalibration(withBody(rig.section, next));
  }

  /** The session's robot is opened again, with this body; it waits to be armed. */
  #endCalibration(section: RobotSection): void {
    const calibration = this.#calibration;
    this.#calibration = undefined;
    this.#section = section;
    this.#after(async () => {
      await calibration?.close();
      if (!this.#closed) this.open();
    });
  }

  #after(change: () => Promise<void>): void {
    this.#turn = this.#turn.then(change);
  }

  #listener(): RobotListener {
    const { tell, status, stop, trouble } = this.#parts;
    let ready = false;
    return {
      status,
      readiness: ({ at, readiness, pose }) => {
        if (readiness === "ready") tell({ kind: "armed", pose }, at);
        else if (ready && readiness !== "stopped") tell({ kind: "lost" }, at);
        ready = readiness === "ready";
      },
      reach: ({ at, within }) => tell({ kind: "reach", within }, at),
      stopButton: stop,
      refused: ({ reason }) => trouble(reason),
      touch: ({ at, touched }) => tell({ kind: "touch", touched }, at),
      // The mirror keeps it.
      pose: () => {},
    };
  }
}
