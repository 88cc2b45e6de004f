import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { systemClock } from "../../hardware/system-clock.ts";
import type { MessageName } from "../protocol.ts";
import type { Access } from "./access-picture.ts";
import { AuditLog } from "./audit-log.ts";
import { tokenOf } from "./device-cookie.ts";
import { DeviceList } from "./device-list.ts";
import type { LanListener } from "./lan-listener.ts";
import { PairingDesk, type Proof } from "./pairing-desk.ts";
import { pairingLink } from "./pairing-link.ts";
import { MAY_VISIT, type Route, whyNot } from "./permissions.ts";
import type { Role } from "./role.ts";
import { OWN_SCREEN, type Visitor } from "./visitor.ts";

export interface DoorEvents {
  /** Something of what {@link Doorkeeper.accessFor} says has changed. */
  readonly changed: () => void;
  /** Whoever is cut off has no panel any more; undefined: every device but the engine's own screen. */
  readonly cut: (device: string | undefined) => void;
  /** A sentence for the engine's own screen. */
  readonly trouble: (text: string) => void;
}

/** Who is at the door, what they may do, and who has control of the session. */
export class Doorkeeper {
  readonly devices: DeviceList;
  readonly audit: AuditLog;
  readonly #pairing = new PairingDesk(() => systemClock.now());
  readonly #events: DoorEvents;
  /** Panels that are connected, by device; those of therapists count for control. */
  readonly #panels = new Map<string, { all: number; therapists: number; childScreens: number }>();
  #controller: Visitor | undefined;
  #pairingShown = false;

  constructor(folder: string, events: DoorEvents) {
    this.#events = events;
    this.devices = new DeviceList(folder, events.trouble);
    this.audit = new AuditLog(join(folder, "audit.ndjson"), events.trouble);
  }

  /** Who sends this request; `local`: it came over the loopback. Undefined: a device that is not paired (any more). */
  identify(request: IncomingMessage, local: boolean): Visitor | undefined {
    // Something before us that passes requests on makes the whole world look like this machine.
    if (local) return "x-forwarded-for" in request.headers || "forwarded" in request.headers ? undefined : OWN_SCREEN;
    const token = tokenOf(request.headers.cookie);
    const device = token === undefined ? undefined : this.devices.identify(token);
    return device && { id: device.id, name: device.name, roles: [device.role], local: false };
  }

  mayVisit(route: Route, visitor: Visitor | undefined): boolean {
    const allowed = MAY_VISIT[route];
    const may = allowed === "unpaired" || (visitor?.roles.some((role) => allowed.includes(role)) ?? false);
    if (!may) this.audit.note("refusal", visitor?.id ?? "unpaired", route);
    return may;
  }

