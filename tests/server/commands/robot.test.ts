import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { calibrationFile, writeCalibration } from "../../../src/hardware/robot/calibration-file.ts";
import { calibrate } from "../../../src/server/commands/robot-calibrate.ts";
import { flash } from "../../../src/server/commands/robot-flash.ts";
import { antiphon, dataFolder, rigFile, run } from "../../helpers/engine.ts";

const sounds = [{ driver: "browser" }];

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("antiphon robot flash", () => {
  /** A folder with a program of avrdude's name, that writes down how it was called. */
  function programs(script: string): { folder: string; called: string } {
    const folder = mkdtempSync(join(tmpdir(), "antiphon-programs-"));
    const called = join(folder, "called");
    writeFileSync(join(folder, "avrdude"), `#!/bin/sh\necho "$@" > ${called}\n${script}\n`);
    chmodSync(join(folder, "avrdude"), 0o755);
    return { folder, called };
  }
  const port = () => {
    const file = join(mkdtempSync(join(tmpdir(), "antiphon-port-")), "ttyACM0");
    writeFileSync(file, "");
    return file;
  };

  test("a port that does not exist, and no avrdude: one says so, the other what to do", async () => {
    await expect(flash("/dev/ttyNone7")).rejects.toThrow(
      'There is no port /dev/ttyNone7: check the cable. "antiphon ports" lists the serial ports.',
    );
    vi.stubEnv("PATH", mkdtempSync(join(tmpdir(), "antiphon-nothing-")));
    const wanted = flash(port());
    await expect(wanted).rejects.toThrow("sudo apt-get install avrdude");
    await expect(wanted).rejects.toThrow("Arduino IDE");
  });

  test("calls avrdude for an Uno with the compiled firmware, and says what came of it", async () => {
    const said: string[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
    const { folder, called } = programs("exit 0");
    vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH}`);
    const place = port();
    await flash(place);
    expect(said).toEqual([`The gesture robot's firmware is on the board at ${place}.\n`]);
    const words = readFileSync(called, "utf8").trim();
    const start = `-p atmega328p -c arduino -P ${place} -b 115200 -D -U flash:w:`;
    expect(words.startsWith(start)).toBe(true);
    const [hex = "", format] = words.slice(start.length).split(/:(?=i$)/);
    expect(format).toBe("i");
    expect(readFileSync(hex, "utf8").startsWith(":")).toBe(true);
    // A board that does not answer.
    vi.stubEnv("PATH", `${programs("exit 3").folder}${delimiter}${process.env.PATH}`);
    await expect(flash(place)).rejects.toThrow(/^The firmware is not on the board at .*: avrdude ended with 3\./);
  });
});

describe("antiphon robot calibrate", () => {
  test("a rig without a robot, or that is none, is refused before anything is opened", async () => {
    await expect(calibrate({ rig: rigFile({ sounds }) })).rejects.toThrow("has no robot.");
    await expect(calibrate({ rig: "rigs/none.json" })).rejects.toThrow("There is no rig file rigs/none.json.");
  });

  test("a robot that cannot be reached: one sentence, and no file", async () => {
    const rig = rigFile({ sounds, robot: { driver: "robot", port: "/dev/ttyNone7" } });
    await expect(calibrate({ rig, input: new PassThrough(), say: () => {} })).rejects.toThrow(
      /^Robot rests: .*\/dev\/ttyNone7.*Nothing was saved\.$/,
    );
    expect(existsSync(calibrationFile(rig))).toBe(false);
  });
});

test("the command line names what is missing, and calibrates only at a terminal", { timeout: 120_000 }, async () => {
  const data = dataFolder();
  const cases: [string[], string][] = [
    [["robot"], '"robot" wants "calibrate" or "flash".'],
    [["robot", "flash"], "The robot's port is missing."],
    [["robot", "calibrate"], "run this in a terminal."],
  ];
  for (const [args, sentence] of cases) {
    const { code, said } = await run(args, data);
    expect(said).toContain(sentence);
    expect(said.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
  }
});

test("a start with a calibration of another robot says so and goes on", { timeout: 120_000 }, async () => {
  const rig = rigFile({ sounds, robot: { driver: "emulated-robot" } });
  writeCalibration(rig, { tail: { centre: 1_500, low: -20, high: 20 } });
  const engine = antiphon(["start", "--rig", rig], dataFolder());
  await engine.address;
  expect(engine.said()).toContain("is not used, for the robot has no joint tail: calibrate the robot again");
  engine.process.kill("SIGTERM");
  expect(await engine.ended).toBe(0);
});
