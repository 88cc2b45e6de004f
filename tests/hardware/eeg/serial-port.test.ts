import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { EEG_SECTION, openEeg } from "../../../src/hardware/drivers.ts";
import { openSerialLine } from "../../../src/hardware/serial/serial-line.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { type EegCable, openEegCable } from "../../helpers/eeg-cable.ts";
import { NO_PTY, openPty } from "../../helpers/pty.ts";
import { isWhole, writeDown } from "./listening.ts";

if (NO_PTY) console.warn(`The EEG's serial tests are skipped: ${NO_PTY}`);

const leftovers: (() => void)[] = [];
afterEach(() => {
  for (const close of leftovers.splice(0).reverse()) close();
});

async function cableTo(boards: "cyton" | "cyton and daisy"): Promise<EegCable> {
  const cable = await openEegCable(boards);
  leftovers.push(cable.close);
  return cable;
}

function open(driver: "cyton" | "cyton-daisy", port: string) {
  const { heard, listener, until } = writeDown();
  const source = openEeg(EEG_SECTION.parse({ driver, port }), {
    clock: systemClock,
    listener,
    seed: 1,
    openRecording: () => Promise.reject(new Error("not asked for")),
  });
  return { heard, until, source };
}

test.skipIf(NO_PTY !== null)(
  "through a real serial port: unplugged 20 times, found 20 times",
  { timeout: 240_000 },
  async () => {
    const cable = await cableTo("cyton");
    const { heard, until, source } = open("cyton", cable.path);
    const streams = () => until(({ states }) => states.at(-1) === "eeg");
    await streams();
    for (let i = 0; i < 20; i++) {
      const next = await openPty();
      const { length } = heard.samples;
      cable.unplug();
      await until(({ states }) => states.at(-1) !== "eeg");
      cable.plug(next);
      await streams();
      await until(({ samples }) => samples.length > length + 50);
    }
    expect(heard.forms).toHaveLength(1);
    expect(isWhole(heard)).toBe(true);
    await source.close();
    expect(heard.statuses.at(-1)?.status).toBe("closed");
  },
);

test.skipIf(NO_PTY !== null)("a Daisy through a real serial port: sixteen channels, none lost", async () => {
  const { path } = await cableTo("cyton and daisy");
  const { heard, until, source } = open("cyton-daisy", path);
  await until(({ samples }) => samples.length > 250);
  expect(heard.samples[0]?.counts).toHaveLength(16);
  expect(isWhole(heard)).toBe(true);
  await source.close();
});

test("a port that is not there is told in words", async () => {
  const nowhere = join(tmpdir(), "there-is-no-such-eeg");
  const { heard, until, source } = open("cyton", nowhere);
  await until(({ statuses }) => statuses.length > 0);
  expect(heard.statuses[0]).toMatchObject({ status: "lost" });
  expect(heard.statuses[0]?.text).toContain("it is looked for again");
  await source.close();
});

test.skipIf(NO_PTY !== null)("a port that another program holds is told in words", async () => {
  const { path } = await cableTo("cyton");
  await new Promise<void>((resolve) => {
    const holder = openSerialLine(path, 115_200, {
      opened: resolve,
      data: () => {},
      drained: () => {},
      closed: () => {},
    });
    leftovers.push(() => holder.close());
  });
  const { heard, until, source } = open("cyton", path);
  await until(({ statuses }) => statuses.length > 0);
  expect(heard.statuses[0]?.text).toBe(
    `EEG: another program holds ${path}: close that program; it is looked for again.`,
  );
  await source.close();
});
