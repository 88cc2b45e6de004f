import { z } from "zod";
import { PLANNED } from "../plan-schema.ts";
import type { Store } from "../store/store.ts";
import { readLastSession } from "./last-session.ts";
import type { KeptPlan, KeptPlans, LastSession } from "./plans-picture.ts";

/** Plans at the most. */
const MOST = 40;
/** Their name among the small texts of the house. */
const TEXT = "plans";

export const KEPT_PLAN = z.strictObject({ name: z.string().trim().min(1).max(40), ...PLANNED.shape });
const KEPT = z.array(KEPT_PLAN).max(MOST);

export interface PlansPlace {
  readonly store: Pick<Store, "sessions" | "read" | "kept" | "keep">;
  /** The code of the child whose room is open. */
  readonly here: () => string;
  readonly changed: () => void;
  readonly trouble: (text: string) => void;
}

/** Plans kept under names, and the last session of the child whose room is open. */
export class Plans {
  readonly #place: PlansPlace;
  #kept: readonly KeptPlan[];
  /** What was read last, and of which session: a log is read once. */
  #last: { readonly session: string | undefined; readonly last: LastSession | null } | undefined;

  constructor(place: PlansPlace) {
    this.#place = place;
    this.#kept = readPlans(place);
  }

  list(): KeptPlans {
    return { kept: this.#kept, last: this.#lastSession() };
  }

  /** Keeps a plan in place of one of the same name. Throws RangeError where there are too many. */
  keep(plan: KeptPlan): Promise<void> {
    const others = this.#kept.filter(({ name }) => name !== plan.name);
    if (others.length >= MOST) throw new RangeError(`${MOST} plans are the most: take one away first`);
    return this.#write([...others, plan].sort((one, other) => one.name.localeCompare(other.name)));
  }

  remove(name: string): Promise<void> {
    return this.#write(this.#kept.filter((plan) => plan.name !== name));
  }

  async #write(plans: readonly KeptPlan[]): Promise<void> {
    await this.#place.store.keep(TEXT, JSON.stringify(plans));
    this.#kept = plans;
    this.#place.changed();
  }

  #lastSession(): LastSession | null {
    const { store, here, trouble } = this.#place;
    const session = store.sessions().find(({ child, state }) => child === here() && isOver(state))?.id;
    if (!this.#last || this.#last.session !== session) {
      let last: LastSession | null = null;
      try {
        last = session === undefined ? null : readLastSession(store.read(session));
      } catch (error) {
        trouble(`How the last session went cannot be read: ${(error as Error).message}`);
      }
      this.#last = { session, last };
    }
    return this.#last.last;
  }
}

function isOver(state: string): boolean {
  return state === "ended" || state === "interrupted";
}

function readPlans({ store, trouble }: PlansPlace): readonly KeptPlan[] {
  const text = store.kept(TEXT);
  if (text === undefined) return [];
  try {
    return KEPT.parse(JSON.parse(text));
  } catch {
    trouble("The kept plans cannot be read; they are left out.");
    return [];
  }
}
