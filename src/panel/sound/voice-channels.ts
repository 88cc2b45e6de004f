import type { Millis, Player, Voice } from "../../server/protocol.ts";
import { instrumentOf } from "./instruments.ts";

/** A voice's two channels, of which one has the sound of new notes: what is held on the other keeps its own. */
interface Pair {
  readonly channels: readonly [number, number];
  present: 0 | 1;
  program: number;
  /** The program that the next note brings. */
  coming: { readonly program: number; readonly over: Millis } | null;
}

/** The next note of a voice sounds on another channel, with another program. */
export interface SoundChange {
  readonly from: number;
  readonly to: number;
  readonly program: number;
  readonly over: Millis;
}

/** Which channel each voice of each player sounds on, and with which program. */
export class VoiceChannels {
  readonly #pairs = new Map<number, Pair>();

  /** The voice has another program from its next note on. Drums, and what has one already, stay as they are. */
  choose(player: Player, voice: Voice | undefined, program: number, over: Millis): void {
    const pair = this.#pairOf(player, voice);
    if (pair) pair.coming = program === pair.program ? null : { program, over };
  }

  /** Before a note: where it sounds, and what changes for it. */
  begin(
    player: Player,
    voice: Voice | undefined,
  ): { readonly midiChannel: number; readonly change: SoundChange | null } {
    const pair = this.#pairOf(player, voice);
    if (!pair) return { midiChannel: instrumentOf(player, voice).midiChannel, change: null };
    const from = pair.channels[pair.present];
    if (!pair.coming) return { midiChannel: from, change: null };
    const { program, over } = pair.coming;
    pair.present = pair.present === 0 ? 1 : 0;
    pair.program = program;
    pair.coming = null;
    const to = pair.channels[pair.present];
    return { midiChannel: to, change: { from, to, program, over } };
  }

  /** The channels on which a note of the voice may sound. */
  of(player: Player, voice: Voice | undefined): readonly number[] {
    return this.#pairOf(player, voice)?.channels ?? [instrumentOf(player, voice).midiChannel];
  }

  #pairOf(player: Player, voice: Voice | undefined): Pair | undefined {
    const { midiChannel, second, program } = instrumentOf(player, voice);
    if (second === undefined) return undefined;
    const known = this.#pairs.get(midiChannel);
    if (known) return known;
    const pair: Pair = { channels: [midiChannel, second], present: 0, program, coming: null };
    this.#pairs.set(midiChannel, pair);
    return pair;
  }
}
