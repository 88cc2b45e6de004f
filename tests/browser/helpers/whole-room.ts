import { BANDS } from "../../../src/engine/eeg/bands.ts";
import { USUAL_INSTRUMENT } from "../../../src/engine/instruments/instrument-settings.ts";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { gestureFacts } from "../../../src/engine/robot/gesture-facts.ts";
import { REPERTOIRE } from "../../../src/engine/robot/repertoire.ts";
import { enterPhase, openPlan } from "../../../src/engine/session/plan.ts";
import { newCard } from "../../../src/server/children/child-card.ts";
import type { Access, ChildEntry, Desk, InstrumentsPicture, RobotPicture, View } from "../../../src/server/protocol.ts";
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
  worn: { minutes: 12, takeOff: false, comfort: 20 },
  tolerance: { at: 0, rating: 4 },
  noise: [12, 14.2, 9.8, 88, 11, 10.4, 13, 12.2],
  artefacts: [
    { name: "railed", channels: 1 },
    { name: "flat", channels: 0 },
    { name: "step", channels: 0 },
    { name: "mains", channels: 0 },
    { name: "muscle", channels: 2 },
    { name: "amplitude", channels: 0 },
  ],
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
  onScreen: false,
  battery: null,
  temperature: null,
  gestures: [
    ...gestureFacts(REPERTOIRE, STANDARD_BODY, { level: "small", size: 1, speed: 1, sensitive: false }, 650).map(
      (facts) => ({ ...facts, draft: null }),
    ),
    {
      name: "own1",
      label: "Look up slowly",
      length: 3_000,
      noise: "quiet",
      draft: {
        label: "Look up slowly",
        tracks: [
          {
            joint: "headPitch",
            keyframes: [
              { time: 1.5, angle: 15 },
              { time: 3, angle: 0 },
            ],
          },
        ],
      },
    },
  ],
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

const KNOWN = { connected: true, asks: null, doubleHits: 0, suggested: null, settings: USUAL_INSTRUMENT } as const;
const INSTRUMENTS: InstrumentsPicture = {
  instruments: [
    { ...KNOWN, device: "Screen keys", kind: "screen" },
    { ...KNOWN, device: "Digital Piano MIDI 1", kind: "midi", settings: { ...USUAL_INSTRUMENT, player: "therapist" } },
    {
      ...KNOWN,
      device: "nanoPAD2 MIDI 1",
      kind: "midi",
      doubleHits: 3,
      suggested: 35,
      settings: {
        ...USUAL_INSTRUMENT,
        range: { low: 53, high: 76 },
        curve: { kind: "hits", soft: 14, medium: 33, hard: 71 },
        sustain: { rule: "timed", after: 1_200 },
        learnt: [
          { key: 36, pad: true, sound: { pitch: 45, drum: true }, colour: "green" },
          { key: 38, pad: true, sound: { pitch: 64, drum: false }, colour: "blue" },
          { key: 60, pad: false, sound: null, colour: "orange" },
        ],
      },
    },
  ],
  playNow: null,
};

export const ACCESS: Access = {
  roles: ["therapist", "administrator"],
  name: "This computer",
  local: true,
  control: { mine: true, holder: "This computer" },
  panels: 2,
  childScreens: 1,
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
      tunes: [{ name: "Train tune", pitches: [60, 67, 64, 62], rhythm: [1, 0.5, 1.5], pace: 420, pad: false }],
      goals: [{ ...goal, importance: 2, difficulty: 1, review: "2027-01-10" }],
      consent: { sessionData: { given: true, by: "mother", on: "2026-11-01" } },
    },
    lastSession: "2026-11-20T09:00:00Z",
    sessions: 4,
    past: [
      { id: "20261120-090000-1a2b", startedAt: "2026-11-20T09:00:00Z", minutes: 31, planned: 30, state: "ended" },
      {
        id: "20261113-090000-3c4d",
        startedAt: "2026-11-13T09:00:00Z",
        minutes: 12,
        planned: null,
        state: "interrupted",
      },
    ],
  },
  { card: { ...newCard("K-ACD"), symbol: "star" }, lastSession: null, sessions: 0, past: [] },
];

/** The desk as of now: ages are told in minutes. */
const deskNow = (): Desk => ({
  planned: [
    { id: "00000001", at: todayAt(9, 0), child: "K-7F3", plan: "30" },
    { id: "00000002", at: todayAt(14, 30), child: "K-ACD", plan: "20" },
  ],
  check: {
    at: new Date(Date.now() - 3 * 60_000).toISOString(),
    rows: [
      { row: "sound", state: "ready", text: "on" },
      { row: "backup", state: "without", text: "none yet" },
    ],
    stop: { answered: 12, robot: 41 },
    link: 2,
  },
  backup: {
    at: new Date(Date.now() - 3 * 86_400_000).toISOString(),
    folder: "/media/stick/antiphon-2026-11-26T101500",
    sessions: 41,
    bytes: 84_000_000,
    holdsErased: false,
  },
  record: { free: 41_300_000_000, bytesPerMinute: 240_000, low: 2e9, locked: true },
  switches: {
    stop: { port: "USB Pedal", kind: "controller", channel: 0, number: 64 },
    leaveSpace: null,
    moment: null,
    next: null,
    quiet: { port: "nanoPAD2", kind: "note", channel: 9, number: 36 },
  },
  learning: null,
  usedBy: "team",
  limits: {
    velocity: 100,
    topNote: 96,
    lowNote: 28,
    density: 12,
    share: { least: 0.1, most: 0.8 },
    tempo: { least: 50, most: 140 },
    rise: 6,
  },
});

/** A moment of this very day, as ISO 8601 in UTC. */
function todayAt(hours: number, minutes: number): string {
  const day = new Date();
  day.setHours(hours, minutes, 0, 0);
  return day.toISOString();
}

/** A room with everything in it: a session in its fourth phase, a robot, an EEG, children, other devices. */
export function fillRoom(engine: ScriptedEngine): void {
  engine.tell("access", ACCESS);
  engine.tell("robot", ROBOT);
  engine.tell("instruments", INSTRUMENTS);
  engine.tell("children", CHILDREN);
  engine.tell("desk", deskNow());
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
      wishes: { size: 1, speed: 1, mirrorsPads: true, onlyWhenChildPlays: false, lights: "slow", autonomy: "all" },
      armed: true,
      ready: true,
      within: false,
      gesture: null,
    },
    eeg: EEG,
    history: { undo: 3, redo: 1 },
  });
}
