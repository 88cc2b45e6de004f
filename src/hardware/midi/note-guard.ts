import type { Millis, Pitch } from "../../engine/time/units.ts";
import { CONTROL, EXPRESSION, endEverything, FULL_EXPRESSION, NOTE_OFF, NOTE_ON, PROGRAM } from "./channel-messages.ts";
import type { PackedCommand } from "./command-ring.ts";
import { DueQueue } from "./due-queue.ts";
import { SoundingNotes } from "./sounding-notes.ts";

/** A note-on that was due longer ago than this is not played any more. */
const STALE: Millis = 500;
/** What was due so shortly before the end of a freeze still counts as fresh: a note played now has been on its way. */
const FRESH: Millis = 50;
/** A release that is due so soon is done at once. */
const AT_ONCE: Millis = 2;
const FADE_STEP: Millis = 10;
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
  /** MIDI channel (0–15) of each player, by the player's number. */
  readonly channels: readonly number[];
  /** Program (0–127) of each player, by the player's number, sent when the port opens. */
  readonly programs?: readonly (number | null)[];
  /** A note that sounds longer is ended. Default 12 s. */
  readonly longest?: Millis;
}

interface Fade {
  readonly from: Millis;
  readonly until: Millis;
  next: Millis;
}

/**
 * Decides what goes to a MIDI port and when, and never loses sight of a sounding note. It reads no clock: every call is
 * told the time. `next` says when {@link run} wants to be called again.
 */
export class NoteGuard {
  readonly #port: GuardPort;
  readonly #settings: GuardSettings;
  readonly #longest: Millis;
  readonly #notes: SoundingNotes;
  readonly #queue = new DueQueue<PackedCommand>();
  readonly #fades = new Map<number, Fade>();
  /** Channels whose expression is not known to be full. */
  readonly #dimmed = new Set<number>();
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
    this.#settings = settings;
    this.#longest = settings.longest ?? 12_000;
    this.#notes = new SoundingNotes(cells);
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
    for (const fade of this.#fades.values()) next = Math.min(next, fade.next);
    return next;
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
    this.#queue.drop(() => true);
    const until = Math.min(this.#stopUntil ?? Number.POSITIVE_INFINITY, now + Math.min(fade, LONGEST_STOP_FADE));
    if (until <= now || this.#notes.count === 0) {
      this.#endEverything();
      return;
    }
    this.#stopUntil = until;
    for (let midiChannel = 0; midiChannel < 16; midiChannel += 1) {
      if (this.#notes.on(midiChannel).length > 0) this.#fade(midiChannel, until, now);
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
    for (let midiChannel = 0; midiChannel < 16; midiChannel += 1) this.#dimmed.add(midiChannel);
    this.#settings.programs?.forEach((program, player) => {
      if (program !== null) this.#port.send(PROGRAM | this.#channelOf(player), program, 0);
    });
  }

  /** The port has gone: its notes count as ended. */
  disconnect(): void {
    this.#endEverything();
    this.#connected = false;
  }

  /** Does everything that is due at `now`. */
  run(now: Millis): void {
    if (this.#stopUntil !== undefined && this.#stopUntil <= now) this.#endEverything();
    for (const [midiChannel, fade] of this.#fades) this.#stepFade(midiChannel, fade, now);
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
    const midiChannel = this.#channelOf(command.player);
    if (command.kind === "noteOff") {
      if (!this.#notes.has(midiChannel, command.pitch)) return;
      this.#port.dispatched(command.at);
      this.#end(midiChannel, command.pitch);
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
    if (this.#fades.has(midiChannel)) this.#endChannel(midiChannel);
    if (this.#notes.has(midiChannel, command.pitch)) this.#end(midiChannel, command.pitch);
    // Full expression comes back here and not after a fade: a synthesiser's tail would swell up again.
    if (this.#dimmed.delete(midiChannel)) this.#port.send(CONTROL | midiChannel, EXPRESSION, FULL_EXPRESSION);
    this.#notes.begin(midiChannel, command.pitch, command.player, now);
    this.#port.dispatched(command.at);
    this.#port.send(NOTE_ON | midiChannel, command.pitch, command.level);
  }

  #release(command: PackedCommand, now: Millis): void {
    this.#queue.drop((scheduled) => scheduled.player === command.player);
    const midiChannel = this.#channelOf(command.player);
    const own = this.#notes.on(midiChannel, command.player);
    if (own.length === 0) return;
    // Expression belongs to the channel. Where another player sounds on it too, only an end without a fade is fair.
    const alone = own.length === this.#notes.on(midiChannel).length;
    if (alone && command.level > 0) this.#fade(midiChannel, now + Math.min(command.level, LONGEST_FADE), now);
    else for (const { pitch } of own) this.#end(midiChannel, pitch);
  }

  #fade(midiChannel: number, until: Millis, now: Millis): void {
    const running = this.#fades.get(midiChannel);
    if (running !== undefined && running.until <= until) return;
    this.#fades.set(midiChannel, { from: running?.from ?? now, until, next: now });
    this.#dimmed.add(midiChannel);
  }

  #stepFade(midiChannel: number, fade: Fade, now: Millis): void {
    if (now < fade.next) return;
    if (now >= fade.until) {
      this.#endChannel(midiChannel);
      return;
    }
    const left = (fade.until - now) / (fade.until - fade.from);
    this.#port.send(CONTROL | midiChannel, EXPRESSION, Math.floor(FULL_EXPRESSION * left));
    fade.next = Math.min(fade.until, now + FADE_STEP);
  }

  #end(midiChannel: number, pitch: Pitch): void {
    this.#port.send(NOTE_OFF | midiChannel, pitch, 0);
    this.#notes.end(midiChannel, pitch);
  }

  #endChannel(midiChannel: number): void {
    this.#fades.delete(midiChannel);
    for (const { pitch } of this.#notes.on(midiChannel)) this.#end(midiChannel, pitch);
  }

  #endEverything(): void {
    const notes = Array.from({ length: 16 }, (_, midiChannel) => this.#notes.on(midiChannel)).flat();
    this.#fades.clear();
    this.#stopUntil = undefined;
    // Forgotten only when sent: if the port throws here, the other thread still finds the notes in the shared cells.
    if (this.#connected) endEverything(notes, (status, data1, data2) => this.#port.send(status, data1, data2));
    this.#notes.clear();
  }

  #channelOf(player: number): number {
    return this.#settings.channels[player] ?? 0;
  }
}
