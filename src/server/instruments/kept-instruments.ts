import type { InstrumentSettings } from "../../engine/instruments/instrument-settings.ts";
import { readCard } from "../children/child-card.ts";
import type { Store } from "../store/store.ts";
import { INSTRUMENTS } from "./instrument-schema.ts";

type Settings = Readonly<Record<string, InstrumentSettings>>;

type InstrumentStore = Pick<Store, "cards" | "keepCard" | "kept" | "keep">;
/** The child's code, and the name of the rig. */
interface Place {
  readonly child: string;
  readonly rig: string;
}

/** What is known of instruments: in the card of the child for whom the room is open, else with the house, for practice with a rig. */
export class KeptInstruments {
  readonly #store: InstrumentStore;
  readonly #place: Place;
  readonly #changed: () => void;

  /** `changed`: a child's card is another one now. */
  constructor(store: InstrumentStore, place: Place, changed: () => void = () => {}) {
    this.#store = store;
    this.#place = place;
    this.#changed = changed;
  }

  /** As it was kept last; nothing where that cannot be read. */
  read(): Settings {
    const card = this.#card();
    if (card) return card.instruments;
    try {
      const read = INSTRUMENTS.safeParse(JSON.parse(this.#store.kept(this.#name) ?? "{}"));
      return read.success ? read.data : {};
    } catch {
      return {};
    }
  }

  /** Resolves when it is on disk. */
  async keep(instruments: Settings): Promise<void> {
    const card = this.#card();
    if (!card) return this.#store.keep(this.#name, JSON.stringify(instruments));
    await this.#store.keepCard(card.code, JSON.stringify({ ...card, instruments }), new Date().toISOString());
    this.#changed();
  }

  get #name(): string {
    return `instruments of ${this.#place.rig}`;
  }

  #card() {
    const found = this.#store.cards().find(({ child }) => child === this.#place.child);
    return found?.text === undefined ? undefined : readCard(found.text);
  }
}
