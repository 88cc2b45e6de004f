import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RobotOut, RobotReadiness } from "../../../src/engine/ports.ts";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { emulatedLine } from "../../../src/hardware/robot/emulated-line.ts";
import { openRobot } from "../../../src/hardware/robot/robot.ts";
import { serialLine } from "../../../src/hardware/robot/serial-line.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { NO_PTY, openPty, type Pty } from "../../helpers/pty.ts";
import { writeDown } from "./lockstep.ts";

const FIRMWARE = new URL("../../../sketches/gesture-robot/release/gesture-robot.hex", import.meta.url);

if (NO_PTY) console.warn(`The robot's serial test is skipped: ${NO_PTY}`);

// Real time, a real port and a board that runs beside it: on a machine that stands still for seconds it may be tried again.
test.skipIf(NO_PTY !== null)(
  "through a real serial port: found, armed, unplugged 20 times, armed again",
  { retry: 2, timeout: 240_000 },
  async () => {
    // One board that stays on, and a cable that comes and goes.
    let pty: Pty | undefined;
    let board: ReturnType<ReturnType<typeof emulatedLine>> | undefined;
    await new Promise<void>((resolve) => {
      board = emulatedLine(FIRMWARE, () => {})({
        opened: resolve,
        data: (bytes) => pty?.write(bytes),
        drained: () => {},
        closed: () => {},
      });
    });
    const path = join(mkdtempSync(join(tmpdir(), "robot-")), "board");
    const plug = (next: Pty) => {
      pty = next;
      pty.onBytes((bytes) => board?.write(bytes));
      symlinkSync(pty.path, path);
    };
    const unplug = () => {
      rmSync(path);
      pty?.close();
      pty = undefined;
    };

    const { told, listener } = writeDown();
    const waiting = new Set<() => void>();
    const last = () => told.readiness.at(-1)?.readiness;
    const until = (...wanted: RobotReadiness[]) =>
      new Promise<void>((done) => {
        const look = () => {
          if (!wanted.includes(last() ?? "away") || told.readiness.length === 0) return;
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      });
    // On a busy machine the board can seem lost meanwhile: then a person arms it again.
    const arm = async () => {
      while (last() !== "ready") {
        await until("unarmed");
        robot.arm();
        await until("ready", "away", "unarmed");
      }
    };
    plug(await openPty());
    const robot: RobotOut = openRobot(
      { name: "Robot", body: STANDARD_BODY, line: () => serialLine(path), measured: false },
      systemClock,
      {
        ...listener,
        readiness: (change) => {
          listener.readiness(change);
          for (const look of [...waiting]) look();
        },
      },
    );
    await arm();
    const ready = told.readiness.filter(({ readiness }) => readiness === "ready").length;
    for (let i = 0; i < 20; i++) {
      const next = await openPty();
      unplug();
      await until("away");
      plug(next);
      await until("unarmed");
    }
    expect(told.readiness.filter(({ readiness }) => readiness === "ready")).toHaveLength(ready);
    await arm();
    await robot.close();
    board?.close();
    unplug();
  },
);
