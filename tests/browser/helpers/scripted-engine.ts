import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { Server, type Socket } from "socket.io";
import { PARAMETERS } from "../../../src/engine/partner/parameters.ts";
import { DEFAULT_STEERING, type Steering } from "../../../src/engine/partner/steering.ts";
import { TECHNIQUES } from "../../../src/engine/partner/techniques.ts";
import { BLANK, USUAL_SCREEN } from "../../../src/engine/session/child-view.ts";
import { enterPhase, openPlan, type TemplateName } from "../../../src/engine/session/plan.ts";
import { DEFAULT_SOUNDS } from "../../../src/engine/session/sounds.ts";
import type {
  Ack,
  KeyHit,
  PanelToServer,
  RollNote,
  ServerToPanel,
  SoundCommand,
  SoundName,
  SoundPlayer,
  TagDetail,
  TagName,
  View,
  Welcome,
} from "../../../src/server/protocol.ts";
import { serveFile } from "./static-files.ts";

/** A message that the panel sent: its name and what came with it. */
export interface Received {
  readonly name: string;
  readonly content: readonly unknown[];
}

const QUIET_VIEW: View = {
  at: 0,
  running: false,
  stopped: false,
  quiet: false,
  onBreak: false,
  steering: DEFAULT_STEERING,
  ear: { level: null, ceiling: { equivalent: 70, fastest: 80 }, velocities: [32, 64, 80], noise: false },
  sounds: { of: DEFAULT_SOUNDS, off: [], sensitive: false },
  scale: { tonic: 0, name: "major", steps: [0, 2, 4, 5, 7, 9, 11], follows: true, comesAt: null, mayLock: false },
  tempo: { partner: null, child: null },
  share: null,
  tune: null,
  tunes: { kept: [], chosen: null },
  robot: null,
  eeg: null,
  plan: null,
  suggestion: null,
  history: { undo: 0, redo: 0 },
  tags: { recent: [], open: [], engagement: null, regulation: null, counts: {} },
  steadiness: null,
  together: null,
  childName: null,
  loudest: 3.9,
  childView: BLANK,
  childScreen: { ...USUAL_SCREEN, layout: [] },
  partner: "silent",
  label: "Ready",
  turn: "nobody",
  technique: "answer",
  techniques: TECHNIQUES.filter(({ card }) => card).map(({ name, label }) => ({ name, label })),
  space: { seconds: 5, endsAt: null },
  devices: [
    { device: "Pretend child", status: "ready", text: "The pretend child is ready." },
    { device: "Browser sound", status: "ready", text: "Sound comes out of the browser." },
  ],
  late: { count: 0, worst: 0 },
  limit: null,
  decisions: [],
};

const WELCOME: Welcome = {
  version: "0.1.0",
  rig: "simulated",
  child: "practice",
  browserSound: true,
  output: "browser",
  loudness: {
    state: "none",
    at: null,
    until: null,
    approximate: false,
    volume: null,
    noise: null,
    tooLoud: false,
    levels: [],
  },
  pretendChild: {
    characters: ["sparse", "bursty", "steady", "echoer", "leaver"],
    character: "sparse",
    habits: { replies: null, latency: null },
  },
  room: "room",
  records: true,
  interrupted: null,
  parameters: PARAMETERS,
  ownNetworks: false,
};

/**
 * The engine's side of the protocol, led by a test: it serves the built panel under the strict policy, sends what the test
 * says and notes what the panel asks. It makes no music of its own. Its clock deliberately stands far from the browser's.
 */
export class ScriptedEngine {
  readonly received: Received[] = [];
  readonly #http: HttpServer;
  readonly #io: Server<PanelToServer, ServerToPanel>;
  readonly #zero = performance.now() - 1_000_000;
  #view: View = QUIET_VIEW;
  #welcome: Welcome;
  #notes: RollNote[] = [];
  readonly #told = new Map<string, unknown>();
  /** What else is answered than that all is well, by the message's name. */
  readonly answers = new Map<string, (value: unknown) => Ack>();
  /** Messages of these names get no answer, and nothing happens. */
  readonly deaf = new Set<string>();

