import type { PartnerState } from "../partner/partner.ts";
import { TECHNIQUES } from "../partner/techniques.ts";
import type { Millis } from "../time/units.ts";
import type { Decision } from "./decision.ts";
import type { DeviceStatus } from "./event.ts";
import type { Session } from "./session.ts";

/** All a panel needs to draw itself: whole and small, so that a reconnect needs no catching up. Times are session time. */
export interface View {
  readonly at: Millis;
  /** Start was pressed and the session is not finished. */
  readonly running: boolean;
  readonly stopped: boolean;
  readonly quiet: boolean;
  readonly partner: PartnerState;
  /** The state in plain words: "Listening", "My turn", "Your turn – 3 s", "Waiting". */
  readonly label: string;
  readonly turn: "child" | "partner" | "nobody";
  readonly technique: string;
  readonly techniques: readonly { readonly name: string; readonly label: string }[];
  /** The space left after a cue: its set length, and when the present one ends (null outside a space). */
  readonly space: { readonly seconds: number; readonly endsAt: Millis | null };
  readonly devices: readonly DeviceStatus[];
  readonly late: { readonly count: number; readonly worst: Millis };
  /** When a limit last held something back, and what; null when none did. Shown once a minute at the most. */
  readonly limit: Decision | null;
  /** The newest decisions, newest last, eight at the most. */
  readonly decisions: readonly Decision[];
}

/** How often the label counts down. */
const COUNT: Millis = 1_000;

function labelOf(session: Session, at: Millis): string {
  if (session.stopped) return "Stopped";
  if (!session.running) return "Ready";
  if (session.quiet) return "Quiet";
  const { state, spaceEndsAt } = session.partner;
  switch (state) {
    case "silent":
      return "Silent";
    case "listening":
      return "Listening";
    case "breath":
    case "playing":
    case "offerAgain":
      return "My turn";
    case "space":
      return `Your turn – ${Math.max(1, Math.ceil(((spaceEndsAt ?? at) - at) / COUNT))} s`;
    case "waiting":
      return "Waiting";
    case "stopped":
      return "Stopped";
  }
}

function turnOf({ running, stopped, quiet, partner }: Session): View["turn"] {
  if (!running || stopped || quiet) return "nobody";
  switch (partner.state) {
    case "breath":
    case "playing":
    case "offerAgain":
      return "partner";
    case "listening":
    case "space":
    case "waiting":
      return "child";
    case "silent":
    case "stopped":
      return "nobody";
  }
}

/** What the panel shows of a session at a time. */
export function viewOf(session: Session, at: Millis): View {
  return {
    at,
    running: session.running,
    stopped: session.stopped,
    quiet: session.quiet,
    partner: session.stopped ? "stopped" : session.quiet || !session.running ? "silent" : session.partner.state,
    label: labelOf(session, at),
    turn: turnOf(session),
    technique: session.technique,
    techniques: TECHNIQUES.map(({ name, label }) => ({ name, label })),
    space: { seconds: session.space / 1_000, endsAt: session.partner.spaceEndsAt },
    devices: session.devices,
    late: session.late,
    limit: session.limit,
    decisions: session.decisions,
  };
}