  /** Why a visitor may not say this, in one sentence; undefined: it may. Control that nobody present holds falls to a therapist. */
  refusal(visitor: Visitor, name: MessageName, value: unknown): string | undefined {
    const { roles, local } = visitor;
    let why = whyNot(name, value, { roles, local, inControl: this.#inControl(visitor) });
    if (why !== undefined && !this.#isHeld && whyNot(name, value, { roles, local, inControl: true }) === undefined) {
      this.takeControl(visitor);
      why = undefined;
    }
    if (why !== undefined) this.audit.note("refusal", visitor.id, name);
    return why;
  }

  joined(visitor: Visitor): void {
    this.#count(visitor, 1);
    this.devices.see(visitor.id);
    if (!this.#controller && visitor.roles.includes("therapist")) this.takeControl(visitor);
    this.#events.changed();
  }

  left(visitor: Visitor): void {
    this.#count(visitor, -1);
    this.devices.see(visitor.id);
    this.#events.changed();
  }

  takeControl(visitor: Visitor): void {
    if (this.#inControl(visitor)) return;
    const from = this.#controller?.id;
    this.#controller = visitor;
    this.audit.note("control", visitor.id, from === undefined ? "taken" : `taken from ${from}`);
    this.#events.changed();
  }

  openPairing(visitor: Visitor, role: Role, lasting: number): void {
    this.#pairing.begin(role, lasting);
    this.audit.note("pairing", visitor.id, `opened for ${role}`);
    this.#events.changed();
  }

  closePairing(visitor: Visitor): void {
    this.#pairing.close();
    this.audit.note("pairing", visitor.id, "closed");
    this.#events.changed();
  }

  /** Lets a device in, in place of what it was before (`known`). The token, or why not. */
  admit(
    proof: Proof,
    name: string,
    known: Visitor | undefined,
  ): { readonly token: string } | { readonly left: number } {
    const admission = this.#pairing.admit(proof);
    if (admission.kind !== "admitted") {
      const left = admission.kind === "wrong" ? admission.left : 0;
      this.audit.note("pairing", "unpaired", admission.kind === "wrong" ? "wrong code" : "tried while closed");
      if (admission.kind === "wrong" && left === 0) this.#events.trouble("Five wrong codes: pairing was closed.");
      this.#events.changed();
      return { left };
    }
    if (known && this.devices.get(known.id)) this.revoke(known, known.id);
    const { device, token } = this.devices.admit(admission.role, name);
    this.audit.note("pairing", device.id, `paired as ${device.role}`);
    this.#events.changed();
    return { token };
  }

  rename(id: string, name: string): void {
    this.devices.rename(id, name);
    if (this.#controller?.id === id)
      this.#controller = { ...this.#controller, name: this.devices.get(id)?.name ?? name };
    this.#events.changed();
  }

  /** Cuts a device off at once. */
  revoke(visitor: Visitor, id: string): void {
    this.devices.revoke(id);
    this.#cut(id);
    this.devices.save();
    this.audit.note("revocation", visitor.id, id);
    this.#events.changed();
  }

  async setNetwork(visitor: Visitor, lan: LanListener, on: boolean): Promise<void> {
    if (on) await lan.open();
    this.devices.lan = on;
    this.audit.note("network", visitor.id, on ? "on" : "off");
    this.#events.changed();
    if (on) return;
    this.#pairing.close();
    this.#events.cut(undefined);
    await lan.close();
  }

  tell(): void {
    this.#events.changed();
  }

  /** Looks after what time brings. `mayCut` false leaves whoever is connected in: nobody is locked out in mid-session. */
  look(mayCut: boolean): void {
    for (const [id] of this.#panels) {
      const device = this.devices.get(id);
      if (!device) continue;
      if (mayCut && this.devices.hasExpired(device)) {
        this.#cut(id);
        this.audit.note("expiry", id, device.role);
      } else this.devices.see(id);
    }
  }

  /** What a visitor's panel is told. */
  accessFor(visitor: Visitor, lan: LanListener): Access {
    const steward = visitor.roles.some((role) => role === "therapist" || role === "administrator");
    const open = visitor.local && steward && lan.on ? this.#pairing.open : undefined;
    const link = open && pairingLink(lan.network.addresses[0] ?? `https://localhost:${lan.port}/`, open.ticket);
    return {
      roles: visitor.roles,
      name: this.devices.get(visitor.id)?.name ?? visitor.name,
      local: visitor.local,
      control: { mine: this.#inControl(visitor), holder: this.#controller?.name ?? null },
      panels: [...this.#panels.values()].reduce((sum, { all }) => sum + all, 0),
      childScreens: [...this.#panels.values()].reduce((sum, { childScreens }) => sum + childScreens, 0),
      network: steward ? lan.network : null,
      pairing: open && link ? { role: open.role, code: open.code, link, left: open.left } : null,
      devices: steward
        ? this.devices.all.map(({ id, name, role, pairedAt, seenAt }) => {
            return { id, name, role, pairedAt, seenAt, panels: this.#panels.get(id)?.all ?? 0 };
          })
        : null,
    };
  }

  /** Tells everybody when the time of an open pairing is over. */
  closeWhenDue(): void {
    const open = this.#pairing.open !== undefined;
    if (this.#pairingShown && !open) this.#events.changed();
    this.#pairingShown = open;
  }

  #inControl({ id, roles }: Visitor): boolean {
    return this.#controller?.id === id && roles.includes("therapist");
  }

  /** Whether the device in control is here. */
  get #isHeld(): boolean {
    return this.#controller !== undefined && (this.#panels.get(this.#controller.id)?.therapists ?? 0) > 0;
  }

  #count({ id, roles }: Visitor, more: number): void {
    const { all, therapists, childScreens } = this.#panels.get(id) ?? { all: 0, therapists: 0, childScreens: 0 };
    const now = {
      all: all + more,
      therapists: therapists + (roles.includes("therapist") ? more : 0),
      childScreens: childScreens + (roles.includes("child") ? more : 0),
    };
    if (now.all > 0) this.#panels.set(id, now);
    else this.#panels.delete(id);
  }

  #cut(id: string): void {
    if (this.#controller?.id === id) this.#controller = undefined;
    this.#events.cut(id);
  }
}
