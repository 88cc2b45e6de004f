import type { Server } from "socket.io";
import type { SoundCommand } from "../engine/session/command.ts";
import { drawRoll, EMPTY_ROLL, type Roll, type RollNote } from "../engine/session/roll.ts";
import type { Session } from "../engine/session/session.ts";
import { viewOf } from "../engine/session/view.ts";
import { systemClock } from "../hardware/system-clock.ts";
import { backlogOf, cutOff } from "./access/backlog.ts";
import { HEARD_BY } from "./access/permissions.ts";
import type { Visitor } from "./access/visitor.ts";
import { SoundState } from "./browser-sound.ts";
import type { PanelSocket } from "./panel-link.ts";
import type { Alert, Changed, PanelToServer, RobotPicture, ServerToPanel } from "./protocol.ts";
import type { Room } from "./room.ts";
import type { RoomListener } from "./room-parts.ts";

export type PanelIo = Server<PanelToServer, ServerToPanel>;
type Heard = keyof ServerToPanel;

/** The view goes out once a second even when nothing changed, so that the panel's session clock stays right. */
const VIEW_AT_LEAST = 1_000;
/** Observers are sent things every fourth time: hundreds of them must not cost what the music and STOP need. */
const OBSERVERS_EVERY = 4;
/** Bytes that wait for a panel: from here on it is sent no views until it has caught up, */
const BEHIND = 65_536;
const CAUGHT_UP = 8_192;
/** and from here on it is cut off. When it comes back it is told everything anew. */
const MOST_WAITING = 262_144;

/** What is sent many times a second, and to observers less often. */
const PACED: readonly Heard[] = ["state", "notes", "robot"];

/** The panels that hear a message at once; of the paced ones, those that are no observers. */
function group(name: Heard): string {
  return `hears ${name}`;
}

/** The observers of a paced message. */
function observersOf(name: Heard): string {
  return `observes ${name}`;
}

function groupOf(name: Heard, { roles }: Visitor): string {
  return PACED.includes(name) && roles.every((role) => role === "observer") ? observersOf(name) : group(name);
}

function mayHear(visitor: Visitor, name: Heard): boolean {
  return visitor.roles.some((role) => HEARD_BY[name].includes(role));
}

interface Owed {
  notes: Map<number, RollNote>;
  robot: RobotPicture | undefined;
  state: boolean;
}

/** What goes to many panels: encoded once, and only to those whose role may hear it. */
export class PanelBroadcast {
  readonly #io: PanelIo;
  readonly #sounds = new SoundState();
  readonly #behind = new Set<PanelSocket>();
  #roll: Roll = EMPTY_ROLL;
  #changed = new Map<number, RollNote>();
  #sent: Session | undefined;
  #sentAt = 0;
  #turns = 0;
  /** What observers have not been sent yet. */
  #owed: Owed = { notes: new Map(), robot: undefined, state: false };

  constructor(io: PanelIo) {
    this.#io = io;
  }

  /** Follows the room's events, for the piano roll. */
  readonly follow: RoomListener = (event, commands) => {
    const { roll, changed } = drawRoll(this.#roll, event, commands);
    this.#roll = roll;
    for (const note of changed) this.#changed.set(note.id, note);
  };

  /** Another room is shown: its roll begins empty. */
  begin(): void {
    this.#roll = EMPTY_ROLL;
    this.#changed = new Map();
    this.#sent = undefined;
    this.#owed = { notes: new Map(), robot: undefined, state: false };
  }

  sound(commands: readonly SoundCommand[]): void {
    this.#sounds.note(commands);
    this.#io.to(group("sound")).emit("sound", commands);
  }

  silence(): void {
    this.#io.to(group("silence")).emit("silence");
  }

  alert(alert: Alert): void {
    this.#io.to(group("alert")).emit("alert", alert);
  }

  /** Tells the other screens what this one has changed. */
  changed(from: PanelSocket, changed: Changed): void {
    from.broadcast.to(group("changed")).emit("changed", changed);
  }

  /** From now on this panel hears what its role may hear, beginning with all that there is. */
  async join(socket: PanelSocket, room: Room): Promise<void> {
    const { visitor } = socket.data;
    const heard = (Object.keys(HEARD_BY) as Heard[]).filter((name) => mayHear(visitor, name));
    await socket.join(heard.map((name) => groupOf(name, visitor)));
    if (heard.includes("sound")) socket.emit("sound", this.#sounds.commands(systemClock.now()));
    if (heard.includes("notes")) socket.emit("notes", this.#roll.notes);
    if (heard.includes("state")) socket.emit("state", viewOf(room.session, room.now()), room.now());
    if (heard.includes("instruments")) socket.emit("instruments", room.instruments.picture());
    if (heard.includes("robot") && room.robot) socket.emit("robot", room.robot.picture());
    socket.on("disconnect", () => this.#behind.delete(socket));
  }

  /** Sends notes, robot and view, where they have changed. Called twenty times a second. */
  send(room: Room): void {
    this.#turns++;
    if (this.#changed.size > 0) {
      this.#io.to(group("notes")).emit("notes", [...this.#changed.values()]);
      for (const [id, note] of this.#changed) this.#owed.notes.set(id, note);
      this.#changed = new Map();
    }
    const hits = room.instruments.freshHits();
    if (hits.length > 0) this.#io.to(group("hits")).emit("hits", hits);
    const instruments = room.instruments.fresh();
    if (instruments) this.#io.to(group("instruments")).emit("instruments", instruments);
    const robot = room.robot?.fresh();
    if (robot) {
      this.#io.to(group("robot")).emit("robot", robot);
      this.#owed.robot = robot;
    }
    const now = room.now();
    if (room.session !== this.#sent || now - this.#sentAt >= VIEW_AT_LEAST) {
      this.#sent = room.session;
      this.#sentAt = now;
      // Not volatile: that would leave a view out whenever notes went before it.
      this.#io.to(group("state")).emit("state", viewOf(room.session, now), now);
      this.#owed.state = true;
    }
    if (this.#turns % OBSERVERS_EVERY === 0) this.#payObservers(room);
  }

  #payObservers(room: Room): void {
    const { notes, robot, state } = this.#owed;
    this.#owed = { notes: new Map(), robot: undefined, state: false };
    if (notes.size > 0) this.#io.to(observersOf("notes")).emit("notes", [...notes.values()]);
    if (robot) this.#io.to(observersOf("robot")).emit("robot", robot);
    const now = room.now();
    if (state) this.#io.to(observersOf("state")).emit("state", viewOf(room.session, now), now);
  }

  /** Spares panels that do not keep up, and cuts off those that take nothing. Returns whom it cut. */
  relieve(sockets: Iterable<PanelSocket>, room: Room): PanelSocket[] {
    const cut: PanelSocket[] = [];
    for (const socket of sockets) {
      const waiting = backlogOf(socket);
      if (waiting > MOST_WAITING) cut.push(socket);
      else if (waiting > BEHIND && !this.#behind.has(socket)) {
        this.#behind.add(socket);
        void socket.leave(groupOf("state", socket.data.visitor));
      } else if (waiting < CAUGHT_UP && this.#behind.delete(socket)) {
        void socket.join(groupOf("state", socket.data.visitor));
        socket.emit("state", viewOf(room.session, room.now()), room.now());
      }
    }
    for (const socket of cut) cutOff(socket);
    return cut;
  }
}
