import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Millis } from "../../engine/time/units.ts";
import { type AccessFile, type Device, readAccessFile, writeAccessFile } from "./access-file.ts";
import type { Role } from "./role.ts";

const HOUR: Millis = 3_600_000;
/** A device that was not seen for so long must be paired anew, */
const IDLE: Millis = 12 * HOUR;
/** and any device after so long. */
const ABSOLUTE: Millis = 30 * 24 * HOUR;
/** When a device was last seen is written down this often at the most: a write is a wait for the disk. */
const SEEN_WRITTEN: Millis = HOUR / 6;

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A name as it may stand in a list: one line, 40 characters. */
function tidyName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ").trim();
  return [...plain].slice(0, 40).join("").slice(0, 40).trim() || "Device";
}

/** The paired devices of a data folder. What the disk refuses still holds until the engine ends. */
export class DeviceList {
  readonly #path: string;
  readonly #trouble: (text: string) => void;
  readonly #now: () => number;
  readonly #devices = new Map<string, Device>();
  readonly #byHash = new Map<string, string>();
  readonly #writtenAt = new Map<string, number>();
  #lan: boolean | null;

  /** `now`: milliseconds since 1970. */
  constructor(folder: string, trouble: (text: string) => void, now: () => number = Date.now) {
    this.#path = join(folder, "access.json");
    this.#trouble = trouble;
    this.#now = now;
    const { lan, devices } = readAccessFile(this.#path, trouble);
    this.#lan = lan;
    for (const device of devices) this.#put(device);
  }

  get all(): readonly Device[] {
    return [...this.#devices.values()];
  }

  /** Whether other devices may reach the engine, as an administrator set it; null: as the rig says. */
  get lan(): boolean | null {
    return this.#lan;
  }

  set lan(on: boolean) {
    this.#lan = on;
    this.#write();
  }

  get(id: string): Device | undefined {
    return this.#devices.get(id);
  }

  /** The device that shows this token; undefined where it is unknown, revoked or expired. */
  identify(token: string): Device | undefined {
    const device = this.#devices.get(this.#byHash.get(hashOf(token)) ?? "");
    return device && !this.hasExpired(device) ? device : undefined;
  }

  hasExpired({ pairedAt, seenAt }: Device): boolean {
    const now = this.#now();
    return now - seenAt > IDLE || now - pairedAt > ABSOLUTE;
  }

  /** Lets a device in. The token goes to the device and is kept nowhere else. */
  admit(role: Role, name: string): { readonly device: Device; readonly token: string } {
    const token = randomBytes(32).toString("base64url");
    const now = this.#now();
    const device: Device = {
      id: randomBytes(8).toString("hex"),
      name: tidyName(name),
      role,
      tokenHash: hashOf(token),
      pairedAt: now,
      seenAt: now,
    };
    for (const old of this.all) if (this.hasExpired(old)) this.#drop(old);
    this.#put(device);
    this.#write();
    return { device, token };
  }

  /** Throws RangeError where there is no such device. */
  rename(id: string, name: string): void {
    this.#put({ ...this.#wanted(id), name: tidyName(name) });
    this.#write();
  }

  /** Its token is worth nothing from now on; {@link save} writes it down. Throws RangeError where there is no such device. */
  revoke(id: string): void {
    this.#drop(this.#wanted(id));
  }

  /** Waits for the disk. */
  save(): void {
    this.#write();
  }

  /** Notes that a device was there. */
  see(id: string): void {
    const device = this.#devices.get(id);
    if (!device) return;
    const seenAt = this.#now();
    this.#devices.set(id, { ...device, seenAt });
    if (seenAt - (this.#writtenAt.get(id) ?? 0) > SEEN_WRITTEN) this.#write();
  }

  #wanted(id: string): Device {
    const device = this.#devices.get(id);
    if (!device) throw new RangeError("no such device is paired");
    return device;
  }

  #put(device: Device): void {
    this.#devices.set(device.id, device);
    this.#byHash.set(device.tokenHash, device.id);
    this.#writtenAt.set(device.id, device.seenAt);
  }

  #drop({ id, tokenHash }: Device): void {
    this.#devices.delete(id);
    this.#byHash.delete(tokenHash);
    this.#writtenAt.delete(id);
  }

  #write(): void {
    for (const { id, seenAt } of this.#devices.values()) this.#writtenAt.set(id, seenAt);
    const file: AccessFile = { format: "antiphon-access", version: 1, lan: this.#lan, devices: [...this.all] };
    try {
      writeAccessFile(this.#path, file);
    } catch (error) {
      this.#trouble(
        `The list of paired devices could not be saved (${(error as Error).message}): it holds until Antiphon ends. Check the disk.`,
      );
    }
  }
}
