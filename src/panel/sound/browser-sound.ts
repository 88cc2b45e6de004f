import { type ReadonlySignal, signal } from "@preact/signals";
import type { WorkletSynthesizer } from "spessasynth_lib";
import type { Millis, Pitch, Player, SoundCommand } from "../../server/protocol.ts";
import type { EngineTime } from "../engine-time.ts";
import type { EngineVoice } from "../link.ts";
import { Expression, type ExpressionPoint } from "./expression.ts";
import { SoundGraph } from "./graph.ts";
import { PLAYERS, TRIAL_CHANNEL } from "./instruments.ts";
import { Lateness } from "./lateness.ts";
import { LOOK_AHEAD_SECONDS } from "./limiter.ts";
import { OutputTime } from "./output-time.ts";
import { SoundQueue } from "./queue.ts";
import { loadSynth, openSynth, playPoint, setProgram, warmUp } from "./synth.ts";
import { type SoundChange, VoiceChannels } from "./voice-channels.ts";

/** off: not asked for yet. failed: this browser cannot play; `problem` says why. */
export type SoundState = "off" | "preparing" | "on" | "failed";

const SOUND_FONT = "/sound/FluidR3Mono_GM.sf3";
const PUMP: Millis = 20;
/**
 * How long before its time a command is handed to the synthesiser, from where it cannot be taken back: long enough for a
 * page that hangs for a moment, short enough for a partner that yields within 250 ms.
 */
const HAND_OVER: Millis = 100;
/** Timers of hidden pages are slow. */
const HAND_OVER_HIDDEN: Millis = 150;
/** After so long STOP has muted everything. */
const MUTE: Millis = 160;
/** How the notes of an engine that is gone end, under the fade of the graph. */
const FAREWELL: Millis = 100;
const PATIENCE: Millis = 20_000;
/** How a sound is tried: softly, a chord's notes one after another. */
const TRIAL = { pitches: [60, 64, 67, 72] as readonly Pitch[], velocity: 36, apart: 380 as Millis } as const;

/** The sound of this browser: engine commands in, General MIDI out, silent until turned on by a person's gesture. */
export class BrowserSound {
  readonly #state = signal<SoundState>("off");
  readonly #problem = signal<string | null>(null);
  readonly #muted = signal(false);
  readonly #queue = new SoundQueue();
  readonly #expression = new Expression();
  readonly #voices = new VoiceChannels();
  /** The last level and programs of each player that came before there was sound. */
  readonly #early = new Map<string, SoundCommand>();
  readonly #lateness: Lateness;
  readonly #engineTime: EngineTime;
  #soundFont: Promise<ArrayBuffer> | undefined;
  #graph: SoundGraph | undefined;
  #synth: WorkletSynthesizer | undefined;
  #outputTime: OutputTime | undefined;
  #opening: Promise<void> | undefined;
  #volume = 1;
  #softened = false;
  #trial = 0;
  #pumps = 0;
  #voice: EngineVoice = "gone";

  constructor(engineTime: EngineTime, reportLate: (late: { count: number; worst: Millis }) => void) {
    this.#engineTime = engineTime;
    this.#lateness = new Lateness(reportLate);
  }

  get state(): ReadonlySignal<SoundState> {
    return this.#state;
  }
  get problem(): ReadonlySignal<string | null> {
    return this.#problem;
  }
  get muted(): ReadonlySignal<boolean> {
    return this.#muted;
  }

