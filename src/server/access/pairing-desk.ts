import { randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { Millis } from "../../engine/time/units.ts";
import type { Role } from "./role.ts";

/** After so many wrong tries pairing closes: a guess succeeds in at most 5 of a million openings. */
const TRIES = 5;

/** What a new device shows: the six digits, or the ticket of the QR code. */
export interface Proof {
  readonly code?: string | undefined;
  readonly ticket?: string | undefined;
}

interface OpenPairing {
  readonly role: Role;
  readonly code: string;
  readonly ticket: string;
  readonly until: Millis;
  readonly tries: number;
}

export type Admission =
  | { readonly kind: "admitted"; readonly role: Role }
  | { readonly kind: "wrong"; readonly left: number }
  | { readonly kind: "closed" };

/** Where a device is let in: open for one device and a short time, and only when somebody in the room opened it. */
export class PairingDesk {
  readonly #now: () => Millis;
  #open: OpenPairing | undefined;

  /** `now`: a clock that never jumps. */
  constructor(now: () => Millis) {
    this.#now = now;
  }

  /** What is open now. */
  get open():
    | { readonly role: Role; readonly code: string; readonly ticket: string; readonly left: Millis }
    | undefined {
    const open = this.#open;
    if (!open) return undefined;
    const left = open.until - this.#now();
    if (left > 0) return { role: open.role, code: open.code, ticket: open.ticket, left };
    this.#open = undefined;
    return undefined;
  }

  /** Opens for one device of this role, in place of whatever was open. */
  begin(role: Role, lasting: Millis): void {
    const code = randomInt(1_000_000).toString().padStart(6, "0");
    const ticket = randomBytes(16).toString("base64url");
    this.#open = { role, code, ticket, until: this.#now() + lasting, tries: TRIES };
  }

  close(): void {
    this.#open = undefined;
  }

  /** Lets a device in that shows the code or the ticket; both are good once. */
  admit({ code, ticket }: Proof): Admission {
    if (!this.open || !this.#open) return { kind: "closed" };
    const open = this.#open;
    if ((code !== undefined && isSame(code, open.code)) || (ticket !== undefined && isSame(ticket, open.ticket))) {
      this.#open = undefined;
      return { kind: "admitted", role: open.role };
    }
    const left = open.tries - 1;
    this.#open = left > 0 ? { ...open, tries: left } : undefined;
    return { kind: "wrong", left };
  }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
