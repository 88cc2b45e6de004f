import type { Millis } from "../../engine/time/units.ts";
import type { Role } from "./role.ts";

/** Which device this panel is, what it may do, and, for those whose affair it is, how other devices come in. */
export interface Access {
  /** One role; on the engine's own screen therapist and administrator. */
  readonly roles: readonly Role[];
  /** How other panels are told of this device. */
  readonly name: string;
  /** True on the engine's own machine. */
  readonly local: boolean;
  /** One device has control of the session: `mine` tells that it is this one, `holder` names it (null: nobody yet). */
  readonly control: { readonly mine: boolean; readonly holder: string | null };
  /** How many panels are connected, this one included. */
  readonly panels: number;
  /** How many of them are a child's own screen. */
  readonly childScreens: number;
  /** For therapist and administrator, else null. */
  readonly network: Network | null;
  /** While pairing is open; on the engine's own screen alone, else null. */
  readonly pairing: Pairing | null;
  /** The paired devices, for therapist and administrator, else null. */
  readonly devices: readonly PairedDevice[] | null;
}

/** How other devices reach the engine. */
export interface Network {
  /** Whether they can: else the engine answers on its own machine alone. */
  readonly lan: boolean;
  /** Addresses to open on another device, the likeliest first. */
  readonly addresses: readonly string[];
  /** SHA-256 of the certificate, as browsers show it ("AB:CD:…"); null while `lan` is off. */
  readonly fingerprint: string | null;
}

/** An open pairing: one device may come in. */
export interface Pairing {
  readonly role: Role;
  /** Six digits, to be typed at the `/pair` page of the new device. */
  readonly code: string;
  /** The address for the QR code, which the page draws. */
  readonly link: string;
  /** How long it stays open from the moment of sending. */
  readonly left: Millis;
}

/** A paired device. Moments are milliseconds since 1970. */
export interface PairedDevice {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly pairedAt: number;
  readonly seenAt: number;
  /** How many of its panels are connected. */
  readonly panels: number;
}
