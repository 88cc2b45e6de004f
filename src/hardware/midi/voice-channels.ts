import type { Millis } from "../../engine/time/units.ts";
import type { GuardSettings } from "./note-guard.ts";

/** A channel whose sound changes, and the one its next sound goes to: what is held on the one keeps its own. */
interface Pair {
  readonly first: number;
  readonly second: number;
  onSecond: boolean;
  /** Program that new notes have; null while it is the instrument's own. */
  program: number | null;
  /** The program that the next note brings. */
  coming: { readonly program: number; readonly over: Millis } | null;
}

/** The next note of a voice sounds on another channel, with another program. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly program: number;
  readonly over: Millis;
}

/** Which channel each voice of each player sounds on, and with which program. */
export class VoiceChannels {
  readonly #channels: GuardSettings["channels"];
  readonly #pairs = new Map<number, Pair>();
  /** Programs of channels that keep theirs. */
  readonly #fixed: NonNullable<GuardSettings["programs"]>;

  constructor({ channels, seconds = [], programs = [] }: Pick<GuardSettings, "channels" | "seconds" | "programs">) {
    this.#channels = channels;
    this.#fixed = programs.filter(({ midiChannel }) => seconds.every(([first]) => first !== midiChannel));
    for (const [first, second] of seconds) {
      const program = programs.find(({ midiChannel }) => midiChannel === first)?.program ?? null;
      this.#pairs.set(first, { first, second, onSecond: false, program, coming: null });
    }
  }

  /** The voice has another program from its next note on. Drums, and what has one already, stay as they are. */
  choose(player: number, voice: number, program: number, over: Millis): void {
    const pair = this.#pairOf(player, voice);
    if (pair) pair.coming = program === pair.program ? null : { program, over };
  }

  /** Before a note: where it sounds, and what changes for it. */
  begin(player: number, voice: number): { readonly midiChannel: number; readonly change: Change | null } {
    const pair = this.#pairOf(player, voice);
    if (!pair?.coming) return { midiChannel: this.#present(player, voice), change: null };
    const from = this.#present(player, voice);
    const { program, over } = pair.coming;
    pair.onSecond = !pair.onSecond;
    pair.program = program;
    pair.coming = null;
    const to = this.#present(player, voice);
    return { midiChannel: to, change: { from, to, program, over } };
  }

  /** The channels on which a voice may sound, that of new notes first. */
  of(player: number, voice: number): number[] {
    const pair = this.#pairOf(player, voice);
    const present = this.#present(player, voice);
    return pair ? [present, present === pair.first ? pair.second : pair.first] : [present];
  }

  /** All the channels of a player. */
  ofPlayer(player: number): number[] {
    const voices = this.#channels[player] ?? [];
    return [...new Set(voices.flatMap((_, voice) => this.of(player, voice)))];
  }

  /** The programs of new notes, for a port that has just opened. */
  programs(): { readonly midiChannel: number; readonly program: number }[] {
    const own = [...this.#pairs.values()].flatMap((pair) => {
      const program = pair.coming?.program ?? pair.program;
      pair.program = program;
      pair.coming = null;
      return program === null ? [] : [{ midiChannel: pair.onSecond ? pair.second : pair.first, program }];
    });
    return [...this.#fixed, ...own];
  }

  #pairOf(player: number, voice: number): Pair | undefined {
    return this.#pairs.get(this.#channels[player]?.[voice] ?? -1);
  }

  #present(player: number, voice: number): number {
    const pair = this.#pairOf(player, voice);
    if (pair) return pair.onSecond ? pair.second : pair.first;
    return this.#channels[player]?.[voice] ?? 0;
  }
}
