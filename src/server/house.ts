import type { KeptTune } from "../engine/partner/kept-tune.ts";
import type { Clock } from "../engine/time/clock.ts";
import type { ChildCard } from "./children/child-card.ts";
import { rigForChild } from "./children/child-rig.ts";
import type { Consented } from "./consented.ts";
import { KeptInstruments } from "./instruments/kept-instruments.ts";
import { chooseNetworks } from "./own-networks.ts";
import type { PanelServer } from "./panel-server.ts";
import { loadResources } from "./resources.ts";
import type { Rig } from "./rig.ts";
import { RobotShelf } from "./robot-shelf.ts";
import { Room } from "./room.ts";
import type { RoomParts } from "./room-parts.ts";
import type { Store } from "./store/store.ts";
import { VERSION } from "./version.ts";

export interface HouseParts {
  readonly rig: Rig;
  /** As the rig file has the robot, before its calibration; null without one. */
  readonly rigFile: NonNullable<RoomParts["rigFile"]> | null;
  readonly clock: Clock;
  readonly store: Store;
  readonly panel: PanelServer;
  /** One sentence about a session that was cut off, or null. */
  readonly interrupted: string | null;
  readonly say: (text: string) => void;
  /** A session that ended had a plan of so many minutes. */
  readonly notePlan?: (child: string, session: string, minutes: number) => void;
  /** A session has kept a tune of a child's, or let one go. */
  readonly noteTune?: (child: string, tune: KeptTune, kept: boolean) => void;
  readonly switches?: RoomParts["switches"];
}

/** The room that is open now, and how it becomes another child's. One room at a time: it owns the devices. */
export class House {
  readonly #parts: HouseParts;
  #room: Room;
  readonly #shelf: RobotShelf;
  /** The child whose room it is; undefined: as the rig says. */
  #card: ChildCard | undefined;
  #moving: Promise<void> = Promise.resolve();

  /** Opens the room as the rig says. Throws Refusal. */
  constructor(parts: HouseParts) {
    this.#parts = parts;
    this.#shelf = new RobotShelf(parts.store, parts.rig.name);
    const rig = this.#shelf.furnish(parts.rig);
    this.#room = this.#open(rig);
    this.#show(rig, parts.interrupted);
  }

  get room(): Room {
    return this.#room;
  }

  /**
   * Closes the room and opens it for a child; undefined: as the rig says. Rejects with RangeError while a session runs, and the room
   * stays as it is.
   */
  openFor(card: ChildCard | undefined): Promise<void> {
    this.#moving = this.#moving.catch(() => {}).then(() => this.#move(card));
    return this.#moving;
  }

  /** What was agreed to for a child has changed: the room follows at once where it is open for that child. */
  followConsent(child: string, consented: Consented): void {
    if (this.#room.rig.child === child) this.#room.followConsent(consented);
  }

  close(): Promise<void> {
    return this.#moving.catch(() => {}).then(() => this.#room.close());
  }

  async #move(card: ChildCard | undefined): Promise<void> {
    if (this.#room.session.running) throw new RangeError("a session is running: finish it first");
    const furnished = this.#shelf.furnish(this.#parts.rig);
    const rig = card ? rigForChild(furnished, card) : furnished;
    await this.#room.close();
    this.#card = card;
    this.#room = this.#open(rig);
    this.#show(rig, null);
  }

  /** A robot on the screen where the rig has none, from now on and at the next start. */
  async #showRobot(onScreen: boolean): Promise<void> {
    if (this.#parts.rig.robot) throw new RangeError("this room has a robot");
    if (this.#room.session.running) throw new RangeError("a session is running: finish it first");
    await this.#shelf.showOnScreen(onScreen);
    await this.openFor(this.#card);
  }

  #open(rig: Rig): Room {
    const { store, clock, panel, say, rigFile, switches } = this.#parts;
    const resources = loadResources(rig.corpus, rig.session.ownNetworks ? chooseNetworks(store, rig.child) : {});
    if (resources.sentence) say(resources.sentence);
    const kept = new KeptInstruments(store, { child: rig.child, rig: rig.name }, () => panel.tellChildren());
    return new Room({
      rig,
      kept,
      resources,
      clock,
      store,
      link: panel,
      listener: panel.follow,
      plannedFor: (session, minutes) => this.#parts.notePlan?.(rig.child, session, minutes),
      keepTune: (tune, kept) => this.#parts.noteTune?.(rig.child, tune, kept),
      ...(rigFile && { rigFile }),
      switches,
      changed: () => this.#show(rig, null),
      reopen: () => this.openFor(this.#card),
      shelf: this.#shelf,
      robotOnScreen: this.#parts.rig.robot === undefined,
      showRobot: (onScreen) => this.#showRobot(onScreen),
      trouble: (text) => {
        say(text);
        panel.alert({ level: "error", text });
      },
    });
  }

  #show(rig: Rig, interrupted: string | null): void {
    const { output, loudness } = this.#room;
    const browserSound = output !== "midi";
    const { name, child } = rig;
    this.#parts.panel.show(this.#room, {
      version: VERSION,
      rig: name,
      child,
      browserSound,
      output,
      loudness,
      interrupted,
    });
  }
}
