import type { PartnerWake } from "../partner/technique.ts";
import { labelOf, techniqueNamed } from "../partner/techniques.ts";
import { restScreen, turnChildScreen } from "./child-screen.ts";
import { followEeg } from "./eeg.ts";
import { yieldBlocks } from "./eeg-blocks.ts";
import type { DeviceEvent, InstrumentEvent, SessionEvent, WakeEvent } from "./event.ts";
import { feelRobot, hearGesture } from "./gestures.ts";
import { endPhrase, hearEnd, hearStart } from "./hearing.ts";
import { endNoise, playMeasure } from "./measuring.ts";
import { andThen, cuePartner, decide, enterTechnique, hush, maySound, type Step } from "./perform.ts";
import { announce, beginPhase, extendPhase, planOwn, planSession } from "./phases.ts";
import { noteRemark } from "./remarks.ts";
import { moveRobot } from "./robot.ts";
import type { Resources, Session } from "./session.ts";
import { chooseSound, keepPhase, keepSetting, steerSession, travel } from "./settings-change.ts";
import { turnPartner } from "./sound-change.ts";
import { leaveRoom } from "./space.ts";
import { careForTunes } from "./tunes.ts";
import { continueCalmly, endAllNotes, playLastTime, setBreak, setQuiet, stop, windDown } from "./verbs.ts";

export type { Step } from "./perform.ts";

/** The partner's last notes fade this long when the session ends. */
const FINISH_FADE = 1_000;

function wake(session: Session, event: WakeEvent, resources: Resources): Step {
  switch (event.name) {
    case "phraseEnds":
      return endPhrase(session, event, resources);
    case "phase":
      return announce(session, event.at, event.due);
    case "sound":
      return turnPartner(session, event.at);
    case "measure":
      return endNoise(session, event.at);
    case "robot":
    case "eeg":
      return { session, commands: [] };
    default:
      return cuePartner(session, { kind: "wake", at: event.at, name: event.name as PartnerWake }, resources);
  }
}

function showDevice(session: Session, { device, status, text }: DeviceEvent): Session {
  const others = session.devices.filter((other) => other.device !== device);
  return { ...session, devices: [...others, { device, status, text }].sort((a, b) => (a.device < b.device ? -1 : 1)) };
}

function keepInstrument(session: Session, { device, settings }: InstrumentEvent): Session {
  const instruments = { ...session.settings.instruments, [device]: settings };
  return { ...session, settings: { ...session.settings, instruments } };
}

/**
 * One step of a session: what happened goes in, the next session and the commands come out. Pure: reads no clock and no
 * chance of its own; equal arguments give equal results.
 */
export function step(session: Session, event: SessionEvent, resources: Resources): Step {
  const played = andThen(yieldBlocks(session, event), (next) => stepMusic(next, event, resources));
  return moveRobot(session, followEeg(played, event, resources), event);
}

function stepMusic(session: Session, event: SessionEvent, resources: Resources): Step {
  const { at } = event;
  switch (event.kind) {
    case "noteOn":
      return hearStart(session, event, resources);
    case "noteOff":
      return hearEnd(session, event);
    case "instrument":
      return { session: keepInstrument(session, event), commands: [] };
    case "leftOut":
      return { session, commands: [] };
    case "gesture":
      return hearGesture(session, event, resources);
    case "wake":
      return wake(session, event, resources);
    case "start":
      if (session.running) return { session, commands: [] };
      return andThen(endNoise(session, at), (next) =>
        cuePartner(decide({ ...next, running: true }, at, "Begins"), { kind: "enter", at }, resources),
      );
    case "measure":
      return playMeasure(session, at, event.play);
    case "finish": {
      const hushed = hush(session, at, FINISH_FADE);
      const ended = { ...hushed.session, running: false, childView: restScreen(session) };
      return { ...hushed, session: decide(ended, at, "Ends") };
    }
    case "stop":
      return stop(session, at);
    case "panic":
      return endAllNotes(session, at);
    case "continue":
      return continueCalmly(session, at, resources);
    case "quiet":
      return setQuiet(session, at, event.on, resources);
    case "break":
      return setBreak(session, at, event.on, resources);
    case "windDown":
      return windDown(session, at, resources);
    case "lastTime":
      return playLastTime(session, at, resources);
    case "technique": {
      const technique = techniqueNamed(event.technique);
      if (!technique?.card) return { session, commands: [] };
      return enterTechnique(
        decide(keepSetting(session, at, "technique"), at, `${technique.label}, by the therapist`),
        technique.name,
        at,
        resources,
      );
    }
    case "unattended":
      if (!maySound(session)) return { session, commands: [] };
      return enterTechnique(decide(session, at, "Nobody is at the panel: holds the beat"), "ground", at, resources);
    case "tap":
      return cuePartner(session, { kind: "tap", at, tap: event.tap }, resources);
    case "steer":
      return steerSession(session, event, resources);
    case "sound":
      return chooseSound(session, event);
    case "tune":
      return careForTunes(session, at, event.cue, resources);
    case "space":
      return leaveRoom(session, at, event.cue, resources);
    case "undo":
    case "redo":
      return travel(session, at, event.kind, resources);
    case "childView":
    case "choice":
    case "more":
      return { session: turnChildScreen(session, event), commands: [] };
    case "tag":
    case "tagNote":
    case "tagUndo":
    case "tagReopen":
    case "note":
      return { session: noteRemark(session, event), commands: [] };
    case "suggestion": {
      const { suggestion } = session;
      const answered = { ...session, suggestion: null };
      if (!suggestion || !event.taken) return { session: answered, commands: [] };
      return enterTechnique(
        decide(answered, at, `${labelOf(suggestion.technique)}, as offered: ${suggestion.reason}`),
        suggestion.technique,
        at,
        resources,
      );
    }
    case "plan":
      return planSession(session, at, event.template);
    case "planned":
      return planOwn(session, at, event.phases, event.options);
    case "phase":
      return beginPhase(event.kept ? keepPhase(session, at) : session, at, event.phase, resources);
    case "extend":
      return extendPhase(session, at, event.minutes);
    case "robot":
      return feelRobot(session, event, resources);
    case "eeg":
      return { session, commands: [] };
    case "device":
      return { session: showDevice(session, event), commands: [] };
    case "late": {
      const late = {
        count: session.late.count + event.count,
        worst: Math.max(session.late.worst, event.worst),
      };
      return { session: { ...session, late }, commands: [] };
    }
  }
}
