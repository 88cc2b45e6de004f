import type { Millis, Pitch } from "../../engine/time/units.ts";
import { endEverything, NOTE_OFF, NOTE_ON, type Send, setProgram } from "./channel-messages.ts";
import type { PackedCommand } from "./command-ring.ts";
import { DueQueue } from "./due-queue.ts";
import { Expression } from "./expression.ts";
import { SoundingNotes } from "./sounding-notes.ts";
import { type Change, VoiceChannels } from "./voice-channels.ts";

/** A note-on that was due longer ago than this is not played any more. */
const STALE: Millis = 500;
/** What was due so shortly before the end of a freeze still counts as fresh: a note played now has been on its way. */
const FRESH: Millis = 50;
/** A release that is due so soon is done at once. */
const AT_ONCE: Millis = 2;
const LONGEST_FADE: Millis = 5000;
/** STOP must be silent within 250 ms: its fade is no longer than this. */
const LONGEST_STOP_FADE: Millis = 150;
/** A bound on memory, far above what music needs. */
const MOST_SCHEDULED = 10_000;

/** Where a guard puts what it has to say. */
export interface GuardPort {
  send(status: number, data1: number, data2: number): void;
  /** A scheduled note-on or note-off goes out that was due at `due`. */
  dispatched(due: Millis): void;
  /** A note sounded too long and was ended. */
  stuck(midiChannel: number, pitch: Pitch): void;
}

export interface GuardSettings {
  /** MIDI channel (0–15) of each player's voices, by the player's and the voice's number. */
  readonly channels: readonly (readonly number[])[];
  /** Channels whose sound may change, each with the one that it changes to. */
  readonly seconds?: readonly (readonly [first: number, second: number])[];
  /** Program (0–127) of channels, sent when the port opens. */
  readonly programs?: readonly { readonly midiChannel: number; readonly program: number }[];
  /** A note that sounds longer is ended. Default 12 s. */
  readonly longest?: Millis;
}

/** The only player on each channel; undefined where there are several. */
function ownersOf({ channels, seconds = [] }: GuardSettings): (number | undefined)[] {
  return Array.from({ length: 16 }, (_, midiChannel) => {
    const first = seconds.find(([, second]) => second === midiChannel)?.[0] ?? midiChannel;
    const players = channels.flatMap((voices, player) => (voices.includes(first) ? [player] : []));
    return players.length === 1 ? players[0] : undefined;
  });
}

/**
 * Decides what goes to a MIDI port and when, and never loses sight of a sounding note. It reads no clock: every call is
 * told the time. `next` says when {@link run} wants to be called again.
 */
export class NoteGuard {
  readonly #port: GuardPort;
  readonly #send: Send;
  readonly #longest: Millis;
  readonly #notes: SoundingNotes;
  readonly #queue = new DueQueue<PackedCommand>();
  readonly #expression: Expression;
  readonly #voices: VoiceChannels;
  readonly #sounds = (midiChannel: number): boolean => this.#notes.soundOn(midiChannel);
  #stopUntil: Millis | undefined;
  #connected = false;
  #frozen = false;
  #freshFrom = Number.NEGATIVE_INFINITY;
  /** Note-ons that came too late to be played. */
  stale = 0;
  /** Note-ons for which there was no port, or that fell into the fade of a STOP. */
  dropped = 0;

  constructor(port: GuardPort, settings: GuardSettings, cells?: Uint8Array) {
    this.#port = port;
    this.#send = (...message) => port.send(...message);
    this.#longest = settings.longest ?? 12_000;
    this.#notes = new SoundingNotes(cells);
    this.#expression = new Expression(this.#send, ownersOf(settings));
    this.#voices = new VoiceChannels(settings);
  }

