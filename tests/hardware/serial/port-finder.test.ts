import { describe, expect, test } from "vitest";
import { type FoundPort, PortFinder } from "../../../src/hardware/serial/port-finder.ts";

const DONGLE = "usb-FTDI_FT231X_USB_UART_DM00Q0QN-if00-port0";
const UNO = "usb-Arduino_Uno_85430353531351E0D120-if00";

/** A machine whose ports a test changes. */
function machine(...first: FoundPort[]) {
  const ports = { now: first };
  const finder = (wanted: string) => new PortFinder(wanted, /FTDI/, async () => ports.now);
  return { ports, finder };
}

describe("a device is found again", () => {
  test("at another path, by its serial number, whether it was named by path, by number or not at all", async () => {
    for (const wanted of ["/dev/ttyUSB0", "DM00Q0QN", "any"]) {
      const { ports, finder } = machine(
        { path: "/dev/ttyACM0", device: UNO },
        { path: "/dev/ttyUSB0", device: DONGLE },
      );
      const one = finder(wanted);
      expect(await one.find()).toBe("/dev/ttyUSB0");
      ports.now = [{ path: "/dev/ttyACM0", device: UNO }];
      expect(await one.find()).toBeUndefined();
      ports.now.push({ path: "/dev/ttyUSB3", device: DONGLE });
      expect(await one.find()).toBe("/dev/ttyUSB3");
    }
  });

  test("and another device at its path is not taken for it", async () => {
    const { ports, finder } = machine({ path: "/dev/ttyUSB0", device: DONGLE });
    const one = finder("/dev/ttyUSB0");
    await one.find();
    ports.now = [{ path: "/dev/ttyUSB0", device: UNO }];
    expect(await one.find()).toBeUndefined();
  });
});

test("any: the first that looks like it; another board is left alone", async () => {
  const { ports, finder } = machine({ path: "/dev/ttyACM0", device: UNO }, { path: "/dev/ttyUSB0", device: DONGLE });
  expect(await finder("any").find()).toBe("/dev/ttyUSB0");
  ports.now = [{ path: "/dev/ttyACM0", device: UNO }];
  expect(await finder("any").find()).toBeUndefined();
});

test("a path that no list names is taken as it is", async () => {
  const { finder } = machine();
  expect(await finder("/dev/null").find()).toBe("/dev/null");
  expect(await finder("/dev/there-is-none").find()).toBeUndefined();
});