  private constructor(welcome: Partial<Welcome>, policy?: string) {
    this.#welcome = { ...WELCOME, ...welcome };
    this.#http = createServer((request, response) => {
      if (request.method === "POST" && request.url === "/stop") {
        if (this.deaf.has("POST /stop")) return;
        this.received.push({ name: "POST /stop", content: [] });
        this.#stop();
        response.writeHead(204).end();
        return;
      }
      serveFile(request, response, policy);
    });
    this.#io = new Server(this.#http, { transports: ["websocket"] });
    this.#io.on("connection", (socket) => this.#meet(socket));
  }

  static async open(welcome: Partial<Welcome> = {}, policy?: string, port = 0): Promise<ScriptedEngine> {
    const engine = new ScriptedEngine(welcome, policy);
    await engine.#listen(port);
    return engine;
  }

  async #listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#http.listen(port, "127.0.0.1", resolve));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Clock time; session time is the same here. */
  now(): number {
    return performance.now() - this.#zero;
  }

  /** Shows the panels a changed view. */
  show(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change, at: this.now() };
    this.#io.emit("state", this.#view, this.now());
  }

  /** Tells every panel something, and those that come later as well. */
  tell<Name extends "access" | "robot" | "children" | "instruments" | "desk">(
    name: Name,
    value: Parameters<ServerToPanel[Name]>[0],
  ): void {
    this.#told.set(name, value);
    (this.#io.emit as (name: string, value: unknown) => void).call(this.#io, name, value);
  }

  /** What every panel was told last under a name. */
  told<Name extends "access" | "robot" | "children" | "desk">(name: Name): Parameters<ServerToPanel[Name]>[0] {
    return this.#told.get(name) as Parameters<ServerToPanel[Name]>[0];
  }

  /** Keys that came from an instrument. */
  hits(hits: readonly KeyHit[]): void {
    this.#io.emit("hits", hits);
  }

  /** Says something once, to the panels that are there. */
  say<Name extends "changed">(name: Name, value: Parameters<ServerToPanel[Name]>[0]): void {
    (this.#io.emit as (name: string, value: unknown) => void).call(this.#io, name, value);
  }

  notes(notes: readonly RollNote[]): void {
    this.#notes.push(...notes);
    this.#io.emit("notes", notes);
  }

  sound(commands: readonly SoundCommand[]): void {
    this.#io.emit("sound", commands);
  }

  silence(): void {
    this.#io.emit("silence");
  }

  alert(level: "info" | "warning" | "error", text: string): void {
    this.#io.emit("alert", { level, text });
  }

  /** What the panel sent under a name. */
  of(name: string): Received[] {
    return this.received.filter((message) => message.name === name);
  }

  /** Cuts every socket; the panel may come back. */
  cut(): void {
    this.#io.disconnectSockets(true);
  }

  /** Ends it as a kill would; harmless the second time. */
  async close(): Promise<void> {
    if (!this.#http.listening) return;
    this.#io.disconnectSockets(true);
    await this.#io.close();
    this.#http.closeAllConnections();
  }

  /** Keeps a tag as the engine does, as far as the page shows it. */
  #tag({ name, detail }: { name: TagName; detail: TagDetail | null }): void {
    const { tags } = this.#view;
    if (name === "engagement" || name === "regulation") {
      this.show({ tags: { ...tags, [name]: detail } });
      return;
    }
    const spans: readonly TagName[] = ["sameFeeling", "selfRegulating", "distress"];
    if (!spans.includes(name)) return;
    const open = tags.open.includes(name) ? tags.open.filter((other) => other !== name) : [...tags.open, name];
    this.show({ tags: { ...tags, open } });
  }

  #stop(): void {
    this.#io.emit("silence");
    this.show({ stopped: true, partner: "stopped", label: "Stopped", turn: "nobody" });
  }

  #meet(socket: Socket<PanelToServer, ServerToPanel>): void {
    socket.emit("welcome", this.#welcome);
    for (const [name, value] of this.#told)
      (socket.emit as (name: string, value: unknown) => void).call(socket, name, value);
    socket.emit("notes", this.#notes);
    socket.emit("state", this.#view, this.now());
    socket.onAny((name: string, ...content: unknown[]) => {
      const reply = content.at(-1);
      if (name === "sync") {
        if (!this.deaf.has("sync") && typeof reply === "function") reply(this.now());
        return;
      }
      if (this.deaf.has(name)) return;
      this.received.push({ name, content: content.slice(0, -1) });
      this.#obey(name, content);
      if (typeof reply === "function") reply(this.answers.get(name)?.(content[0]) ?? { ok: true });
    });
  }

  #obey(name: string, content: readonly unknown[]): void {
    if (name === "start") this.show({ running: true, partner: "listening", label: "Listening" });
    if (name === "stop") this.#stop();
    if (name === "continue") this.show({ stopped: false, partner: "listening", label: "Listening" });
    if (name === "quiet") this.show({ quiet: content[0] === true });
    if (name === "technique:set") this.show({ technique: String(content[0]) });
    if (name === "sound:set") {
      const { player, sound } = content[0] as { player: SoundPlayer; sound: SoundName };
      const { sounds } = this.#view;
      this.show({ sounds: { ...sounds, of: { ...sounds.of, [player]: sound } } });
    }
    if (name === "param:set") {
      const change = content[0] as Partial<Steering>;
      const steering = { ...this.#view.steering, ...change };
      this.show({ steering, space: { seconds: steering.space / 1_000, endsAt: null } });
      this.show({ scale: { ...this.#view.scale, tonic: steering.key?.tonic ?? 0, mayLock: steering.key !== null } });
    }
    if (name === "finish") this.show({ running: false, partner: "silent" });
    if (name === "break") this.show({ onBreak: content[0] === true });
    if (name === "plan:set") this.show({ plan: openPlan(content[0] as TemplateName) });
    if (name === "phase:go" && this.#view.plan) {
      this.show({ plan: enterPhase(this.#view.plan, content[0] as number, this.now()) });
    }
    if (name === "tag:add") this.#tag(content[0] as { name: TagName; detail: TagDetail | null });
    if (name === "key:down") {
      const key = content[0] as { pitch: number; velocity: number };
      this.sound([{ kind: "noteOn", at: this.now(), player: "child", ...key }]);
    }
    if (name === "key:up") {
      const key = content[0] as { pitch: number };
      this.sound([{ kind: "noteOff", at: this.now(), player: "child", ...key }]);
    }
  }
}
