import { type LevelRamp, levelAt } from "../../engine/music/level.ts";
import type { Decibels, Millis } from "../../engine/time/units.ts";
import { CONTROL, EXPRESSION, FULL_EXPRESSION, type Send } from "./channel-messages.ts";

/** Not to be heard, whatever curve an instrument has. */
const SILENT: Decibels = -84;
const FADE_STEP: Millis = 10;
/** A level goes in steps of less than this, as far as 7 bits allow: under −34 dB the next number is further away. */
const LEVEL_STEP: Decibels = 0.75;
/** A MIDI cable carries about one message in a millisecond. */
const LEAST_STEP: Millis = 4;

interface Fade {
  readonly from: Millis;
  readonly until: Millis;
  next: Millis;
  /** How much of the level is left after a part of the fade, 0–1. */
  readonly left: (part: number) => number;
}

/** An end without a successor, and the two sides of a crossfade, of which the powers add up to one (an amplitude is a value squared). */
const ENDING = (part: number): number => 1 - part;
const GOING = (part: number): number => Math.sqrt(Math.cos((part * Math.PI) / 2));
const COMING = (part: number): number => Math.sqrt(Math.sin((part * Math.PI) / 2));

function leftOf({ from, until, left }: Fade, now: Millis): number {
  return now >= until ? left(1) : left((now - from) / (until - from));
}

/**
 * How loud each channel is (controller 11): turned down with its player, and faded out before its notes end. A fade is on top of
 * the level. Where two players share a channel the controller is nobody's: there the level goes into the velocity.
 */
export class Expression {
  readonly #send: Send;
  /** The only player on each channel; undefined where there are several, or none. */
  readonly #owners: readonly (number | undefined)[];
  readonly #ramps = new Map<number, LevelRamp>();
  /** When each ramp that goes on has its next step. */
  readonly #steps = new Map<number, Millis>();
  readonly #fades = new Map<number, Fade>();
  /** Channels that come in. */
  readonly #arrivals = new Map<number, Fade>();
  /** What was sent last on each channel; undefined where the instrument's state is not known. */
  readonly #sent: (number | undefined)[] = new Array(16).fill(undefined);

  constructor(send: Send, owners: readonly (number | undefined)[]) {
    this.#send = send;
    this.#owners = owners;
  }

  /** The port has opened: nobody knows what is set there. */
  forget(): void {
    this.#sent.fill(undefined);
  }

  /** When there is something to do on a channel that `sounds`; Infinity when there is not. */
  next(sounds: (midiChannel: number) => boolean): Millis {
    let next = Number.POSITIVE_INFINITY;
    for (const fade of this.#fades.values()) next = Math.min(next, fade.next);
    for (const [midiChannel, arrival] of this.#arrivals) if (sounds(midiChannel)) next = Math.min(next, arrival.next);
    for (const [player, step] of this.#steps) {
      if (this.#owners.some((owner, midiChannel) => owner === player && sounds(midiChannel)))
        next = Math.min(next, step);
    }
    return next;
  }

  /** A player goes to a level over a time that began at `at`. */
  turn(player: number, level: Decibels, at: Millis, over: Millis): void {
    this.#ramps.set(player, { at, over, from: levelAt(this.#ramps.get(player), at), to: level });
    this.#steps.set(player, at);
  }

  isFading(midiChannel: number): boolean {
    return this.#fades.has(midiChannel);
  }

  /** Fades a channel out until a time; one that fades already does not take longer for it. */
  fade(midiChannel: number, until: Millis, now: Millis): void {
    const running = this.#fades.get(midiChannel);
    if (running !== undefined && running.until <= until) return;
    this.#fades.set(midiChannel, { from: running?.from ?? now, until, next: now, left: ENDING });
  }

  /** One channel goes out while another comes in. */
  cross(from: number, to: number, until: Millis, now: Millis): void {
    this.#arrivals.delete(from);
    this.#fades.set(from, { from: now, until, next: now, left: GOING });
    this.#arrivals.set(to, { from: now, until, next: now, left: COMING });
  }

  endFade(midiChannel: number): void {
    this.#fades.delete(midiChannel);
  }

  endFades(): void {
    this.#fades.clear();
    this.#arrivals.clear();
  }

  /** Does the steps that are due on channels that `sounds`; `end` is called with each channel whose fade is over. */
  run(now: Millis, sounds: (midiChannel: number) => boolean, end: (midiChannel: number) => void): void {
    for (const [midiChannel, fade] of this.#fades) {
      if (now < fade.next) continue;
      if (now >= fade.until) {
        end(midiChannel);
        continue;
      }
      this.#set(midiChannel, Math.floor(this.#levelOn(midiChannel, now) * leftOf(fade, now)));
      fade.next = Math.min(fade.until, now + FADE_STEP);
    }
    for (const [midiChannel, arrival] of this.#arrivals) {
      if (now < arrival.next) continue;
      if (now >= arrival.until) this.#arrivals.delete(midiChannel);
      else arrival.next = Math.min(arrival.until, now + FADE_STEP);
      if (!this.#fades.has(midiChannel)) this.#set(midiChannel, this.#levelOn(midiChannel, now));
    }
    for (const [player, step] of this.#steps) {
      if (now < step) continue;
      for (const [midiChannel, owner] of this.#owners.entries()) {
        const steps = owner === player && sounds(midiChannel) && !this.#fades.has(midiChannel);
        if (steps) this.#set(midiChannel, this.#levelOn(midiChannel, now));
      }
      this.#goOn(player, now);
    }
  }

  /**
   * Before a note: the channel is brought to its level, and the velocity that plays the note is told; 0 where it is not to be
   * heard. The level comes back here and not after a fade: a synthesiser's tail would swell up again.
   */
  begin(midiChannel: number, player: number, velocity: number, now: Millis): number {
    this.#set(midiChannel, this.#levelOn(midiChannel, now));
    if (this.#owners[midiChannel] === player) return velocity;
    return Math.round(velocity * 10 ** (levelAt(this.#ramps.get(player), now) / 40));
  }

  #goOn(player: number, now: Millis): void {
    const ramp = this.#ramps.get(player);
    const until = ramp ? ramp.at + ramp.over : now;
    if (!ramp || now >= until) {
      this.#steps.delete(player);
      return;
    }
    const span = (ramp.over * LEVEL_STEP) / Math.max(LEVEL_STEP, Math.abs(ramp.to - ramp.from));
    this.#steps.set(player, Math.min(until, now + Math.max(LEAST_STEP, span)));
  }

  /** The expression of a channel that does not fade: 40·log10(n / 127) decibels, as General MIDI has it. */
  #levelOn(midiChannel: number, now: Millis): number {
    const owner = this.#owners[midiChannel];
    const level = owner === undefined ? 0 : levelAt(this.#ramps.get(owner), now);
    const arrival = this.#arrivals.get(midiChannel);
    const come = arrival ? leftOf(arrival, now) : 1;
    return level <= SILENT ? 0 : Math.round(FULL_EXPRESSION * 10 ** (level / 40) * come);
  }

  #set(midiChannel: number, value: number): void {
    if (this.#sent[midiChannel] === value) return;
    this.#sent[midiChannel] = value;
    this.#send(CONTROL | midiChannel, EXPRESSION, value);
  }
}
