import type { Listening, PlayedNote } from "../listening/phrase.ts";
import type { Library } from "../music/library.ts";
import type { SegmentNetworks } from "../ports.ts";
import type { Random } from "../random.ts";
import type { Bpm, Millis, Pitch } from "../time/units.ts";
import type { Partner, PlannedNote } from "./partner.ts";

/** What a technique is told. All times are session time. */
export type Cue =
  /** The technique begins: chosen, or the partner may sound again. */
  | { readonly kind: "enter"; readonly at: Millis }
  /** The child started a note. */
  | { readonly kind: "onset"; readonly at: Millis }
  /** The child's phrase is over. */
  | { readonly kind: "phrase"; readonly at: Millis; readonly phrase: readonly PlayedNote[] }
  /** A wake that the technique asked for. */
  | { readonly kind: "wake"; readonly at: Millis; readonly name: PartnerWake };

/** The wakes techniques may ask for. */
export type PartnerWake = "answerBegins" | "answerEnds" | "spaceEnds";

/** What does not change while a session runs, or only by other hands. */
export interface Surroundings {
  readonly networks: SegmentNetworks;
  readonly library: Library;
  readonly random: Random;
  /** Lowest and highest pitch of the partner. */
  readonly range: { readonly low: Pitch; readonly high: Pitch };
  readonly tempoRange: { readonly least: Bpm; readonly most: Bpm };
  /** Length of a space. */
  readonly space: Millis;
  /** Whether an unanswered answer is offered once more. */
  readonly mayOfferAgain: boolean;
}

/** What a technique sees when it reacts. */
export interface Scene extends Surroundings {
  readonly partner: Partner;
  readonly listening: Listening;
}

/** What comes of a cue. Everything but `partner` may be left out. */
export interface Reaction {
  readonly partner: Partner;
  /** Notes to play. */
  readonly play?: readonly PlannedNote[];
  /** Drop what is planned and fade what sounds over this time. */
  readonly release?: Millis;
  readonly wakes?: readonly { readonly name: PartnerWake; readonly at: Millis }[];
  /** Why, in one sentence for the therapist. */
  readonly decision?: string;
}

/** A card of the partner: what it does with the child's playing. One file each, one line in techniques.ts. */
export interface Technique {
  /** As in rigs and messages, e.g. "answer". */
  readonly name: string;
  /** The therapist's word, e.g. "Answer". */
  readonly label: string;
  react(scene: Scene, cue: Cue): Reaction;
}
