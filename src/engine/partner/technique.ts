import type { Listening, PlayedNote } from "../listening/phrase.ts";
import type { Library } from "../music/library.ts";
import type { SegmentNetworks } from "../ports.ts";
import type { Random } from "../random.ts";
import type { Bpm, Decibels, Millis, Pitch, Velocity } from "../time/units.ts";
import type { KeptTunes } from "./kept-tune.ts";
import type { Partner, PlannedNote } from "./partner.ts";
import type { Proposal } from "./proposal.ts";
import type { Steering } from "./steering.ts";

/** What a card's own buttons say while it is on. */
export const TAPS = ["stop", "go", "holdHere", "again", "change"] as const;
export type Tap = (typeof TAPS)[number];

/** What a technique is told. All times are session time. */
export type Cue =
  /** The technique begins: chosen, or the partner may sound again. */
  | { readonly kind: "enter"; readonly at: Millis }
  /** The child started a note. */
  | { readonly kind: "onset"; readonly at: Millis; readonly pad?: true }
  /** The child's phrase is over. */
  | { readonly kind: "phrase"; readonly at: Millis; readonly phrase: readonly PlayedNote[] }
  /** The therapist tapped one of the card's buttons. */
  | { readonly kind: "tap"; readonly at: Millis; readonly tap: Tap }
  /** A wake that the technique asked for. */
  | { readonly kind: "wake"; readonly at: Millis; readonly name: PartnerWake };

/** The wakes techniques may ask for; a later one of the same name takes an earlier one's place. */
export type PartnerWake = "answerBegins" | "answerEnds" | "spaceEnds" | "beat" | "mayStart" | "moment";

/** What does not change while a session runs, or only by other hands. */
export interface Surroundings {
  readonly networks: SegmentNetworks;
  readonly library: Library;
  /** The same at every cue: fork it by a name and the cue's time. */
  readonly random: Random;
  /** Lowest and highest pitch of the partner. */
  readonly range: { readonly low: Pitch; readonly high: Pitch };
  /** The loudest velocity that the partner is let through with. */
  readonly cap: Velocity;
  readonly tempoRange: { readonly least: Bpm; readonly most: Bpm };
  readonly steering: Steering;
}

/** What a technique sees when it reacts. */
export interface Scene extends Surroundings {
  readonly partner: Partner;
  /** What was heard of the child. */
  readonly listening: Listening;
  /** What was heard of the therapist, whom nobody answers and nobody talks over. */
  readonly therapist: Listening;
  /** Tunes of the child's that were kept. */
  readonly tunes?: KeptTunes;
}

/** What comes of a cue. Everything but `partner` may be left out. */
export interface Reaction {
  readonly partner: Partner;
  /** Notes to play. */
  readonly play?: readonly PlannedNote[];
  /** Drop what is planned and fade what sounds over this time. */
  readonly release?: Millis;
  /** Turn all that the partner sounds to this level over a time. */
  readonly level?: { readonly level: Decibels; readonly over: Millis };
  readonly wakes?: readonly { readonly name: PartnerWake; readonly at: Millis }[];
  /** The card is over, and this one goes on: part of what the card means, such as Model's return to Ground. */
  readonly become?: string;
  /** Another card might suit now. Whether it is offered, taken or passed over is the therapist's setting. */
  readonly propose?: Proposal;
  /** Why, in one sentence for the therapist. */
  readonly decision?: string;
}

/** A card of the partner: what it does with the child's playing. One file each, one line in techniques.ts. */
export interface Technique {
  /** As in rigs and messages, e.g. "answer". */
  readonly name: string;
  /** The therapist's word, e.g. "Answer". */
  readonly label: string;
  /** Whether it is a card to be tapped; those that are not belong to a verb. */
  readonly card: boolean;
  /** Whether it keeps a beat: such cards hand it over to one another. */
  readonly keepsTime: boolean;
  /** A song that is always the same: it is not held to the partner's share of the phase. */
  readonly ritual?: boolean;
  /** What sounds when it begins may go on to its end: nothing fades. */
  readonly letsFinish?: true;
  react(scene: Scene, cue: Cue): Reaction;
}
