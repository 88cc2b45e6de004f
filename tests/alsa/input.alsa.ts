import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/engine/time/clock.ts";
import { openMidiInput } from "../../src/hardware/midi/input.ts";
import { listMidiPorts } from "../../src/hardware/midi/ports.ts";
import { until } from "../hardware/midi/engine-process.ts";
import { missing } from "./aseqdump.ts";
import { plugInKeyboard, writeTune } from "./keyboard.ts";

const clock: Clock = { now: () => performance.now(), at: () => () => undefined };

/** Opens an instrument and keeps what it tells. */
function listen(port: string, exclude: string[] = []) {
  const notes: { at: number; text: string }[] = [];
  const told: string[] = [];
  const instrument = openMidiInput({ name: "Keys", port, player: "child", exclude }, clock, {
    noteOn: ({ at, player, pitch }) => notes.push({ at, text: `${player} on ${pitch}` }),
    noteOff: ({ at, player, pitch }) => notes.push({ at, text: `${player} off ${pitch}` }),
    status: ({ status, text }) => told.push(`${status} ${text}`),
  });
  return { instrument, notes, told, texts: () => notes.map(({ text }) => text) };
}

function has(list: readonly string[], part: string): true | undefined {
  return list.some((entry) => entry.includes(part)) ? true : undefined;
}

describe.skipIf(missing !== undefined)("MIDI input through the ALSA sequencer", () => {
  test("hears a tune that aplaymidi plays", async () => {
    const folder = mkdtempSync(join(tmpdir(), "antiphon-tune-"));
    const file = join(folder, "tune.mid");
    writeFileSync(
      file,
      writeTune([
        [60, 1],
        [62, 1],
        [64, 1],
        [60, 2],
      ]),
    );
    const { instrument, notes, told, texts } = listen("Midi Through");
    expect(told).toEqual([expect.stringContaining("ready")]);
    const player = spawn("aplaymidi", ["-p", "14:0", file], { stdio: "inherit" });
    expect(await new Promise((resolve) => player.once("exit", resolve))).toBe(0);
    await until("the last note-off", () => (notes.length === 8 ? true : undefined));
    const expected = [60, 62, 64, 60].flatMap((pitch) => [`child on ${pitch}`, `child off ${pitch}`]);
    expect(texts()).toEqual(expected);
    const span = (notes.at(-1)?.at ?? 0) - (notes[0]?.at ?? 0);
    expect(span).toBeGreaterThan(2300);
    expect(span).toBeLessThan(3500);
    await instrument.close();
    rmSync(folder, { recursive: true });
  });

  test("a keyboard that is unplugged ends its notes, and is heard again when it is back", async () => {
    const { instrument, told, texts } = listen("Toy Piano");
    expect(told[0]).toContain('"Toy Piano" is not there');
    let keyboard = await plugInKeyboard("Toy Piano");
    await until("the keyboard", () => has(told, "ready"));
    keyboard.send(0x90, 60, 70);
    await until("the first note", () => has(texts(), "child on 60"));
    await keyboard.unplug();
    await until("the loss", () => has(told, "lost"));
    expect(texts()).toEqual(["child on 60", "child off 60"]);
    keyboard = await plugInKeyboard("Toy Piano");
    await until("its return", () => (told.filter((text) => text.startsWith("ready")).length === 2 ? true : undefined));
    keyboard.send(0x90, 64, 70);
    keyboard.send(0x90, 64, 0);
    await until("the second note", () => has(texts(), "child off 64"));
    await instrument.close();
    await keyboard.unplug();
  });

  test("SysEx, controllers and broken notes are not heard, the notes among them are", async () => {
    const keyboard = await plugInKeyboard("Noisy Keys");
    const { instrument, told, texts } = listen("Noisy Keys");
    await until("the keyboard", () => has(told, "ready"));
    keyboard.send(0xb0, 1, 5);
    keyboard.send(0xe0, 1, 5);
    keyboard.send(0xf0, 1, 0xf7);
    keyboard.send(0x80, 61, 0);
    keyboard.send(0x90, 62, 70);
    keyboard.send(0x90, 62, 71);
    keyboard.send(0x80, 62, 0);
    keyboard.send(0x90, 63, 70);
    await until("the last note", () => has(texts(), "child on 63"));
    expect(texts()).toEqual(["child on 62", "child off 62", "child on 62", "child off 62", "child on 63"]);
    await instrument.close();
    expect(texts().at(-1)).toBe("child off 63");
    await keyboard.unplug();
  });

  test('"any" hears every real keyboard, but neither Midi Through nor what is excluded', async () => {
    const keyboard = await plugInKeyboard("Drum Pad");
    const { instrument, told } = listen("any", ["VirMIDI"]);
    await until("the drum pad", () => has(told, "Drum Pad"));
    expect(told.join()).not.toContain("Through");
    expect(told.join()).not.toContain("VirMIDI");
    await instrument.close();
    await keyboard.unplug();
  });

  test("the ports are listed without those that exist only because we look", () => {
    const { inputs, outputs, trouble } = listMidiPorts();
    expect(trouble).toBeUndefined();
    expect(has(inputs, "Midi Through")).toBe(true);
    expect(has(outputs, "VirMIDI")).toBe(true);
    expect([...inputs, ...outputs].join()).not.toContain("RtMidi");
  });
});
