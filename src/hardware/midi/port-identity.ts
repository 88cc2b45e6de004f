import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { withoutAddress } from "./port-names.ts";

/** ALSA numbers the clients of sound cards from 16 on, four to a card; from 128 on they are programs. Linux, sound/core/seq. */
const FIRST_CARD_CLIENT = 16;
const CLIENTS_PER_CARD = 4;
const FIRST_PROGRAM = 128;
/** Hexadecimal digits of a serial number's digest: enough to tell two devices apart, and no serial number in any record. */
const DIGITS = 6;

/** The serial number of the USB device behind a port; undefined where it has none, or the system does not say. */
export function serialOf(port: string, sound = "/sys/class/sound"): string | undefined {
  const client = Number(/ (\d+):\d+$/.exec(port)?.[1] ?? Number.NaN);
  if (!(client >= FIRST_CARD_CLIENT && client < FIRST_PROGRAM)) return undefined;
  const card = Math.floor((client - FIRST_CARD_CLIENT) / CLIENTS_PER_CARD);
  try {
    // The card's device is an interface of the USB device above it.
    return readFileSync(`${sound}/card${card}/device/../serial`, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}

/** What a port is called for people: `"nanoPAD2:nanoPAD2 MIDI 1 20:0"` is `"nanoPAD2 MIDI 1"`. */
export function plainName(port: string): string {
  const name = withoutAddress(port);
  const colon = name.indexOf(":");
  if (colon < 0) return name;
  const [client, own] = [name.slice(0, colon), name.slice(colon + 1)];
  const repeats = own.toLowerCase().includes(client.toLowerCase()) || client.startsWith("RtMidi");
  return repeats && own !== "" ? own : `${client} ${own}`.trim();
}

/**
 * A name for a port that outlasts a re-plug, at whichever socket: its plain name, with a digest of the device's serial number where
 * it has one; and the first number that is free where a device that is there (`taken`) has that name already.
 */
export function identityOf(
  port: string,
  taken: ReadonlySet<string>,
  serial: (port: string) => string | undefined = serialOf,
): string {
  const own = serial(port);
  const digest = own === undefined ? "" : ` #${createHash("sha256").update(own).digest("hex").slice(0, DIGITS)}`;
  const name = `${plainName(port)}${digest}`;
  for (let count = 1; ; count++) {
    const identity = count === 1 ? name : `${name} (${count})`;
    if (!taken.has(identity)) return identity;
  }
}