  /** Fetches the synthesiser and the SoundFont (14.5 MB) ahead of time; makes no sound. */
  prepare(): void {
    // What fails here is tried, and told of, when sound is turned on.
    loadSynth().catch(() => {});
    this.#soundFont ??= fetchSoundFont();
    this.#soundFont.catch(() => {
      this.#soundFont = undefined;
    });
  }

  /** Call it from a person's gesture. Resolves when sound comes, or when it is clear that none will. */
  async turnOn(): Promise<void> {
    if (this.#state.peek() === "on") return this.#graph?.context.resume();
    if (this.#state.peek() === "preparing") return;
    this.#state.value = "preparing";
    try {
      await withPatience(this.#open());
      this.#problem.value = null;
      this.#state.value = "on";
    } catch (error) {
      this.#problem.value = `No sound from this browser: ${error instanceof Error ? error.message : error}`;
      this.#state.value = "failed";
    }
  }

  async #open(): Promise<void> {
    await this.#opened();
    for (const state of this.#early.values()) this.#queue.add(state);
    setInterval(() => this.pump(), PUMP);
  }

  /** Graph and synthesiser, opened once: for what the engine plays, or for a sound that is tried on this page alone. */
  #opened(): Promise<void> {
    this.#opening ??= this.#openGraph().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openGraph(): Promise<void> {
    this.prepare();
    const [graph, soundFont] = await Promise.all([SoundGraph.open(), this.#soundFont as Promise<ArrayBuffer>]);
    const synth = await openSynth(graph.context, soundFont.slice(0), graph.input);
    await warmUp(synth);
    this.#graph = graph;
    this.#synth = synth;
    this.#outputTime = new OutputTime(graph.context);
    graph.context.onstatechange = () => this.#outputTime?.forget();
    graph.setVolume(this.#volume);
    graph.soften(this.#softened);
    graph.hold(this.#voice !== "heard");
    if (!this.#muted.peek()) graph.unmute();
  }

  /** Tries a sound softly on this page alone, through its limiter: a few notes, or one stroke of a drum. Not after STOP. */
  async tryOut(sound: { readonly program: number } | { readonly drum: Pitch }): Promise<void> {
    this.endTrial();
    const trial = this.#trial;
    await withPatience(this.#opened());
    await this.#graph?.context.resume();
    const synth = this.#synth;
    if (!synth || this.#muted.peek() || trial !== this.#trial) return;
    const drum = "drum" in sound;
    synth.midiChannels[TRIAL_CHANNEL]?.setDrums(drum);
    setProgram(synth, TRIAL_CHANNEL, drum ? 0 : sound.program);
    const pitches = drum ? [sound.drum, sound.drum] : TRIAL.pitches;
    const strike = (place: number): void => {
      const pitch = pitches[place];
      const before = pitches[place - 1];
      if (before !== undefined) synth.noteOff(TRIAL_CHANNEL, before);
      if (trial !== this.#trial || pitch === undefined || this.#muted.peek()) return;
      synth.noteOn(TRIAL_CHANNEL, pitch, TRIAL.velocity);
      setTimeout(() => strike(place + 1), TRIAL.apart);
    };
    strike(0);
  }

  /** Ends what is tried. */
  endTrial(): void {
    this.#trial++;
    for (const pitch of TRIAL.pitches) this.#synth?.noteOff(TRIAL_CHANNEL, pitch);
  }

  /** Commands from the engine; times are the engine's clock. */
  play(commands: readonly SoundCommand[]): void {
    if (this.#state.peek() === "on") {
      for (const command of commands) this.#queue.add(command);
      this.pump();
      return;
    }
    // What sounds is over before there is sound; how a player sounds is not.
    for (const command of commands) {
      if (command.kind === "level") this.#early.set(`level ${command.player}`, command);
      if (command.kind === "program") this.#early.set(`program ${command.player} ${command.voice}`, command);
    }
  }

  /** Hands over what is due soon. Runs by its own timer; call it as well whenever the engine is heard of. */
  pump(): void {
    const { hidden } = document;
    const now = performance.now();
    if (this.#pumps++ % 5 === 0) this.#outputTime?.observe();
    const horizon = now + (hidden ? HAND_OVER_HIDDEN : HAND_OVER);
    const clock = this.#engineTime.toLocal(0);
    if (clock === undefined) return;
    for (const command of this.#queue.take(horizon - clock)) this.#perform(command, command.at + clock, now);
    this.#playPoints(this.#expression.take(horizon));
    this.#lateness.report(now);
  }

  #perform(command: SoundCommand, local: Millis, now: Millis): void {
    switch (command.kind) {
      case "noteOn": {
        const { player, voice, pitch, velocity } = command;
        const { midiChannel, change } = this.#voices.begin(player, voice);
        // A key pressed sounds as soon as it can and is never late; the partner's notes have a time to keep.
        if (player !== "child") this.#lateness.note(now - local);
        const from = Math.max(local, now);
        if (change) this.#change(player, change, from);
        this.#playPoints(this.#expression.begin(player, midiChannel, from));
        this.#synth?.noteOn(midiChannel, pitch, velocity, { time: this.#time(local) });
        return;
      }
      case "noteOff": {
        const options = { time: this.#time(local) };
        for (const midiChannel of this.#voices.of(command.player, command.voice))
          this.#synth?.noteOff(midiChannel, command.pitch, options);
        return;
      }
      case "program":
        this.#voices.choose(command.player, command.voice, command.program, command.over);
        return;
      case "noise":
        this.#graph?.playNoise(command.level, command.rise);
        return;
      case "level":
        this.#expression.turn(command.player, command.level, local, command.over);
        return;
      case "release":
        this.#release(command.player, Math.max(local, now), command.fade);
        return;
      case "silence":
        this.silence(command.fade);
        return;
    }
  }

  /** What is held on the channel that is left keeps its sound, or goes out while the other comes in. */
  #change(player: Player, { from, to, program, over }: SoundChange, at: Millis): void {
    if (!this.#synth) return;
    if (over > 0) this.#playPoints(this.#expression.cross(player, from, to, at, over));
    setProgram(this.#synth, to, program);
  }

  #playPoints(points: readonly ExpressionPoint[]): void {
    for (const point of points) if (this.#synth) playPoint(this.#synth, point, this.#time(point.at));
  }

  /** Seconds of the context at a local time; what has passed is played at once. */
  #time(local: Millis): number {
    if (local <= performance.now()) return 0;
    return (this.#outputTime?.of(local) ?? LOOK_AHEAD_SECONDS) - LOOK_AHEAD_SECONDS;
  }

  #release(player: Player, at: Millis, fade: Millis): void {
    // Notes already handed over begin up to 100 ms from now: the end must come after them.
    const settled = at + HAND_OVER + 10;
    this.#expression.release(player, at, Math.max(fade, settled - at), settled);
  }

  /** STOP: silent within 150 ms, everything dropped and ended; stays mute until {@link allow}. */
  silence(fade?: Millis): void {
    this.#muted.value = true;
    this.#queue.clear();
    this.#expression.clear(performance.now() + MUTE);
    this.#graph?.mute(fade);
    const synth = this.#synth;
    if (!synth) return;
    // Twice: what was handed over may begin after the first.
    setTimeout(() => synth.stopAll(true), MUTE);
    setTimeout(() => synth.stopAll(true), MUTE + HAND_OVER_HIDDEN);
  }

  /** Lets sound through again, fading in over 1 s. */
  allow(): void {
    if (!this.#muted.peek()) return;
    this.#muted.value = false;
    this.#graph?.unmute();
  }

  /** Volume of this browser, 0–1. */
  setVolume(volume: number): void {
    this.#volume = volume;
    this.#graph?.setVolume(volume);
  }

  /** Takes the edge off what is high, for a sensitive child. */
  soften(on: boolean): void {
    if (on === this.#softened) return;
    this.#softened = on;
    this.#graph?.soften(on);
  }

  /** Effective level at the loudspeaker, dBFS. */
  level(): number {
    return this.#graph?.level() ?? Number.NEGATIVE_INFINITY;
  }

  /**
   * Without the engine there is no sound: nobody would end it. Of a silent one nothing is dropped, so that a moment's hang is a dip and
   * no more; what a lost one has scheduled ahead never sounds.
   */
  follow(voice: EngineVoice): void {
    this.#voice = voice;
    this.#graph?.hold(voice !== "heard");
    if (voice !== "gone") return;
    this.#queue.clear();
    for (const player of PLAYERS) this.#release(player, performance.now(), FAREWELL);
  }
}

async function fetchSoundFont(): Promise<ArrayBuffer> {
  const answer = await fetch(SOUND_FONT);
  if (!answer.ok) throw new Error(`the engine has no SoundFont at ${SOUND_FONT} (answer ${answer.status}).`);
  return answer.arrayBuffer();
}

function withPatience<T>(promise: Promise<T>): Promise<T> {
  const tooLong = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("it took too long to get ready. Reload the page.")), PATIENCE);
  });
  return Promise.race([promise, tooLong]);
}