  get sounding(): number {
    return this.#notes.count;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  /** When there is something to do next; Infinity when there is not. */
  get next(): Millis {
    let next = Math.min(this.#queue.next, this.#stopUntil ?? Number.POSITIVE_INFINITY);
    next = Math.min(next, this.#notes.oldest + this.#longest);
    return Math.min(next, this.#expression.next(this.#sounds));
  }

  /** Takes a command. Nothing is sent for notes before {@link run}; a release that is due is done here and now. */
  accept(command: PackedCommand, now: Millis): void {
    if (command.kind === "release" && command.at <= now + AT_ONCE) {
      this.#release(command, now);
      return;
    }
    if (command.kind === "noteOn" && !this.#isWelcome(command, now)) return;
    this.#queue.put(command.at, command);
  }

  /** Drops everything of everybody, fades over `fade` (at most 150 ms) and ends every note on every channel. */
  silence(fade: Millis, now: Millis): void {
    // How far a player is turned down, and with what it sounds, outlast a STOP.
    this.#queue.drop(({ kind }) => kind !== "level" && kind !== "program");
    const until = Math.min(this.#stopUntil ?? Number.POSITIVE_INFINITY, now + Math.min(fade, LONGEST_STOP_FADE));
    if (until <= now || this.#notes.count === 0) {
      this.#endEverything();
      return;
    }
    this.#stopUntil = until;
    for (let midiChannel = 0; midiChannel < 16; midiChannel += 1) {
      if (this.#notes.soundOn(midiChannel)) this.#expression.fade(midiChannel, until, now);
    }
  }

  /** The engine shows no sign of life: ends everything at once and plays nothing until {@link thaw}. */
  freeze(now: Millis): void {
    this.#frozen = true;
    this.silence(0, now);
  }

  /** The engine lives again since `at`. What was due before is dropped, so that no burst of old notes comes out. */
  thaw(at: Millis): void {
    this.#frozen = false;
    this.#freshFrom = at - FRESH;
  }

  /** The port has opened: whatever sounds there from before is ended. */
  connect(): void {
    this.#connected = true;
    this.#endEverything();
    this.#expression.forget();
    for (const { midiChannel, program } of this.#voices.programs()) setProgram(midiChannel, program, this.#send);
  }

  /** The port has gone: its notes count as ended. */
  disconnect(): void {
    this.#endEverything();
    this.#connected = false;
  }

  /** Does everything that is due at `now`. */
  run(now: Millis): void {
    if (this.#stopUntil !== undefined && this.#stopUntil <= now) this.#endEverything();
    this.#expression.run(now, this.#sounds, (midiChannel) => this.#endChannel(midiChannel));
    for (let due = this.#queue.take(now); due !== undefined; due = this.#queue.take(now)) this.#dispatch(due.item, now);
    if (this.#notes.oldest + this.#longest <= now) {
      for (const { midiChannel, pitch } of this.#notes.begunBy(now - this.#longest)) {
        this.#end(midiChannel, pitch);
        this.#port.stuck(midiChannel, pitch);
      }
    }
  }

  #isWelcome(command: PackedCommand, now: Millis): boolean {
    if (this.#frozen || command.at < Math.max(now - STALE, this.#freshFrom)) {
      this.stale += 1;
      return false;
    }
    if (this.#queue.size < MOST_SCHEDULED) return true;
    this.dropped += 1;
    return false;
  }

  #dispatch(command: PackedCommand, now: Millis): void {
    if (command.kind === "release") {
      this.#release(command, now);
      return;
    }
    if (command.kind === "level") {
      this.#expression.turn(command.player, command.level, command.at, command.over);
      this.#expression.run(now, this.#sounds, (midiChannel) => this.#endChannel(midiChannel));
      return;
    }
    if (command.kind === "program") {
      this.#voices.choose(command.player, command.voice, command.level, command.over);
      return;
    }
    if (command.kind === "noteOff") {
      for (const midiChannel of this.#voices.of(command.player, command.voice)) {
        if (!this.#notes.has(midiChannel, command.pitch, command.player)) continue;
        this.#port.dispatched(command.at);
        this.#end(midiChannel, command.pitch);
      }
      return;
    }
    if (command.at < now - STALE) {
      this.stale += 1;
      return;
    }
    if (!this.#connected || this.#stopUntil !== undefined) {
      this.dropped += 1;
      return;
    }
    const { midiChannel, change } = this.#voices.begin(command.player, command.voice);
    if (change) this.#change(change, now);
    if (this.#expression.isFading(midiChannel)) this.#endChannel(midiChannel);
    if (this.#notes.has(midiChannel, command.pitch)) this.#end(midiChannel, command.pitch);
    const velocity = this.#expression.begin(midiChannel, command.player, command.level, now);
    if (velocity === 0) return;
    this.#notes.begin(midiChannel, command.pitch, command.player, now);
    this.#port.dispatched(command.at);
    this.#port.send(NOTE_ON | midiChannel, command.pitch, velocity);
  }

  /** The channel that was left keeps what is held there, or goes out while the other comes in. */
  #change({ from, to, program, over }: Change, now: Millis): void {
    if (over > 0) this.#endChannel(to);
    setProgram(to, program, this.#send);
    if (over > 0) this.#expression.cross(from, to, now + over, now);
  }

  #release(command: PackedCommand, now: Millis): void {
    this.#queue.drop(({ kind, player }) => player === command.player && kind !== "level" && kind !== "program");
    for (const midiChannel of this.#voices.ofPlayer(command.player)) {
      const own = this.#notes.on(midiChannel, command.player);
      if (own.length === 0) continue;
      // Expression belongs to the channel. Where another player sounds on it too, only an end without a fade is fair.
      const alone = own.length === this.#notes.on(midiChannel).length;
      if (alone && command.over > 0)
        this.#expression.fade(midiChannel, now + Math.min(command.over, LONGEST_FADE), now);
      else for (const { pitch } of own) this.#end(midiChannel, pitch);
    }
  }

  #end(midiChannel: number, pitch: Pitch): void {
    this.#port.send(NOTE_OFF | midiChannel, pitch, 0);
    this.#notes.end(midiChannel, pitch);
  }

  #endChannel(midiChannel: number): void {
    this.#expression.endFade(midiChannel);
    for (const { pitch } of this.#notes.on(midiChannel)) this.#end(midiChannel, pitch);
  }

  #endEverything(): void {
    const notes = Array.from({ length: 16 }, (_, midiChannel) => this.#notes.on(midiChannel)).flat();
    this.#expression.endFades();
    this.#stopUntil = undefined;
    // Forgotten only when sent: if the port throws here, the other thread still finds the notes in the shared cells.
    if (this.#connected) endEverything(notes, this.#send);
    this.#notes.clear();
  }
}
