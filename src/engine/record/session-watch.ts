import type { Span } from "../measures/preprocessing.ts";
import type { MusicStop } from "../measures/stop-go.ts";
import { isGuidedSilence } from "../session/eeg-state.ts";
import type { SessionEvent } from "../session/event.ts";
import type { Session } from "../session/session.ts";
import type { Millis } from "../time/units.ts";

/** A space that was left to the child. */
export interface RecordedSpace extends Span {
  /** How long it was meant to be. */
  readonly length: Millis;
  /** Whether the partner had offered something just before. */
  readonly afterOffer: boolean;
  /** Whether it was the child's playing that ended it. */
  readonly answered: boolean;
}

/** A stage of the session. `name` is the plan's, or "session" where there was no plan, or "before" the plan's first phase. */
export interface RecordedPhase {
  readonly name: string;
  readonly label: string;
  readonly span: Span;
}

/** A time in which the partner could not sound. */
export interface RecordedPause extends Span {
  readonly why: "STOP" | "Quiet" | "Break" | "Guided rest";
}

/** From `at` on this card was on. */
export interface RecordedCard {
  readonly at: Millis;
  readonly technique: string;
}

interface Begun {
  readonly name: string;
  readonly label: string;
  readonly start: Millis;
}

const PAUSES: readonly { readonly why: RecordedPause["why"]; readonly holds: (session: Session) => boolean }[] = [
  { why: "STOP", holds: ({ stopped }) => stopped },
  { why: "Quiet", holds: ({ quiet, stopped }) => quiet && !stopped },
  { why: "Break", holds: ({ onBreak, stopped }) => onBreak && !stopped },
  // Rest and sham of an EEG's guided blocks.
  { why: "Guided rest", holds: isGuidedSilence },
];

/** Since when the music of Stop-go stands still; null where it goes, or another card is on. */
function stoppedAt({ partner: { remembered } }: Session): Millis | null {
  return remembered?.kind === "stopGo" ? remembered.stoppedAt : null;
}

const byChild = (event: SessionEvent): boolean => event.kind === "noteOn" && event.player === "child";
const OFFERING: readonly string[] = ["breath", "playing", "offerAgain"];

/** Follows a session from step to step and notes what lasts: spaces, stops, phases, pauses, cards. */
export class SessionWatch {
  readonly #spaces: RecordedSpace[] = [];
  readonly #stops: MusicStop[] = [];
  readonly #pauses: RecordedPause[] = [];
  readonly #cards: RecordedCard[] = [];
  readonly #phases: Begun[] = [];
  readonly #paused = new Map<RecordedPause["why"], Millis>();
  #stop: Millis | null = null;
  #space: { start: Millis; length: Millis; afterOffer: boolean } | undefined;

  /** One step: the session before and after an event. */
  see(before: Session, event: SessionEvent, after: Session): void {
    const { at } = event;
    this.#seeSpace(before, event, after);
    this.#seeStop(before, event, after);
    this.#seePauses(at, after);
    const { plan } = after;
    const phase = plan?.phases[plan.phase];
    const begins = plan?.phase !== before.plan?.phase || plan?.since !== before.plan?.since;
    if (phase && begins) this.#phases.push({ name: phase.name, label: phase.label, start: at });
    if (this.#cards.at(-1)?.technique !== after.technique) this.#cards.push({ at, technique: after.technique });
  }

  /** All that lasted, now that the session is over: within its span. */
  finish(span: Span) {
    const { start, end } = span;
    if (this.#stop !== null && this.#stop < end) this.#stops.push({ at: this.#stop, until: end, byChild: false });
    if (this.#space) this.#closeSpace(end, false);
    for (const [why, since] of this.#paused) this.#pauses.push({ why, start: since, end });
    this.#paused.clear();
    return {
      spaces: this.#spaces.filter((space) => space.start >= start && space.start < end),
      stops: this.#stops.filter((stop) => stop.at >= start && stop.at < end),
      pauses: this.#pauses.filter((pause) => pause.end > start && pause.start < end),
      cards: this.#cards.filter((card) => card.at < end),
      phases: this.#phasesWithin(span),
    };
  }

  #seeSpace(before: Session, event: SessionEvent, { partner }: Session): void {
    const { at } = event;
    if (partner.state === "space") {
      const length = (partner.spaceEndsAt ?? at) - (this.#space?.start ?? at);
      if (this.#space) this.#space.length = length;
      else this.#space = { start: at, length, afterOffer: OFFERING.includes(before.partner.state) };
    } else if (this.#space) {
      this.#closeSpace(at, byChild(event));
    }
  }

  #seeStop(before: Session, event: SessionEvent, after: Session): void {
    const stopped = stoppedAt(before);
    this.#stop = stoppedAt(after);
    if (stopped === null || this.#stop === stopped || event.at <= stopped) return;
    this.#stops.push({ at: stopped, until: event.at, byChild: byChild(event) });
  }

  #closeSpace(end: Millis, answered: boolean): void {
    if (!this.#space) return;
    this.#spaces.push({ ...this.#space, end, answered });
    this.#space = undefined;
  }

  #seePauses(at: Millis, session: Session): void {
    for (const { why, holds } of PAUSES) {
      const since = this.#paused.get(why);
      if (holds(session) && since === undefined) this.#paused.set(why, at);
      if (!holds(session) && since !== undefined) {
        this.#pauses.push({ why, start: since, end: at });
        this.#paused.delete(why);
      }
    }
  }

  #phasesWithin({ start, end }: Span): RecordedPhase[] {
    const first = this.#phases[0];
    const begun: Begun[] = [...this.#phases];
    if (!first) begun.push({ name: "session", label: "Whole session", start });
    else if (first.start > start) begun.unshift({ name: "before", label: "Before the first phase", start });
    return begun.map(({ name, label, start: from }, i) => ({
      name,
      label,
      span: { start: Math.max(start, from), end: Math.max(start, begun[i + 1]?.start ?? end) },
    }));
  }
}
