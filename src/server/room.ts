import { randomBytes } from "node:crypto";
import type { KeptTune } from "../engine/partner/kept-tune.ts";
import type { GestureSensor, Instrument } from "../engine/ports.ts";
import { Conductor, type Untimed } from "../engine/run/conductor.ts";
import { Lookahead } from "../engine/run/lookahead.ts";
import type { Command } from "../engine/session/command.ts";
import type {
  ChildViewEvent,
  EegEvent,
  RemarkEvent,
  RobotEvent,
  SessionEvent,
  TherapistEvent,
} from "../engine/session/event.ts";
import type { Resources, Session } from "../engine/session/session.ts";
import { soundsAtOpen } from "../engine/session/sounds.ts";
import type { Clock } from "../engine/time/clock.ts";
import type { Millis } from "../engine/time/units.ts";
import { PretendChild } from "../hardware/child/pretend-child.ts";
import { openInstrument, type RobotSection, type SwitchBoard } from "../hardware/drivers.ts";
import type { MidiOutput } from "../hardware/midi/output.ts";
import { openChildGestures } from "./child-gestures.ts";
import type { Consented } from "./consented.ts";
import { openRoomEeg, type RoomEeg, type RoomEegParts } from "./eeg/room-eeg.ts";
import { RoomInstruments } from "./instruments/room-instruments.ts";
import type { LoudnessFound } from "./loudness/ear-schema.ts";
import type { LoudnessPicture } from "./loudness/loudness-picture.ts";
import { RoomLoudness } from "./loudness/room-loudness.ts";
import { OUTPUTS, type Output } from "./output.ts";
import { Recorder } from "./recorder.ts";
import type { RehearsableSession, Rehearsal } from "./rehearsal/rehearsal-picture.ts";
import { Rehearsals } from "./rehearsal/rehearsals.ts";
import { rehearse } from "./rehearsal.ts";
import type { Rig } from "./rig.ts";
import type { RobotManner } from "./robot-mirror.ts";
import type { RobotShelf } from "./robot-shelf.ts";
import type { RoomListener, RoomParts } from "./room-parts.ts";
import { RoomRobot, type RoomRobotParts } from "./room-robot.ts";
import { settingsOf } from "./room-settings.ts";
import { RoomSounds } from "./room-sounds.ts";
import type { Store } from "./store/store.ts";

/** Under which the chosen output is kept. */
const OUTPUT = "output";

/** The ports that other instruments of the rig name: "any" is not those. */
function otherPorts({ instruments }: Rig, section: Rig["instruments"][number]): string[] {
  return instruments.flatMap((other) =>
    other !== section && other.driver === "midi-in" && other.port !== "any" ? [other.port] : [],
  );
}

/** The room: opens what the rig names, lets a session run in it, and closes everything in reverse. */
export class Room {
  /** Names this room among all that are opened. */
  readonly id = randomBytes(6).toString("hex");
  readonly rig: Rig;
  /** The gesture robot; undefined where the rig has none. */
  readonly robot: RoomRobot | undefined;
  /** What is played on. */
  readonly instruments: RoomInstruments;
  readonly #resources: Resources;
  readonly #shelf: RobotShelf | null;
  readonly #robotOnScreen: boolean;
  readonly #showRobot: RoomParts["showRobot"];
  readonly #clock: Clock;
  readonly #origin: Millis;
  readonly #conductor: Conductor;
  readonly #recorder: Recorder;
  readonly #listener: RoomListener;
  readonly #trouble: (text: string) => void;
  readonly #sounds: RoomSounds;
  readonly #loudness: RoomLoudness;
  readonly #store: Store;
  readonly #rehearsals: Rehearsals;
  readonly #changed: () => void;
  readonly #reopen: () => Promise<void>;
  readonly #instruments: Instrument[] = [];
  #mayRecordEeg: boolean;
  readonly #plannedFor: RoomParts["plannedFor"];
  readonly #keepTune: RoomParts["keepTune"];
  #tunes: readonly KeptTune[];
  #wrist: GestureSensor | undefined;
  readonly #eegs: RoomEeg[] = [];
  #closing: Promise<void> | undefined;

