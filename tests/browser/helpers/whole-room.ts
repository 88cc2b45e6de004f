import { BANDS } from "../../../src/engine/eeg/bands.ts";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { enterPhase, openPlan } from "../../../src/engine/session/plan.ts";
import { newCard } from "../../../src/server/children/child-card.ts";
import type { Access, ChildEntry, RobotPicture, View } from "../../../src/server/protocol.ts";
import type { ScriptedEngine } from "./scripted-engine.ts";

const MONTAGE = ["Fp1", "Fp2", "C3", "C4", "P3", "P4", "O1", "O2"];

const EEG: NonNullable<View["eeg"]> = {
  meaning: "Like this child's listening blocks rather than own rest, 0–100. Research only.",
  notice: "Shows signal quality. Does not show feelings.",
  score: { value: 63, uncertainty: 11, state: "between" },
  reason: null,
  reactionTime: 3_600,
  epochs: { scored: 122, abstained: 14 },
  channels: MONTAGE.map((site) => ({
    site,
    good: site !== "C4",
    word: site === "C4" ? "no contact" : "good",
    fix: site === "C4" ? "Press the right top of the head." : null,
  })),
  bands: BANDS.map(({ name }, place) => ({ name, power: 1.6 - 0.3 * place })),
  model: { name: "demonstration", validation: "Trained on a simulated brain; not validated on any child." },
  impedance: false,
  recording: true,
  protocol: {
    text: "Rest with eyes open – 40 s left",
    child: null,
    stage: "on",
    place: 0,
    blocks: ["Rest, eyes open", "Rest, eyes closed", "Music", "Rest", "Music", "Rest, eyes open"],
    name: "Rest, eyes open",
    silent: true,
    endsAt: null,
    clean: { windows: 22, wanted: 60 },
  },
  loop: {
    on: false,
    text: "Off: the score steers nothing",
    dimensions: ["loudness", "density"],
    direction: "with",
    dwell: 10_000,
    condition: "contingent",
    lean: { loudness: 0, busy: 0, tempo: 1, register: 0 },
    moves: 0,
  },
  worn: { minutes: 12, takeOff: false },
};

const ROBOT: RobotPicture = {
  name: "Robot",
  port: null,
  body: {
    joints: STANDARD_BODY.joints.map(({ name, low, high, rest }) => ({ name, low, high, rest })),
    ring: true,
    touch: true,
    distance: true,
  },
  readiness: "ready",
  firmware: "gesture-robot 1.0",
  heartbeatAge: 0,
  battery: null,
  pose: { headYaw: 12, headPitch: -6, bodySway: 4, armLeft: -60, armRight: 30, wrist: 10 },
  powered: true,
  ring: [{ red: 0.02, green: 0.12, blue: 0.14 }],
  measured: true,
  touched: false,
  within: false,
  distance: 0.62,
  events: [{ at: 1_000, text: "Armed by a person." }],
  calibration: null,
};

const ACCESS: Access = {
  roles: ["therapist", "administrator"],
  name: "This computer",
  local: true,
  control: { mine: true, holder: "This computer" },
  panels: 2,
  network: { lan: true, addresses: ["https://192.168.1.20:4471/"], fingerprint: "AB:CD:EF" },
  pairing: { role: "assistant", code: "482913", link: "https://192.168.1.20:4471/pair#482913", left: 300_000 },
  devices: [{ id: "d1", name: "Tablet", role: "assistant", pairedAt: 1.7e12, seenAt: 1.7e12, panels: 1 }],
};

const goal = {
  domain: "Turns",
  sentence: "Waits for an answer.",
  levels: ["never", "rarely", "half", "often", "always"],
};

const CHILDREN: ChildEntry[] = [
  {
    card: {
      ...newCard("K-7F3"),
      nickname: "Sam",
      interests: "trains, water",
      goals: [{ ...goal, importance: 2, difficulty: 1, review: "2027-01-10" }],
      consent: { sessionData: { given: true, by: "mother", on: "2026-11-01" } },
    },
    lastSession: "2026-11-20T09:00:00Z",
    sessions: 4,
  },
  { card: { ...newCard("K-ACD"), symbol: "star" }, lastSession: null, sessions: 0 },
];

/** A room with everything in it: a session in its fourth phase, a robot, an EEG, children, other devices. */
export function fillRoom(engine: ScriptedEngine): void {
  engine.tell("access", ACCESS);
  engine.tell("robot", ROBOT);
  engine.tell("children", CHILDREN);
  engine.show({
    running: true,
    partner: "space",
    label: "Your turn – 5 s",
    turn: "child",
    space: { seconds: 5, endsAt: engine.now() + 600_000 },
    plan: enterPhase(openPlan("30"), 3, engine.now() - 130_000),
    share: 0.42,
    steadiness: 3,
    tempo: { partner: 92, child: 88 },
    tune: { pitches: [60, 62, 64, 67], pad: false, count: 3 },
    robot: {
      level: "small",
      wishes: { size: 1, speed: 1, mirrorsPads: true, onlyWhenChildPlays: false, lights: "slow" },
      armed: true,
      ready: true,
      within: false,
      gesture: null,
    },
    eeg: EEG,
    history: { undo: 3, redo: 1 },
  });
}
