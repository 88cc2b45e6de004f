import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkOf } from "../../../src/hardware/robot/check.ts";
import { REPORT, readReport } from "../../../src/hardware/robot/reports.ts";
import {
  encodeDistance,
  encodeGesture,
  encodeLimits,
  encodeRing,
  encodeStatusRequest,
  encodeStop,
  encodeSync,
  encodeWatchdog,
} from "../../../src/hardware/robot/wire.ts";

const withCheck = (...bytes: number[]) => [...bytes, checkOf(bytes)];
const report = (number: number, ...body: number[]) => readReport(number, withCheck(number, ...body).slice(1));

describe("commands to the robot", () => {
  it("are bytes of seven bits, low ones first, with a check at the end", () => {
    expect(encodeLimits({ pin: 9, from: 1050, to: 1950, speed: 18, rest: 1500 })).toEqual(
      withCheck(1, 9, 1050 & 127, 8, 1950 & 127, 15, 32, 2, 1500 & 127, 11, 0, 1),
    );
    expect(encodeWatchdog(1000)).toEqual(withCheck(2, 104, 7));
    expect(encodeStop("clear")).toEqual(withCheck(4, 0));
    expect(encodeStop("hold")).toEqual(withCheck(4, 1));
    expect(encodeStop("rest")).toEqual(withCheck(4, 2));
    expect(encodeSync(130)).toEqual(withCheck(5, 2));
    expect(encodeStatusRequest()).toEqual(withCheck(6));
    expect(encodeRing(800, [{ red: 0, green: 0.5, blue: 2 }])).toEqual(withCheck(7, 32, 6, 0, 64, 127));
    expect(encodeDistance({ channel: 0, near: 225, far: 168 })).toEqual(withCheck(8, 0, 97, 1, 40, 1));
    expect(encodeDistance(undefined)).toEqual(withCheck(8, 127, 127, 7, 0, 0));
  });

  it("carry a start on the device's clock in 35 bits", () => {
    const message = encodeGesture({
      clear: true,
      start: 2 ** 32 + 5,
      keyframes: [{ pin: 10, after: 500, pulse: 1400 }],
    });
    expect(message).toEqual(withCheck(3, 1, 5, 0, 0, 0, 16, 10, 116, 3, 120, 10));
  });

  it("never carry a byte of eight bits, whatever they are asked, nor more than 64 bytes", () => {
    const any = fc.double({ noNaN: true });
    const keyframe = fc.record({ pin: fc.integer(), after: any, pulse: any });
    const command = fc.oneof(
      fc.record({ pin: fc.integer(), from: any, to: any, speed: any, rest: any }).map(encodeLimits),
      fc
        .record({ clear: fc.boolean(), start: any, keyframes: fc.array(keyframe, { maxLength: 11 }) })
        .map(encodeGesture),
      fc
        .tuple(any, fc.array(fc.record({ red: any, green: any, blue: any }), { maxLength: 20 }))
        .map(([over, colours]) => encodeRing(over, colours)),
    );
    fc.assert(
      fc.property(command, (bytes) => {
        expect(bytes.length).toBeLessThanOrEqual(64);
        for (const byte of bytes) expect(byte >= 0 && byte <= 127 && Number.isInteger(byte)).toBe(true);
      }),
    );
  });

  it("refuse a gesture that no message holds", () => {
    const keyframes = Array.from({ length: 12 }, (_, i) => ({ pin: 9, after: 100 * i + 100, pulse: 1500 }));
    expect(() => encodeGesture({ clear: false, start: 0, keyframes })).toThrow("carries 11 keyframes, not 12");
  });
});

describe("reports of the robot", () => {
  it("tell clock and condition", () => {
    expect(report(REPORT.sync, 7, 5, 0, 0, 0, 16, 3 + 16)).toEqual({
      kind: "sync",
      id: 7,
      clock: 2 ** 32 + 5,
      condition: { state: "lost", near: false, silent: false, button: true },
    });
    expect(report(REPORT.status, 4, 9, 1500 & 127, 11, 10, 0, 0)).toEqual({
      kind: "status",
      condition: { state: "running", near: true, silent: false, button: false },
      joints: [
        { pin: 9, pulse: 1500 },
        { pin: 10, pulse: 0 },
      ],
    });
    expect(report(REPORT.refused, 3, 2, 4, 1)).toEqual({ kind: "refused", command: 3, reason: "late", count: 132 });
    expect(report(REPORT.booted, 8, 1)).toEqual({ kind: "booted", cause: "watchdog", firmware: 1 });
  });

  it("are passed over when one bit of them is wrong, or two", () => {
    const whole = withCheck(REPORT.sync, 7, 5, 0, 0, 0, 16, 3);
    const bits = fc.uniqueArray(fc.nat(7 * (whole.length - 1) - 1), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(bits, (wrong) => {
        const payload = whole.slice(1);
        for (const bit of wrong) payload[Math.floor(bit / 7)] = (payload[Math.floor(bit / 7)] ?? 0) ^ (1 << (bit % 7));
        expect(readReport(REPORT.sync, payload)).toBeUndefined();
      }),
    );
  });

  it("of strangers are nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 127 }), fc.array(fc.integer({ min: 0, max: 127 })), (number, payload) => {
        expect(() => readReport(number, payload)).not.toThrow();
      }),
    );
    expect(readReport(REPORT.sync, [])).toBeUndefined();
    expect(report(REPORT.refused, 3, 99, 4, 1)).toBeUndefined();
  });
});
