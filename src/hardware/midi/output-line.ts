import type { Voice } from "../../engine/music/voice.ts";
import type { DeviceStatus } from "../../engine/session/event.ts";
import type { Player } from "../../engine/session/player.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { PackedCommand } from "./command-ring.ts";

/**
 * The words between the engine and its MIDI output process: one JSON object a line. Lines can be read by a person, cut by
 * a dying process without harm (half a line is not a command), and at the few hundred a second that music needs they cost
 * nothing worth saving. Times are milliseconds of `process.hrtime`, which all processes of a machine share.
 */

/** The players by number, as they pass through shared memory. */
export const PLAYERS: readonly Player[] = ["child", "therapist", "partner", "robot"];

/** The voices by number; the melody is the one where none is named. */
export const VOICES: readonly Voice[] = ["melody", "bass", "chords", "drum"];

/** What the output process does with a line: sound, or what concerns itself. */
export type OutputOrder =
  | { readonly kind: "sound"; readonly command: PackedCommand }
  | { readonly kind: "silence"; readonly fade: Millis }
  | { readonly kind: "beat" }
  | { readonly kind: "close" };

/** What the output process tells the engine. */
export type OutputReport =
  | ({ readonly kind: "status" } & Pick<DeviceStatus, "status" | "text">)
  | {
      /** About once a second, also as a sign of life. Counts and percentiles are since the start, `fresh` since the last. */
      readonly kind: "report";
      readonly sent: number;
      readonly late: number;
      readonly p50: Millis;
      readonly p99: Millis;
      readonly worst: Millis;
      readonly fresh: { readonly count: number; readonly worst: Millis };
      readonly stale: number;
      readonly dropped: number;
      readonly sounding: number;
      readonly garbled: number;
    };

/** Reads a line from the engine; undefined when it makes no sense. */
export function readOrder(line: string): OutputOrder | undefined {
  const fields = readObject(line);
  if (fields === undefined) return undefined;
  const { kind, at, fade, pitch, velocity } = fields;
  if (kind === "beat" || kind === "close") return { kind };
  if (kind === "silence") return isWithin(fade, 0, 60_000) ? { kind, fade } : undefined;
  const player = PLAYERS.indexOf(fields.player as Player);
  const voice = fields.voice === undefined ? 0 : VOICES.indexOf(fields.voice as Voice);
  if (player < 0 || voice < 0 || !isWithin(at, 0, Number.MAX_SAFE_INTEGER)) return undefined;
  const plain = { at, player, voice, pitch: 0, level: 0, over: 0 };
  const sound = (command: PackedCommand): OutputOrder => ({ kind: "sound", command });
  if (kind === "release" && isWithin(fade, 0, 60_000)) return sound({ kind, ...plain, over: fade });
  if (kind === "level") {
    const { level, over } = fields;
    return isWithin(level, -96, 0) && isWithin(over, 0, 60_000) ? sound({ kind, ...plain, level, over }) : undefined;
  }
  if (kind === "program") {
    const { program, over } = fields;
    if (!isWithin(program, 0, 127) || !Number.isInteger(program) || !isWithin(over, 0, 60_000)) return undefined;
    return sound({ kind, ...plain, level: program, over });
  }
  if (!isWithin(pitch, 0, 127) || !Number.isInteger(pitch)) return undefined;
  if (kind === "noteOff") return sound({ kind, ...plain, pitch });
  if (kind !== "noteOn" || !isWithin(velocity, 1, 127)) return undefined;
  return sound({ kind, ...plain, pitch, level: Math.round(velocity) });
}

/** Reads a line from the output process; undefined when it makes no sense. */
export function readReport(line: string): OutputReport | undefined {
  const fields = readObject(line);
  return fields?.kind === "status" || fields?.kind === "report" ? (fields as OutputReport) : undefined;
}

/** Cuts a stream of text into lines. What is longer than 64 KiB without an end is no line of ours and is thrown away. */
export class LineCutter {
  #rest = "";

  cut(text: string): string[] {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    if (this.#rest.length > 65_536) this.#rest = "";
    return lines;
  }
}

function readObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, low: number, high: number): value is number {
  return typeof value === "number" && value >= low && value <= high;
}