  constructor(parts: RoomParts) {
    const { rig, clock, resources } = parts;
    this.rig = rig;
    this.#resources = resources;
    this.#shelf = parts.shelf ?? null;
    this.#robotOnScreen = parts.robotOnScreen ?? false;
    this.#showRobot = parts.showRobot;
    this.#clock = clock;
    this.#listener = parts.listener;
    this.#trouble = parts.trouble;
    this.#store = parts.store;
    this.#rehearsals = new Rehearsals(parts.store, rig.child);
    this.#changed = parts.changed ?? (() => {});
    this.#reopen = parts.reopen ?? (async () => {});
    this.#sounds = new RoomSounds({
      sections: rig.sounds,
      link: parts.link,
      clock,
      listener: {
        status: (status) => this.#conductor.dispatch({ kind: "device", ...status }),
        late: (report) => this.reportLate(report),
      },
      output: OUTPUTS.find((one) => one === parts.store.kept(OUTPUT)),
      state: () => soundsAtOpen(this.session.sounds, this.session.settings.profile, clock.now()),
    });
    this.#loudness = new RoomLoudness({
      rig,
      output: () => this.#sounds.output,
      store: parts.store,
      now: () => new Date(),
    });
    const kept = parts.kept?.read() ?? {};
    const settings = settingsOf(rig, kept, this.#loudness.ear);
    rehearse(settings, resources);
    // A whole millisecond as zero keeps session times exact when they are turned into clock times and back.
    this.#origin = Math.floor(clock.now());
    const recorded = { rig: rig.name, settings, resources: resources.digest, corpus: rig.corpus };
    this.#recorder = new Recorder(parts.store, rig.child, recorded, parts.trouble, rig.session.mayRecord);
    this.#mayRecordEeg = rig.session.eeg.mayRecord;
    this.robot = rig.robot && this.#makeRobot(rig.robot, parts.rigFile ?? null);
    const lookahead = new Lookahead(clock, this.#sounds.outs, this.#origin, this.robot?.outs, this.#eegs);
    const witness = (event: SessionEvent, commands: readonly Command[]) => this.#witness(event, commands);
    this.#keepTune = parts.keepTune;
    this.#plannedFor = parts.plannedFor;
    this.#tunes = settings.tunes ?? [];
    this.#conductor = new Conductor(settings, resources, clock, this.#origin, lookahead, witness);
    this.instruments = new RoomInstruments({
      conductor: this.#conductor,
      kept,
      keep: (instruments) => void parts.kept?.keep(instruments).catch((error: Error) => parts.trouble(error.message)),
    });
    this.#open(rig, settings.seed, parts.switches);
  }

  get session(): Session {
    return this.#conductor.session;
  }

  /** A robot on the screen for a room that has none, or no longer. Rejects with RangeError. */
  async showRobot(onScreen: boolean): Promise<void> {
    if (!this.#showRobot) throw new RangeError("this room cannot be opened anew");
    await this.#showRobot(onScreen);
  }

  /** Recorded sessions of this child that the partner can be tried with. Throws RangeError while a session runs. */
  rehearsableSessions(): RehearsableSession[] {
    this.#refuseWhileRunning();
    return this.#rehearsals.sessions();
  }

  /** The partner as it is set now, with a recorded session's child. Rejects with RangeError: why not. */
  async rehearse(session: string): Promise<Rehearsal> {
    this.#refuseWhileRunning();
    return this.#rehearsals.rehearse(session, this.session.steering);
  }

  #refuseWhileRunning(): void {
    if (this.session.running) throw new RangeError("a session is running: finish it first");
  }

  /** Whether the networks in use are the child's own. */
  get ownNetworks(): boolean {
    return this.#resources.common !== undefined;
  }

  /** Session time. */
  now(): Millis {
    return this.#conductor.now();
  }

  /** The pretend child, where the rig has one. */
  get pretendChild(): PretendChild | undefined {
    return this.#instruments.find((instrument) => instrument instanceof PretendChild);
  }

  /** What the first MIDI output process measured of its lateness; undefined without one. */
  get outputReport(): MidiOutput["process"]["report"] {
    return this.#sounds.midi?.process.report;
  }

  /** How the way from the EEG is; undefined without one. */
  get eegHealth(): RoomEeg["health"] {
    return this.#eegs[0]?.health;
  }

  /** Whether the session is written down, or will be from Start on. */
  get records(): boolean {
    return this.#recorder.records;
  }

  /** What may be kept has changed: a stream that was withdrawn ends now. */
  followConsent({ sessionData, eeg }: Consented): void {
    this.#mayRecordEeg = eeg;
    if (!eeg && this.session.eeg?.recording) this.hear({ kind: "eeg", cue: { kind: "record", on: false } });
    this.#recorder.follow(sessionData);
  }

  start(): void {
    this.robot?.leaveCalibration();
    this.#conductor.dispatch({ kind: "start" });
    if (!this.session.stopped) this.pretendChild?.play();
  }

  /** STOP: the fast path. */
  stop(): void {
    this.#conductor.stop();
    this.robot?.stop();
    this.pretendChild?.rest();
  }

  continue(): void {
    this.#conductor.dispatch({ kind: "continue" });
    if (this.session.running) this.pretendChild?.play();
  }

  /** A tap of the therapist that needs nothing of the room. */
  hear(event: Untimed<TherapistEvent | RemarkEvent | ChildViewEvent | RobotEvent | EegEvent>): void {
    this.#conductor.dispatch(event);
  }

  /** Where the room sounds. */
  get output(): Output {
    return this.#sounds.output;
  }

  /** What is known of how loud it is at the child's ear. */
  get loudness(): LoudnessPicture {
    return this.#loudness.picture();
  }

  /** From now on the room sounds there, also after the next start. What was measured for that output holds when the room is opened anew. */
  async chooseOutput(output: Output): Promise<void> {
    this.#sounds.choose(output);
    this.#changed();
    await this.#store.keep(OUTPUT, output);
    if (!this.session.running) await this.#reopen();
  }

  /** Keeps what a person measured (null: forgets it), and opens the room anew so that it holds. Throws RangeError while a session runs. */
  async keepLoudness(found: LoudnessFound | null): Promise<void> {
    if (this.session.running) throw new RangeError("a session is running: finish it first");
    if (found) {
      const { volume, ...measured } = found;
      await this.#loudness.keep(measured, volume);
    } else await this.#loudness.forget();
    await this.#reopen();
  }

  reportLate(report: { count: number; worst: Millis }): void {
    this.#conductor.dispatch({ kind: "late", ...report });
  }

  /** Ends the session and all notes, closes the devices and then the record. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #open(rig: Rig, seed: number, switches: SwitchBoard | undefined): void {
    this.#sounds.open();
    const { listener } = this.instruments;
    for (const section of rig.instruments) {
      const exclude = otherPorts(rig, section);
      this.#instruments.push(openInstrument(section, { clock: this.#clock, listener, seed, switches, exclude }));
    }
    this.robot?.open();
    if (rig.gestures) {
      const dispatch = this.#conductor.dispatch.bind(this.#conductor);
      this.#wrist = openChildGestures(rig.gestures, this.#clock, this.#origin, dispatch);
    }
    if (rig.eeg) this.#openEeg({ ...rig, eeg: rig.eeg }, seed);
  }

  #makeRobot(section: RobotSection, rig: RoomRobotParts["rig"]): RoomRobot {
    return new RoomRobot({
      section,
      rig,
      sensitive: this.rig.profile.sensitive,
      clock: this.#clock,
      origin: this.#origin,
      tell: (cue, at) => this.#conductor.dispatch({ kind: "robot", cue }, at),
      status: (status) => this.#conductor.dispatch({ kind: "device", ...status }),
      stop: () => this.stop(),
      trouble: this.#trouble,
      running: () => this.session.running,
      manner: () => this.#robotManner(),
      onScreen: this.#robotOnScreen,
      shelf: this.#shelf,
    });
  }

  #robotManner(): RobotManner {
    const { robot, settings, partner } = this.session;
    return {
      repertoire: settings.robot?.repertoire ?? [],
      level: robot?.level ?? "off",
      size: robot?.wishes.size ?? 1,
      speed: robot?.wishes.speed ?? 1,
      sensitive: settings.profile.sensitive,
      beat: Math.round(60_000 / partner.sounding.tempo),
    };
  }

  #openEeg(rig: RoomEegParts["rig"], seed: number): void {
    const dispatch: RoomEegParts["dispatch"] = (event, at) => this.#conductor.dispatch(event, at);
    const mayRecord = () => this.#mayRecordEeg;
    const room = {
      clock: this.#clock,
      origin: this.#origin,
      recorder: this.#recorder,
      trouble: this.#trouble,
      mayRecord,
    };
    this.#eegs.push(openRoomEeg({ rig, seed, dispatch, ...room }));
  }

  #witness(event: SessionEvent, commands: readonly Command[]): void {
    this.#recorder.record(event, commands);
    if (event.kind === "tune") this.#noteTunes();
    if (event.kind === "finish") this.#notePlan();
    this.#listener(event, commands);
    for (const eeg of this.#eegs) eeg.witness(commands);
    const child = this.pretendChild;
    if (!child) return;
    for (const command of commands) child.hear({ ...command, at: command.at + this.#origin });
  }

  #notePlan(): void {
    const { plan } = this.session;
    const { id } = this.#recorder;
    if (!plan || id === undefined) return;
    this.#plannedFor?.(
      id,
      plan.phases.reduce((sum, { minutes }) => sum + minutes, 0),
    );
  }

  /** Passes on which tunes were kept, and which were let go. */
  #noteTunes(): void {
    const before = this.#tunes;
    const now = this.session.tunes.kept;
    this.#tunes = now;
    for (const tune of now) if (!before.includes(tune)) this.#keepTune?.(tune, true);
    for (const tune of before) if (!now.includes(tune)) this.#keepTune?.(tune, false);
  }

  async #close(): Promise<void> {
    this.pretendChild?.rest();
    if (this.session.running) this.#conductor.dispatch({ kind: "finish" });
    this.#conductor.close();
    await this.#wrist?.close();
    await Promise.all(this.#instruments.toReversed().map((instrument) => instrument.close()));
    await Promise.all([this.robot, ...this.#eegs].map((device) => device?.close()));
    await this.#sounds.close();
    await this.#rehearsals.close();
    await this.#recorder.end();
  }
}
