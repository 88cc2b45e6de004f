import { randomBytes } from "node:crypto";
import { CEILING } from "../../engine/session/profile.ts";
import type { LearntSwitches, SwitchSign } from "../../hardware/drivers.ts";
import type { Store } from "../store/store.ts";
import { LOW } from "../store/troubles.ts";
import {
  type Checked,
  type DeskPapers,
  type PlannedSession,
  readPapers,
  SWITCH_ACTIONS,
  type SwitchAction,
} from "./desk-papers.ts";
import type { Desk } from "./desk-picture.ts";

export interface DeskPlace {
  readonly store: Pick<Store, "kept" | "keep" | "room" | "locked" | "changePassphrase" | "backUp">;
  readonly switches: Pick<LearntSwitches<SwitchAction>, "learn" | "learning" | "set">;
  /** Whether a child of this code is known. */
  readonly knows: (child: string) => boolean;
  /** Something of {@link Desk} changed. */
  readonly changed: () => void;
  readonly now: () => Date;
}

const NAME = "desk";
const DAY = 86_400_000;

/** What the house keeps of itself from day to day: planned sessions, the last room check, the last backup, foot switches. */
export class HouseDesk {
  readonly #place: DeskPlace;
  #papers: DeskPapers;

  constructor(place: DeskPlace) {
    this.#place = place;
    this.#papers = readPapers(place.store.kept(NAME));
    place.switches.set(signsOf(this.#papers));
  }

  /** What a panel is told; `children`: whether it may know of them. */
  picture(children: boolean): Desk {
    const { store, switches, now } = this.#place;
    const { planned, check, backup, usedBy, switches: signs } = this.#papers;
    const { free, bytesPerMinute } = store.room();
    const since = new Date(now().getTime() - DAY).toISOString();
    const { velocity, topNote, lowNote, density, share, tempo, risePerSecond: rise } = CEILING;
    return {
      planned: children ? planned.filter(({ at }) => at >= since) : [],
      check,
      backup,
      record: { free: Number.isFinite(free) ? free : null, bytesPerMinute, low: LOW, locked: store.locked },
      switches: Object.fromEntries(SWITCH_ACTIONS.map((action) => [action, signs[action] ?? null])) as Desk["switches"],
      learning: switches.learning ?? null,
      usedBy,
      limits: { velocity, topNote, lowNote, density, share, tempo, rise },
    };
  }

  /** Throws RangeError for a child that is not known. */
  async plan(session: Omit<PlannedSession, "id">): Promise<void> {
    if (!this.#place.knows(session.child)) throw new RangeError(`there is no child ${session.child}`);
    const id = randomBytes(4).toString("hex");
    const month = new Date(this.#place.now().getTime() - 31 * DAY).toISOString();
    const planned = [...this.#papers.planned.filter(({ at }) => at >= month), { id, ...session }];
    await this.#keep({ planned: planned.toSorted((one, other) => one.at.localeCompare(other.at)) });
  }

  async drop(id: string): Promise<void> {
    await this.#keep({ planned: this.#papers.planned.filter((session) => session.id !== id) });
  }

  async keepCheck(checked: Checked): Promise<void> {
    await this.#keep({ check: { ...checked, at: this.#place.now().toISOString() } });
  }

  async useFor(usedBy: DeskPapers["usedBy"]): Promise<void> {
    await this.#keep({ usedBy });
  }

  /** The next press of a switch is learnt for this; null: nothing is learnt any more. */
  learn(action: SwitchAction | null): void {
    this.#place.switches.learn(action ?? undefined);
    this.#place.changed();
  }

  /** A switch was learnt. */
  async learnt(action: SwitchAction, sign: SwitchSign): Promise<void> {
    await this.#keep({ switches: { ...this.#papers.switches, [action]: sign } });
  }

  async forgetSwitch(action: SwitchAction): Promise<void> {
    const kept = Object.entries(this.#papers.switches).filter(([name]) => name !== action);
    const done = this.#keep({ switches: Object.fromEntries(kept) });
    this.#place.switches.set(signsOf(this.#papers));
    await done;
  }

  /** Copies the record. Rejects with StoreRefusal. */
  async backUp(into: string): Promise<void> {
    const backup = await this.#place.store.backUp(into);
    await this.#keep({ backup: { ...backup, holdsErased: false } });
  }

  /** Locks the record with a passphrase, or (null) with none. Resolves to the recovery key. Rejects with StoreRefusal. */
  async lock(passphrase: string | null): Promise<string | undefined> {
    const recovery = await this.#place.store.changePassphrase(passphrase ?? undefined);
    this.#place.changed();
    return recovery;
  }

  /** A child was erased: nothing is planned with it any more, and the last copy still holds it. */
  async forgetChild(code: string): Promise<void> {
    const { backup, planned } = this.#papers;
    await this.#keep({
      planned: planned.filter(({ child }) => child !== code),
      backup: backup && { ...backup, holdsErased: true },
    });
  }

  async #keep(change: Partial<DeskPapers>): Promise<void> {
    this.#papers = { ...this.#papers, ...change };
    this.#place.changed();
    await this.#place.store.keep(NAME, JSON.stringify(this.#papers));
  }
}

function signsOf({ switches }: DeskPapers): ReadonlyMap<SwitchAction, SwitchSign> {
  return new Map(Object.entries(switches) as [SwitchAction, SwitchSign][]);
}
