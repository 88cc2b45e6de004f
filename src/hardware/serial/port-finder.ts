import { existsSync, readdirSync, realpathSync } from "node:fs";
import { listSerialPorts } from "./ports.ts";

/** A port, and what the device behind it is called wherever it is plugged in. */
export interface FoundPort {
  readonly path: string;
  /** The device's own name, with its serial number where it has one; undefined where the system tells none. */
  readonly device: string | undefined;
}

/** Where Linux names serial devices by what they are; and those without such a name. */
const BY_ID = "/dev/serial/by-id";
const UNNAMED = /^(ttyACM|ttyUSB|rfcomm)\d/;

/**
 * Looks for the port of one device, again and again: a device that is plugged in anew may get another port. `wanted`: a path, a
 * part of the device's serial number, or "any": the first that `looksLike` it.
 */
export class PortFinder {
  readonly #wanted: string;
  readonly #looksLike: RegExp;
  readonly #list: () => Promise<FoundPort[]>;
  #device: string | undefined;

  constructor(wanted: string, looksLike: RegExp, list: () => Promise<FoundPort[]> = listPorts) {
    this.#wanted = wanted;
    this.#looksLike = looksLike;
    this.#list = list;
  }

  /** The path of the port now; undefined when the device is not there. */
  async find(): Promise<string | undefined> {
    const ports = await this.#list();
    const found = choosePort(ports, this.#wanted, this.#device, this.#looksLike);
    if (found !== undefined) this.#device ??= found.device;
    if (found === undefined && isPath(this.#wanted) && !ports.some((port) => this.#isElse(port))) {
      return existsSync(this.#wanted) ? this.#wanted : undefined;
    }
    return found?.path;
  }

  /** Whether another device has taken the path that was wanted. */
  #isElse({ path, device }: FoundPort): boolean {
    return path === this.#wanted && this.#device !== undefined && device !== this.#device;
  }
}

/** The port of a device among those there are. `device`: what was found before. */
export function choosePort(
  ports: readonly FoundPort[],
  wanted: string,
  device: string | undefined,
  looksLike: RegExp,
): FoundPort | undefined {
  const again = device === undefined ? undefined : ports.find((port) => port.device === device);
  if (again !== undefined) return again;
  // Any other board is not even opened: opening resets an Arduino, which may be the robot's.
  if (wanted === "any") return ports.find((port) => looksLike.test(port.device ?? port.path));
  if (isPath(wanted)) return device === undefined ? ports.find(({ path }) => path === wanted) : undefined;
  return ports.find((port) => port.device?.includes(wanted));
}

function isPath(wanted: string): boolean {
  return wanted.startsWith("/") || /^COM\d+$/i.test(wanted);
}

/** On Linux by reading folders: serialport's own list needs a program there that not every machine has. */
async function listPorts(): Promise<FoundPort[]> {
  if (process.platform !== "linux") {
    const { ports } = await listSerialPorts();
    return ports.map(({ path, maker, serialNumber }) => ({
      path,
      device: serialNumber === undefined ? undefined : `${maker ?? ""} ${serialNumber}`.trim(),
    }));
  }
  const named = namesIn(BY_ID).map((name): FoundPort => ({ path: targetOf(`${BY_ID}/${name}`), device: name }));
  const unnamed = namesIn("/dev")
    .filter((name) => UNNAMED.test(name))
    .map((name): FoundPort => ({ path: `/dev/${name}`, device: undefined }))
    .filter(({ path }) => !named.some((port) => port.path === path));
  return [...named, ...unnamed];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** What a link stands for; itself where it points nowhere. */
function targetOf(link: string): string {
  try {
    return realpathSync(link);
  } catch {
    return link;
  }
}
