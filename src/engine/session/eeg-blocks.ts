import {
  breakOff,
  isGuiding,
  openProtocol,
  type Protocol,
  passTime,
  presentBlock,
  skipBlock,
  stopProtocol,
  type Turned,
  turnToNext,
} from "../eeg/protocol.ts";
import { boundProtocol, DEFAULT_PROTOCOL, type ProtocolOptions } from "../eeg/protocol-options.ts";
import { techniqueNamed } from "../partner/techniques.ts";
import type { Millis } from "../time/units.ts";
import type { Command } from "./command.ts";
import { eegRandom, type SessionEeg } from "./eeg-state.ts";
import type { SessionEvent } from "./event.ts";
import { andThen, decide, enterTechnique, hush, maySound, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";

/** Music that a block ends fades this long. */
const BLOCK_FADE: Millis = 1_000;

const playsMusic = (protocol: Protocol | null) => protocol?.stage === "on" && presentBlock(protocol)?.block === "music";

const only = (session: Session): Step => ({ session, commands: [] });

function withProtocol(session: Session, eeg: SessionEeg, protocol: Protocol): Session {
  return { ...session, eeg: { ...eeg, protocol } };
}

/** What the EEG is told, what the therapist reads, and the wake at the stage's end. */
function note(session: Session, eeg: SessionEeg, { protocol, command, said }: Turned, at: Millis): Step {
  const commands: Command[] = command ? [command] : [];
  if (protocol.ends !== null && protocol.ends !== eeg.protocol?.ends) {
    commands.push({ kind: "wake", at: protocol.ends, name: "eeg" });
  }
  const next = withProtocol(session, eeg, protocol);
  return { session: said ? decide(next, at, said) : next, commands };
}

/** The blocks have turned: the music of a block begins, or what sounds fades. After the last block nothing starts by itself. */
function carryOut(session: Session, eeg: SessionEeg, turned: Turned, at: Millis, resources: Resources): Step {
  const { protocol } = turned;
  const noted = note(session, eeg, turned, at);
  if (playsMusic(protocol) && !playsMusic(eeg.protocol)) {
    return andThen(noted, (next) => enterTechnique(next, protocol.options.technique, at, resources));
  }
  if (protocol.stage === "over" && eeg.protocol !== null && isGuiding(eeg.protocol)) {
    return andThen(noted, (next) => enterTechnique(next, "silence", at, resources));
  }
  const falls = maySound(session) && !maySound(noted.session);
  return falls ? andThen(noted, (next) => hush(next, at, BLOCK_FADE)) : noted;
}

/** Why the partner may not sound for a reason that is no block's; null when it may. */
function hindrance({ running, stopped, quiet, onBreak }: Session): string | null {
  if (!running) return "Press Start first, then begin the guided blocks";
  if (stopped) return "Continue after STOP first, then go on with the guided blocks";
  if (onBreak) return "End the break first, then go on with the guided blocks";
  return quiet ? "End Quiet first, then go on with the guided blocks" : null;
}

/** The impedance check ends where blocks begin: nothing is scored while it is on. */
function endImpedance(session: Session, eeg: SessionEeg, at: Millis): { eeg: SessionEeg; step: Step } {
  if (!eeg.impedance) return { eeg, step: only(session) };
  const checked = { ...eeg, impedance: false };
  return {
    eeg: checked,
    step: { session: { ...session, eeg: checked }, commands: [{ kind: "eegImpedance", at, on: false }] },
  };
}

/** Guided blocks begin. */
export function beginBlocks(
  session: Session,
  eeg: SessionEeg,
  asked: Partial<ProtocolOptions>,
  at: Millis,
  resources: Resources,
): Step {
  const hindered = hindrance(session) ?? (isBusy(eeg) ? "The guided blocks are on already" : null);
  if (hindered) return only(decide(session, at, hindered));
  const bounded = boundProtocol(asked);
  const technique = techniqueNamed(bounded.technique)?.card ? bounded.technique : DEFAULT_PROTOCOL.technique;
  const checked = endImpedance(session, eeg, at);
  const turned = openProtocol({ ...bounded, technique }, eegRandom(session.settings.seed, "blocks", at), at);
  return andThen(checked.step, (next) => carryOut(next, { ...checked.eeg, protocol: null }, turned, at, resources));
}

function isBusy({ protocol }: SessionEeg): boolean {
  return protocol !== null && protocol.stage !== "over";
}

/** The therapist goes on, leaves the block out, or ends all of them. */
export function tapBlocks(
  session: Session,
  eeg: SessionEeg,
  tap: "next" | "skip" | "stop",
  at: Millis,
  resources: Resources,
): Step {
  const { protocol } = eeg;
  if (!protocol || !isBusy(eeg)) return only(session);
  if (tap === "stop") return carryOut(session, eeg, stopProtocol(protocol, at), at, resources);
  const hindered = hindrance(session);
  if (hindered) return only(decide(session, at, hindered));
  const checked = endImpedance(session, eeg, at);
  const turned = tap === "next" ? turnToNext(protocol, at) : skipBlock(protocol, at);
  return andThen(checked.step, (next) => carryOut(next, checked.eeg, turned, at, resources));
}

/** A wake fell due: the block's time may be over. */
export function wakeBlocks(session: Session, eeg: SessionEeg, at: Millis, resources: Resources): Step {
  const { protocol } = eeg;
  return protocol ? carryOut(session, eeg, passTime(protocol, at), at, resources) : only(session);
}

/** Why an event of the therapist's ends the present block; null where it does not. */
function interruption(event: SessionEvent, protocol: Protocol): string | null {
  switch (event.kind) {
    case "stop":
      return "STOP";
    case "break":
      return event.on ? "Break" : null;
    case "quiet":
      return event.on ? "Quiet" : null;
    case "windDown":
      return "Wind down";
    case "lastTime":
      return "Last time";
    case "phase":
      return "another phase";
    case "suggestion":
      return event.taken ? "another card" : null;
    case "technique":
      // In music another card is music as well; in silence it is the therapist who wants to play.
      return playsMusic(protocol) ? null : "another card";
    default:
      return null;
  }
}

/** Before the music: the blocks give way to what the therapist does. */
export function yieldBlocks(session: Session, event: SessionEvent): Step {
  const { eeg } = session;
  if (!eeg?.protocol || !isBusy(eeg)) return only(session);
  const { protocol } = eeg;
  if (event.kind === "finish") return note(session, eeg, stopProtocol(protocol, event.at), event.at);
  const why = interruption(event, protocol);
  return why === null || !isGuiding(protocol)
    ? only(session)
    : note(session, eeg, breakOff(protocol, event.at, why), event.at);
}
