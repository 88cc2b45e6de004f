import type { Server } from "socket.io";
import type { SoundCommand } from "../engine/session/command.ts";
import { drawRoll, EMPTY_ROLL, type Roll, type RollNote } from "../engine/session/roll.ts";
import type { Session } from "../engine/session/session.ts";
import { viewOf } from "../engine/session/view.ts";
import { systemClock } from "../hardware/system-clock.ts";
import { backlogOf, cutOff } from "./access/backlog.ts";
import { HEARD_BY } from "./access/permissions.ts";
import type { Visitor } from "./access/visitor.ts";
import { SoundLevels } from "./browser-sound.ts";
import type { PanelSocket } from "./panel-link.ts";
import type { Alert, PanelToServer, ServerToPanel } from "./protocol.ts";
import type { Room, RoomListener } from "./room.ts";

export type PanelIo = Server<PanelToServer, ServerToPanel>;
type Heard = keyof ServerToPanel;

/** The view goes out once a second even when nothing changed, so that the panel's session clock stays right. */
const VIEW_AT_LEAST = 1_000;
/** Observers are sent every fourth view: a hundred of them must not cost what the music needs. */
const OBSERVERS_EVERY = 4;
/** Bytes that wait for a panel: from here on it is sent no views until it has caught up, */
const BEHIND = 65_536;
const CAUGHT_UP = 8_192;
/** and from here on it is cut off. When it comes back it is told everything anew. */
const MOST_WAITING = 262_144;

/** The group of panels that hear a message. */
function group(name: Heard, visitor?: Visitor): string {
  const slowly = name === "state" && visitor?.roles.every((role) => role === "observer");
  return slowly ? "observes state" : `hears ${name}`;
}

function mayHear(visitor: Visitor, name: Heard): boolean {
  return visitor.roles.some((role) => HEARD_BY[name].includes(role));
}

/** What goes to many panels: encoded once, and only to those whose role may hear it. */
export class PanelBroadcast {
  readonly #io: PanelIo;
  readonly #levels = new SoundLevels();
  readonly #behind = new Set<PanelSocket>();
  #roll: Roll = EMPTY_ROLL;
  #changed = new Map<number, RollNote>();
  #sent: Session | undefined;
  #sentAt = 0;
  #views = 0;

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
  }

  sound(commands: readonly SoundCommand[]): void {
    this.#levels.note(commands);
    this.#io.to(group("sound")).emit("sound", commands);
  }

  silence(): void {
    this.#io.to(group("silence")).emit("silence");
  }

  alert(alert: Alert): void {
    this.#io.to(group("alert")).emit("alert", alert);
  }

  /** From now on this panel hears what its role may hear, beginning with all that there is. */
  async join(socket: PanelSocket, room: Room): Promise<void> {
    const { visitor } = socket.data;
    const heard = (Object.keys(HEARD_BY) as Heard[]).filter((name) => mayHear(visitor, name));
    await socket.join(heard.map((name) => group(name, visitor)));
    if (heard.includes("sound")) socket.emit("sound", this.#levels.commands(systemClock.now()));
    if (heard.includes("notes")) socket.emit("notes", this.#roll.notes);
    if (heard.includes("state")) socket.emit("state", viewOf(room.session, room.now()), room.now());
    if (heard.includes("robot") && room.robot) socket.emit("robot", room.robot.picture());
    socket.on("disconnect", () => this.#behind.delete(socket));
  }

  /** Sends notes, robot and view, where they have changed. Called twenty times a second. */
  send(room: Room): void {
    if (this.#changed.size > 0) {
      this.#io.to(group("notes")).emit("notes", [...this.#changed.values()]);
      this.#changed = new Map();
    }
    const robot = room.robot?.fresh();
    if (robot) this.#io.to(group("robot")).emit("robot", robot);
    const now = room.now();
    const changed = room.session !== this.#sent;
    if (!changed && now - this.#sentAt < VIEW_AT_LEAST) return;
    this.#sent = room.session;
    this.#sentAt = now;
    this.#views++;
    const to = this.#views % OBSERVERS_EVERY === 0 || !changed ? [group("state"), "observes state"] : [group("state")];
    // Not volatile: that would leave a view out whenever notes went before it.
    this.#io.to(to).emit("state", viewOf(room.session, now), now);
  }

  /** Spares panels that do not keep up, and cuts off those that take nothing. Returns whom it cut. */
  relieve(sockets: Iterable<PanelSocket>, room: Room): PanelSocket[] {
    const cut: PanelSocket[] = [];
    for (const socket of sockets) {
      const waiting = backlogOf(socket);
      if (waiting > MOST_WAITING) cut.push(socket);
      else if (waiting > BEHIND && !this.#behind.has(socket)) {
        this.#behind.add(socket);
        void socket.leave(group("state", socket.data.visitor));
      } else if (waiting < CAUGHT_UP && this.#behind.delete(socket)) {
        void socket.join(group("state", socket.data.visitor));
        socket.emit("state", viewOf(room.session, room.now()), room.now());
      }
    }
    for (const socket of cut) cutOff(socket);
    return cut;
  }
}
