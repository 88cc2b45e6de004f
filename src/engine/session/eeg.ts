import { seeContact } from "../eeg/contact.ts";
import { idleLoop, type Loop, leanOf, setLoop, tickLoop, yieldLoop } from "../eeg/loop.ts";
import type { LoopDimension, LoopSettings } from "../eeg/loop-settings.ts";
import { moveWords } from "../eeg/loop-words.ts";
import { countClean, isGuiding } from "../eeg/protocol.ts";
import type { EegReading } from "../eeg/reading.ts";
import { takeReading } from "../eeg/score.ts";
import { COMFORT_MINUTES, feelContact, wornTooLong } from "../eeg/wearing.ts";
import { lean, type Steering } from "../partner/steering.ts";
import type { Millis } from "../time/units.ts";
import type { Command } from "./command.ts";
import { beginBlocks, tapBlocks, wakeBlocks } from "./eeg-blocks.ts";
import { eegRandom, type SessionEeg, scoreNow, steeringNow } from "./eeg-state.ts";
import type { EegEvent, SessionEvent } from "./event.ts";
import { andThen, decide, maySound, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";

const only = (session: Session): Step => ({ session, commands: [] });

function withLoop(session: Session, eeg: SessionEeg, loop: Loop): Session {
  return { ...session, eeg: { ...eeg, loop } };
}

/** A note in the recording, where there is one. */
function mark(session: Session, at: Millis, text: string): Command[] {
  return session.eeg?.recording ? [{ kind: "eegMarker", at, text }] : [];
}

/** The loop may make a step where it would be heard: nothing of the steering's own range holds it back. */
function leadsOn(session: Session, loop: Loop, dimension: LoopDimension, by: 1 | -1): boolean {
  const further = { ...loop, steps: { ...loop.steps, [dimension]: loop.steps[dimension] + by } };
  const name = dimension === "density" ? "busy" : dimension;
  return lean(session.steering, leanOf(further))[name] !== steeringNow(session)[name];
}

function steerBy(session: Session, eeg: SessionEeg, at: Millis): Step {
  if (!maySound(session)) return only(withLoop(session, eeg, idleLoop(eeg.loop, at)));
  const tick = { at, shown: scoreNow(eeg, at), held: eeg.score.held };
  const { loop, move } = tickLoop(eeg.loop, tick, (dimension, by) => leadsOn(session, eeg.loop, dimension, by));
  const next = withLoop(session, eeg, loop);
  if (!move) return only(next);
  const text = moveWords(move, loop.settings.blinded);
  return { session: decide(next, at, text), commands: mark(next, at, text) };
}

function read(session: Session, eeg: SessionEeg, at: Millis, reading: EegReading): Step {
  if (!Number.isFinite(reading.at)) return only(session);
  const { smoothing, epochs } = session.settings.eeg ?? { smoothing: 0, epochs: { window: 0 } };
  const wearing = feelContact(eeg.wearing, reading);
  const remind = wornTooLong(wearing, at, eeg.comfort) && !wearing.reminded;
  const next: SessionEeg = {
    ...eeg,
    score: takeReading(eeg.score, reading, smoothing, eeg.impedance),
    contact: seeContact(eeg.contact, reading),
    wearing: { ...wearing, reminded: wearing.reminded || remind },
    bands: reading.bands.length > 0 ? reading.bands : eeg.bands,
    protocol: eeg.protocol && countClean(eeg.protocol, reading, epochs.window),
  };
  const heard = { ...session, eeg: next };
  const told = remind
    ? decide(heard, at, `The cap is on for ${Math.round(eeg.comfort / 60_000)} minutes: take it off`)
    : heard;
  return steerBy(told, next, at);
}

function setTheLoop(session: Session, eeg: SessionEeg, at: Millis, change: Partial<LoopSettings>): Step {
  const loop = setLoop(eeg.loop, change, at, eegRandom(session.settings.seed, "loop", at));
  const next = withLoop(session, eeg, loop);
  if (loop.settings.on === eeg.loop.settings.on) return only(next);
  const text = loop.settings.on ? "The score may steer the music" : "The score steers nothing: back to what is set";
  return { session: decide(next, at, text), commands: mark(next, at, text) };
}

function setImpedance(session: Session, eeg: SessionEeg, at: Millis, on: boolean): Step {
  if (on === eeg.impedance) return only(session);
  if (on && eeg.protocol && isGuiding(eeg.protocol)) {
    return only(decide(session, at, "Stop the guided blocks first: the impedance check would spoil them"));
  }
  const checked = { ...session, eeg: { ...eeg, impedance: on, contact: { ...eeg.contact, ohms: [] } } };
  const text = on ? "Impedance check: no score meanwhile" : "The impedance check is over";
  return { session: decide(checked, at, text), commands: [{ kind: "eegImpedance", at, on }] };
}

function setRecording(session: Session, eeg: SessionEeg, at: Millis, on: boolean): Step {
  if (on === eeg.recording) return only(session);
  const text = on ? "The EEG is recorded" : "The EEG is no longer recorded";
  const next = decide({ ...session, eeg: { ...eeg, recording: on } }, at, text);
  return { session: next, commands: [{ kind: "eegRecord", at, on }] };
}

function takeCue(session: Session, eeg: SessionEeg, { at, cue }: EegEvent, resources: Resources): Step {
  switch (cue.kind) {
    case "reading":
      return read(session, eeg, at, cue.reading);
    case "protocol":
      return beginBlocks(session, eeg, cue.options, at, resources);
    case "block":
      return tapBlocks(session, eeg, cue.tap, at, resources);
    case "loop":
      return setTheLoop(session, eeg, at, cue.change);
    case "impedance":
      return setImpedance(session, eeg, at, cue.on);
    case "record":
      return setRecording(session, eeg, at, cue.on);
    case "comfort": {
      const { least, most } = COMFORT_MINUTES;
      const minutes = Number.isFinite(cue.minutes)
        ? Math.max(least, Math.min(most, cue.minutes))
        : eeg.comfort / 60_000;
      // A later reminder is given anew.
      const wearing = { ...eeg.wearing, reminded: false };
      return only({ ...session, eeg: { ...eeg, comfort: minutes * 60_000, wearing } });
    }
    case "tolerance": {
      const rating = Math.max(1, Math.min(5, Math.round(cue.rating)));
      const text = `How the cap feels: ${rating} of 5`;
      const rated = decide({ ...session, eeg: { ...eeg, tolerance: { at, rating } } }, at, text);
      return { session: rated, commands: mark(rated, at, text) };
    }
    case "marker": {
      const text = cue.text.trim().slice(0, 80);
      return { session: decide(session, at, `Marker: ${text}`), commands: [{ kind: "eegMarker", at, text }] };
    }
  }
}

const STEERED: Readonly<Partial<Record<keyof Steering, LoopDimension>>> = {
  loudness: "loudness",
  busy: "density",
  tempo: "tempo",
  register: "register",
};

/** What the therapist set by hand wins over the loop. */
function giveWay(session: Session, eeg: SessionEeg, at: Millis, change: Partial<Steering>): Step {
  const dimensions = Object.keys(change).flatMap((name) => STEERED[name as keyof Steering] ?? []);
  return only(withLoop(session, eeg, yieldLoop(eeg.loop, dimensions, at)));
}

/** After the music: what the event is to the EEG. Without an EEG, the step itself. */
export function followEeg(stepped: Step, event: SessionEvent, resources: Resources): Step {
  const { eeg } = stepped.session;
  if (!eeg) return stepped;
  const { at } = event;
  return andThen(stepped, (session) => {
    switch (event.kind) {
      case "eeg":
        return takeCue(session, eeg, event, resources);
      case "wake":
        return event.name === "eeg" ? wakeBlocks(session, eeg, at, resources) : only(session);
      case "steer":
        return giveWay(session, eeg, at, event.change);
      case "stop": {
        const off = setTheLoop(session, eeg, at, { on: false });
        return { ...off, commands: [...mark(session, at, "STOP"), ...off.commands] };
      }
      case "break":
        return { session, commands: mark(session, at, event.on ? "Break" : "Ready") };
      case "phase": {
        const phase = session.plan?.phases[session.plan.phase];
        return { session, commands: phase ? mark(session, at, phase.label) : [] };
      }
      case "finish":
        return setRecording(session, eeg, at, false);
      default:
        return only(session);
    }
  });
}
