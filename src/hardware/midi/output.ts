import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type LevelRamp, levelAt } from "../../engine/music/level.ts";
import type { SoundListener, SoundOut } from "../../engine/ports.ts";
import type { LevelCommand, ProgramCommand, SoundCommand } from "../../engine/session/command.ts";
import type { DeviceStatus } from "../../engine/session/event.ts";
import type { Player } from "../../engine/session/player.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import { LineCutter, type OutputReport, readReport } from "./output-line.ts";
import { type MidiOutputSettings, processSettings } from "./output-settings.ts";

export type { MidiOutputSettings } from "./output-settings.ts";

const BEAT: Millis = 50;
const STOP_FADE: Millis = 150;
/** The output process speaks once a second. After so many beats of ours without a word (4 s) it is taken for dead. */
const DEAF_BEATS = 80;
/** Before its first word it may take longer (60 s): a slow computer starts slowly. */
const UNBORN_BEATS = 1200;
/** What may wait in the pipe before the process is taken for dead. */
const MOST_WAITING = 1 << 20;
const FIRST_PAUSE: Millis = 100;
const LONGEST_PAUSE: Millis = 5000;
const CLOSING_LIMIT: Millis = 1500;

/** A MIDI output with the engine's end of its process. */
export type MidiOutput = SoundOut & { readonly process: OutputProcess };

/**
 * Opens a MIDI output: a process of its own owns the port, sends every command at its due time and ends all notes when
 * this process dies, freezes for 250 ms or unplugs. Never throws: what is wrong with the port is told to `listener`, and a
 * port that is missing is used as soon as it is there.
 *
 * `clock` must count as `process.hrtime` does (another zero is allowed): the other process lives by that clock. The signs
 * of life come from this process's event loop, so that a blocked engine is noticed.
 */
export function openMidiOutput(settings: MidiOutputSettings, clock: Clock, listener: SoundListener): MidiOutput {
  const output = new OutputProcess(settings, listener);
  const zero = Math.round(Number(process.hrtime.bigint()) / 1e6 - clock.now());
  return {
    name: settings.name,
    lookahead: settings.lookahead ?? 150,
    process: output,
    play: (command) => output.send(zero === 0 ? command : { ...command, at: command.at + zero }),
    silence: () => output.send({ kind: "silence", at: clock.now() + zero, fade: STOP_FADE }),
    close: () => output.close(),
  };
}

/** The engine's end of the output process: starts it, keeps it alive, speaks and listens to it. */
export class OutputProcess {
  readonly #settings: MidiOutputSettings;
  readonly #listener: SoundListener;
  readonly #beat: NodeJS.Timeout;
  #child: ChildProcess | undefined;
  readonly #levels = new Map<Player, LevelRamp>();
  /** The newest of each player and voice. */
  readonly #programs = new Map<string, ProgramCommand>();
  #beatsUnanswered = 0;
  #pause = FIRST_PAUSE;
  #status: DeviceStatus["status"] | undefined;
  #closing: Promise<void> | undefined;
  #report: Extract<OutputReport, { kind: "report" }> | undefined;

  constructor(settings: MidiOutputSettings, listener: SoundListener) {
    this.#settings = settings;
    this.#listener = listener;
    this.#start();
    this.#beat = setInterval(() => this.#tick(), BEAT);
  }

  /** The process's id, while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** The latest figures about lateness and dropped notes. */
  get report(): Extract<OutputReport, { kind: "report" }> | undefined {
    return this.#report;
  }

  send(command: SoundCommand): void {
    // A MIDI instrument has no noise: it is measured by its notes.
    if (command.kind === "noise") return;
    if (command.kind === "level") this.#remember(command);
    if (command.kind === "program") this.#programs.set(`${command.player} ${command.voice}`, command);
    this.#write(JSON.stringify(command));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #start(): void {
    const typescript = import.meta.url.endsWith(".ts");
    const entry = fileURLToPath(new URL(`./output-process.${typescript ? "ts" : "js"}`, import.meta.url));
    // Found from this file, not from the folder the user happens to stand in.
    const loader = typescript ? pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href : undefined;
    const child = spawn(
      process.execPath,
      [...(loader === undefined ? [] : ["--import", loader]), entry, JSON.stringify(processSettings(this.#settings))],
      // In a process group of its own, so that what kills the engine's group leaves the guardian time to end the notes.
      { stdio: ["pipe", "pipe", "pipe"], detached: true },
    );
    this.#child = child;
    this.#beatsUnanswered = DEAF_BEATS - UNBORN_BEATS;
    const cutter = new LineCutter();
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      this.#beatsUnanswered = 0;
      for (const line of cutter.cut(text)) this.#hear(readReport(line));
    });
    // RtMidi writes its troubles there. They reach the user as a status, not as noise on the terminal.
    child.stderr.resume();
    child.stdin.on("error", () => undefined);
    child.on("error", () => undefined);
    child.on("exit", () => this.#replace(child));
    this.#write('{"kind":"beat"}');
    this.#tellLevels();
  }

  /** A process that is started anew knows no levels and no programs. */
  #remember({ player, at, level, over }: LevelCommand): void {
    this.#levels.set(player, { at, over, from: levelAt(this.#levels.get(player), at), to: level });
  }

  #tellLevels(): void {
    for (const [player, { at, over, from, to }] of this.#levels) {
      this.#write(JSON.stringify({ kind: "level", at, player, level: from, over: 0 }));
      this.#write(JSON.stringify({ kind: "level", at, player, level: to, over }));
    }
    for (const program of this.#programs.values()) this.#write(JSON.stringify({ ...program, over: 0 }));
  }

  #replace(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (this.#closing !== undefined) return;
    if (this.#status !== "failed")
      this.#tell("failed", "The MIDI output stopped by itself and is being started again.");
    setTimeout(() => {
      if (this.#closing === undefined) this.#start();
    }, this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }

  #tick(): void {
    this.#beatsUnanswered += 1;
    const waiting = this.#child?.stdin?.writableLength ?? 0;
    if (this.#beatsUnanswered > DEAF_BEATS || waiting > MOST_WAITING) this.#child?.kill("SIGKILL");
    else this.#write('{"kind":"beat"}');
  }

  #write(line: string): void {
    const pipe = this.#child?.stdin;
    if (pipe?.writable) pipe.write(`${line}\n`);
  }

  #hear(report: OutputReport | undefined): void {
    if (report === undefined) return;
    if (report.kind === "status") {
      this.#tell(report.status, report.text);
      return;
    }
    this.#pause = FIRST_PAUSE;
    this.#report = report;
    if (report.fresh.count > 0) this.#listener.late(report.fresh);
  }

  #tell(status: DeviceStatus["status"], text: string): void {
    this.#status = status;
    this.#listener.status({ device: this.#settings.name, status, text });
  }

  async #close(): Promise<void> {
    clearInterval(this.#beat);
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      this.#write('{"kind":"close"}');
      const limit = setTimeout(() => child.kill("SIGKILL"), CLOSING_LIMIT);
      await gone;
      clearTimeout(limit);
    }
    this.#child = undefined;
    this.#tell("closed", "The MIDI output is closed.");
  }
}
