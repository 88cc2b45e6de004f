import { expect, test } from "vitest";
import type { SoundCommand } from "../../src/engine/session/command.ts";
import { systemClock } from "../../src/hardware/system-clock.ts";
import { RoomSounds } from "../../src/server/room-sounds.ts";

/** The room's outputs with a browser, and an instrument that is not plugged in; what the browser is sent. */
function opened(output?: "browser" | "midi" | "both") {
  const heard: SoundCommand[] = [];
  const sounds = new RoomSounds({
    sections: [{ driver: "browser", name: "Browser sound" }],
    link: { sound: (commands) => heard.push(...commands), silence: () => {} },
    clock: systemClock,
    listener: { status: () => {}, late: () => {} },
    output,
    state: () => [{ kind: "program", at: 5, player: "partner", program: 46, over: 0 }],
  });
  sounds.open();
  return { sounds, heard };
}
const note: SoundCommand = { kind: "noteOn", at: 9, player: "partner", pitch: 60, velocity: 50 };
const level: SoundCommand = { kind: "level", at: 9, player: "partner", level: -6, over: 0 };

test("an output that is left fades, has no note begin, and still hears how everybody sounds", async () => {
  const { sounds, heard } = opened();
  const play = (command: SoundCommand) => {
    for (const out of sounds.outs) out.play(command);
  };
  expect(sounds.output).toBe("browser");
  play(note);
  expect(heard.map(({ kind }) => kind)).toEqual(["program", "noteOn"]);
  heard.length = 0;
  sounds.choose("midi");
  expect(heard.filter(({ kind }) => kind === "release")).toHaveLength(4);
  heard.length = 0;
  play(note);
  play(level);
  expect(heard).toEqual([level]);
  // The rig named no MIDI instrument: the first that there is was opened.
  expect(sounds.outs.map(({ kind }) => kind)).toEqual(["browser", "midi"]);
  sounds.choose("both");
  play(note);
  expect(heard.at(-1)).toEqual(note);
  await sounds.close();
});

test("what was chosen before holds at the next start", async () => {
  const { sounds, heard } = opened("midi");
  for (const out of sounds.outs) out.play(note);
  expect(heard.some(({ kind }) => kind === "noteOn")).toBe(false);
  await sounds.close();
});
