import type { Millis, Player } from "../../server/protocol.ts";
import { channelsOf, PLAYERS } from "./instruments.ts";

const FULL = 127;
/** Not to be heard, in decibels, whatever curve a synthesiser has. */
const SILENT = -84;
const FADE_STEP: Millis = 10;
/** A level goes in steps of less than this many decibels. */
const LEVEL_STEP = 0.75;
const LEAST_STEP: Millis = 4;
/** A fade that a note cuts short is over so long before it, and the level is back so long after a fade. */
const APART: Millis = 6;

/** The expression (CC 11) of a channel at a time; an `end` ends the channel's notes as well. */
export interface ExpressionPoint {
  readonly at: Millis;
  readonly midiChannel: number;
  readonly value: number;
  readonly end: boolean;
}

/** A point to come. What it is set to is seen when it is due: the level may have changed meanwhile. */
interface Point {
  readonly at: Millis;
  readonly midiChannel: number;
  readonly player: Player;
  /** On the way to a level, or in a fade: then how much of the level is left, 1–0. */
  readonly left: number | null;
  readonly end: boolean;
}

interface Ramp {
  readonly at: Millis;
  readonly over: Millis;
  readonly from: number;
  readonly to: number;
}

interface Fade {
  readonly from: Millis;
  readonly until: Millis;
  /** Before this no note cuts it short. */
  readonly settled: Millis;
  /** How much of the level is left after a part of it, 0–1. */
  readonly left: (part: number) => number;
  /** Whether the notes of the channel end with it. */
  readonly ends: boolean;
}

/** An end without a successor, and the two sides of a crossfade, of which the powers add up to one (an amplitude is a value squared). */
const ENDING = (part: number): number => 1 - part;
const GOING = (part: number): number => Math.sqrt(Math.cos((part * Math.PI) / 2));
const COMING = (part: number): number => Math.sqrt(Math.sin((part * Math.PI) / 2));

function leftAt(fade: Fade | undefined, time: Millis): number {
  if (!fade || time >= fade.until + APART || time < fade.from) return 1;
  return fade.left(Math.min(1, (time - fade.from) / (fade.until - fade.from)));
}

function levelAt({ at, over, from, to }: Ramp, time: Millis): number {
  if (time >= at + over) return to;
  return time <= at ? from : from + ((to - from) * (time - at)) / over;
}

/**
 * How loud the channels are in time: each player's are turned up and down together, and a release fades them out on top of that.
 * Times are local. It says what to set when; the synthesiser is not its affair.
 */
export class Expression {
  /** What is still to be set, in order of time. */
  #points: Point[] = [];
  readonly #ramps = new Map<Player, Ramp>();
  readonly #fades = new Map<number, Fade>();

  /** Turns a player to a level (0 is full) over a time. */
  turn(player: Player, level: number, at: Millis, over: Millis): void {
    const from = this.#levelOf(player, at);
    this.#ramps.set(player, { at, over, from, to: level });
    this.#drop((point) => point.player === player && point.left === null && point.at >= at);
    const steps = Math.max(1, Math.floor(Math.min(over / LEAST_STEP, Math.abs(level - from) / LEVEL_STEP)) + 1);
    for (const midiChannel of channelsOf(player))
      for (let step = 1; step <= steps; step++)
        this.#add({ at: at + (over * step) / steps, midiChannel, player, left: null, end: false });
  }

  /** Fades all that a player sounds, and ends it. Before `settled` no note cuts the fade short. */
  release(player: Player, at: Millis, fade: Millis, settled: Millis): void {
    for (const midiChannel of channelsOf(player)) {
      // A channel that comes in, or goes out already, goes on from where it is.
      const present = leftAt(this.#fades.get(midiChannel), at);
      this.#fade(player, midiChannel, {
        from: at,
        until: at + fade,
        settled,
        left: (part) => present * ENDING(part),
        ends: true,
      });
    }
  }

  /** One channel of a player goes out, and ends, while another comes in. What to set at once, before the first note there. */
  cross(player: Player, from: number, to: number, at: Millis, over: Millis): ExpressionPoint[] {
    const span = { from: at, until: at + over, settled: at + over };
    this.#fade(player, from, { ...span, left: GOING, ends: true });
    this.#fade(player, to, { ...span, left: COMING, ends: false });
    return [{ at: at - APART, midiChannel: to, value: 0, end: true }];
  }

  #fade(player: Player, midiChannel: number, fade: Fade): void {
    const { from, until, left, ends } = fade;
    const steps = Math.max(1, Math.round((until - from) / FADE_STEP));
    this.#drop((point) => point.midiChannel === midiChannel && point.left !== null);
    this.#fades.set(midiChannel, fade);
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      this.#add({
        at: from + (until - from) * part,
        midiChannel,
        player,
        left: left(part),
        end: ends && step === steps,
      });
    }
    // The tail has ended with the notes: the level comes back for the next ones.
    if (ends) this.#add({ at: until + APART, midiChannel, player, left: 1, end: false });
  }

  /** A note on a channel that fades ends the fade: what is to be set before it. */
  begin(player: Player, midiChannel: number, at: Millis): ExpressionPoint[] {
    const fade = this.#fades.get(midiChannel);
    const end = at - APART;
    if (!fade || end >= fade.until || end < fade.settled) return [];
    this.#fades.delete(midiChannel);
    this.#drop((point) => point.midiChannel === midiChannel && point.left !== null && point.at >= end);
    const { value } = this.#pointOf({ at, midiChannel, player, left: 1, end: true });
    return [{ at: end, midiChannel, value, end: true }];
  }

  /** STOP: fades are over; at `at`, when nothing is heard any more, every channel comes back to its player's level. */
  clear(at: Millis): void {
    this.#drop(({ left }) => left !== null);
    this.#fades.clear();
    for (const player of PLAYERS)
      for (const midiChannel of channelsOf(player)) this.#add({ at, midiChannel, player, left: 1, end: false });
  }

  /** Takes out what is due up to `until`, in order of time. */
  take(until: Millis): ExpressionPoint[] {
    const count = this.#points.findIndex((point) => point.at > until);
    return this.#points
      .splice(0, count < 0 ? this.#points.length : count)
      .filter(
        ({ at, midiChannel, left }) =>
          left !== null || at > (this.#fades.get(midiChannel)?.until ?? Number.NEGATIVE_INFINITY),
      )
      .map((point) => this.#pointOf(point));
  }

  #pointOf({ at, midiChannel, player, left, end }: Point): ExpressionPoint {
    // 40·log10(n / 127) decibels, as General MIDI has it.
    const level = this.#levelOf(player, at);
    const value = level <= SILENT ? 0 : FULL * 10 ** (level / 40) * (left ?? 1);
    return { at, midiChannel, value: Math.round(value), end };
  }

  #levelOf(player: Player, at: Millis): number {
    const ramp = this.#ramps.get(player);
    return ramp ? levelAt(ramp, at) : 0;
  }

  #drop(unwanted: (point: Point) => boolean): void {
    this.#points = this.#points.filter((point) => !unwanted(point));
  }

  #add(point: Point): void {
    const place = this.#points.findIndex((other) => other.at > point.at);
    this.#points.splice(place < 0 ? this.#points.length : place, 0, point);
  }
}
