import { DEFAULT_STEERING } from "../../engine/partner/steering.ts";
import type { LogEntry } from "../../engine/record/session-record.ts";
import { Conductor } from "../../engine/run/conductor.ts";
import { Lookahead } from "../../engine/run/lookahead.ts";
import { openPlan, type TemplateName } from "../../engine/session/plan.ts";
import { DEFAULT_PROFILE } from "../../engine/session/profile.ts";
import type { SessionSettings } from "../../engine/session/session.ts";
import { SimulatedClock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import { PretendChild } from "../../hardware/child/pretend-child.ts";
import type { RecordedSettings } from "../recorder.ts";
import type { LoadedResources } from "../resources.ts";
import type { SessionHeader } from "../store/record.ts";

/** A session to be simulated. */
export interface SimulationPlan {
  /** The pretend child's character. */
  readonly child: string;
  readonly minutes: number;
  /** Of the session and of the child. */
  readonly seed: number;
  /** The card that the session begins with. */
  readonly technique: string;
  /** A therapist who goes from phase to phase as planned; without it the first card stays on. */
  readonly template?: TemplateName | undefined;
}

/** A session as it was played: what its log begins with, and the log. */
export interface SimulatedSession {
  readonly plan: SimulationPlan;
  readonly settings: SessionSettings;
  readonly header: SessionHeader;
  readonly entries: readonly LogEntry[];
}

const MINUTE: Millis = 60_000;
/** Simulated time has no date; a fixed one keeps equal sessions equal to the byte. */
const NO_DATE = "2000-01-01T00:00:00.000Z";

function headerOf(plan: SimulationPlan, settings: SessionSettings, resources: string): SessionHeader {
  const recorded: RecordedSettings = { rig: "simulated", settings, resources };
  return {
    version: 1,
    id: `simulated-${plan.child.replaceAll(" ", "-")}-${plan.seed}`,
    child: "practice",
    seed: plan.seed,
    startedAt: NO_DATE,
    settings: JSON.parse(JSON.stringify(recorded)),
  };
}

/** Plays a whole session in simulated time, as fast as it goes. Equal plans and resources give equal sessions. */
export function simulateSession(plan: SimulationPlan, resources: LoadedResources): SimulatedSession {
  const { seed, technique, minutes, template } = plan;
  const settings: SessionSettings = {
    seed,
    technique,
    steering: DEFAULT_STEERING,
    childSound: true,
    profile: DEFAULT_PROFILE,
    robot: null,
  };
  const clock = new SimulatedClock();
  const entries: LogEntry[] = [];
  const hearing: PretendChild[] = [];
  const conductor = new Conductor(settings, resources, clock, 0, new Lookahead(clock, [], 0), (event, commands) => {
    entries.push({ event, commands });
    for (const command of commands) hearing[0]?.hear(command);
  });
  const child = new PretendChild({ name: "Pretend child", character: plan.child, seed }, clock, {
    noteOn: ({ at, ...note }) => conductor.dispatch({ kind: "noteOn", ...note }, at),
    noteOff: ({ at, ...note }) => conductor.dispatch({ kind: "noteOff", ...note }, at),
    status: (status) => conductor.dispatch({ kind: "device", ...status }),
  });
  hearing.push(child);
  conductor.dispatch({ kind: "start" });
  if (template !== undefined) {
    conductor.dispatch({ kind: "plan", template });
    let begins: Millis = 0;
    for (const [phase, planned] of openPlan(template).phases.entries()) {
      clock.at(begins, () => conductor.dispatch({ kind: "phase", phase }));
      begins += planned.minutes * MINUTE;
    }
  }
  child.play();
  clock.advance(minutes * MINUTE);
  child.rest();
  conductor.dispatch({ kind: "finish" });
  conductor.close();
  return { plan, settings, header: headerOf(plan, settings, resources.digest), entries };
}
