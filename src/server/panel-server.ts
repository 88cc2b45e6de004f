import type { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "socket.io";
import { PARAMETERS } from "../engine/partner/parameters.ts";
import type { SoundCommand } from "../engine/session/command.ts";
import { systemClock } from "../hardware/system-clock.ts";
import { cutOff, terminate } from "./access/backlog.ts";
import { Doorkeeper } from "./access/doorkeeper.ts";
import { LanListener, type LanSettings } from "./access/lan-listener.ts";
import { LoopbackListener } from "./access/loopback-listener.ts";
import { isOurs } from "./access/own-names.ts";
import { HEARD_BY, KNOWS_CHILD } from "./access/permissions.ts";
import { answer } from "./access/routes.ts";
import { asPage, OWN_SCREEN, type Visitor } from "./access/visitor.ts";
import { ATTENDED, type Attendance, lookAfter } from "./attendance.ts";
import type { SoundLink } from "./browser-sound.ts";
import type { Children } from "./children/children.ts";
import type { HouseDesk } from "./desk/desk.ts";
import { PanelBroadcast, type PanelIo } from "./panel-broadcast.ts";
import { listenTo, type PanelSocket } from "./panel-link.ts";
import type { Plans } from "./plans/kept-plans.ts";
import type { Alert, Network, Welcome } from "./protocol.ts";
import type { Room } from "./room.ts";

/** How the panel is reached. */
export interface PanelPlace {
  /** The loopback's port; 0: any. */
  readonly port: number;
  /** The data folder: paired devices, certificate and audit log are kept there. */
  readonly folder: string;
  /** The door to the network; `on` is what the rig says, an administrator's later word stands before it. */
  readonly lan: LanSettings & { readonly on: boolean };
}

/** ms from one tick to the next. */
const TICK = 50;
/** What is done every so many ticks. */
const EVERY = { relieve: 5, access: 10, attend: 10, look: 200 };
/** Panels at the most; the last of them are kept for those who steer. */
const MOST_PANELS = 400;
const KEPT_FREE = 16;

function welcomeFor({ roles }: Visitor, welcome: Welcome): Welcome {
  return roles.some((role) => KNOWS_CHILD.includes(role)) ? welcome : { ...welcome, child: "" };
}

function mayHear({ roles }: Visitor, name: keyof typeof HEARD_BY): boolean {
  return roles.some((role) => HEARD_BY[name].includes(role));
}

/** The panel's side of the engine: pages, view, notes, sound and taps; on the loopback, and on the network where it is wanted. */
export class PanelServer implements SoundLink {
  readonly #loopback = new LoopbackListener((request, response) => this.#answer(request, response));
  readonly #io: PanelIo;
  readonly #broadcast: PanelBroadcast;
  readonly #linked = new WeakSet<object>();
  readonly #ticker: NodeJS.Timeout;
  #door: Doorkeeper | undefined;
  #lan: LanListener | undefined;
  #room: Room | undefined;
  #children: Children | undefined;
  #desk: HouseDesk | undefined;
  #logBundle: ((audit: string) => string) | undefined;
  /** What was told of the house last. */
  #toldOfDesk = "";
  #plans: Plans | undefined;
  #welcome: Welcome | undefined;
  #greeting: ((request: IncomingMessage, response: ServerResponse, local: boolean) => Promise<void>) | undefined;
  #greetedOn: "the port" | "another port" | undefined;
  #ticks = 0;
  #attendance: Attendance = ATTENDED;
  #accessChanged = false;

  constructor() {
    this.#io = new Server(this.#loopback.http, {
      transports: ["websocket"],
      serveClient: false,
      maxHttpBufferSize: 65_536,
      perMessageDeflate: false,
      connectTimeout: 3_000,
      pingInterval: 2_000,
      pingTimeout: 3_000,
      allowRequest: (request, decide) => decide(null, this.#mayLink(request)),
    });
    this.#broadcast = new PanelBroadcast(this.#io);
    this.#io.on("connection", (socket: PanelSocket) => this.#welcomePanel(socket));
    this.#ticker = setInterval(() => this.#tick(), TICK);
  }

  /**
   * Listens on the loopback, and on the network where that is on. Resolves to the loopback's address; `taken` tells that
   * another port than the wanted one was used, `closed` why the network stays shut although it is wanted.
   */
  async listen({ port, folder, lan }: PanelPlace): Promise<{ address: string; taken: boolean; closed: string | null }> {
    const door = new Doorkeeper(folder, {
      changed: () => {
        this.#accessChanged = true;
      },
      cut: (device) => this.#cut(device),
      trouble: (text) => this.alert({ level: "warning", text }),
    });
    this.#door = door;
    this.#lan = new LanListener(this.#loopback.http, folder, lan);
    const taken = this.#greetedOn ? this.#greetedOn === "another port" : await this.#loopback.listen(port);
    door.audit.note("engine", OWN_SCREEN.id, "started");
    const closed = (door.devices.lan ?? lan.on) ? await this.#openLan() : null;
    return { address: this.#loopback.address, taken, closed };
  }

  /**
   * Listens on the loopback before there is a room, and has `answer` answer until there is one; `local`: asked on this machine under
   * our own name. Resolves to the address.
   */
  async greet(
    port: number,
    answer: (request: IncomingMessage, response: ServerResponse, local: boolean) => Promise<void>,
  ): Promise<string> {
    this.#greeting = answer;
    this.#greetedOn = (await this.#loopback.listen(port)) ? "another port" : "the port";
    return this.#loopback.address;
  }

  /** How other devices reach the engine; undefined before it listens. */
  get network(): Network | undefined {
    return this.#lan?.network;
  }

  /** From now on the panel shows and steers this room. */
  show(room: Room, welcome: Omit<Welcome, "pretendChild" | "parameters" | "ownNetworks" | "room" | "records">): void {
    if (room !== this.#room) this.#broadcast.begin();
    this.#room = room;
    const child = room.pretendChild;
    const pretendChild = child
      ? { characters: child.characters, character: child.character, habits: child.habits }
      : null;
    this.#welcome = {
      ...welcome,
      pretendChild,
      parameters: PARAMETERS,
      ownNetworks: room.ownNetworks,
      room: room.id,
      records: room.records,
    };
    for (const socket of this.#panels()) socket.emit("welcome", welcomeFor(socket.data.visitor, this.#welcome));
  }

  /** Tells all panels of the room as it is now. */
  tellRoom(): void {
    if (this.#room && this.#welcome) this.show(this.#room, this.#welcome);
  }

  /** From now on those who steer see these children and plans. */
  keep(children: Children, plans?: Plans): void {
    this.#children = children;
    this.#plans = plans;
  }

  /** From now on this is what whoever looks for a fault is given. */
  gather(logBundle: (audit: string) => string): void {
    this.#logBundle = logBundle;
  }

  /** From now on this is the desk of the house. */
  keepDesk(desk: HouseDesk): void {
    this.#desk = desk;
  }

  /** Tells those whose affair it is of the house, as it is now. */
  tellDesk(): void {
    for (const socket of this.#panels()) this.#tellOneOfDesk(socket);
    this.#toldOfDesk = this.#deskText();
  }

  #tellOneOfDesk(socket: PanelSocket): void {
    const { visitor } = socket.data;
    if (this.#desk && mayHear(visitor, "desk")) socket.emit("desk", this.#desk.picture(mayHear(visitor, "children")));
  }

  /** The house in a text that changes where something is to be told: the disk by the tenth of a gigabyte. */
  #deskText(): string {
    const picture = this.#desk?.picture(false);
    const free = Math.round((picture?.record.free ?? 0) / 1e8);
    return JSON.stringify(picture && { ...picture, record: { ...picture.record, free } });
  }

  /** Tells of the children, their pictures and the plans, as they are now, to whoever may hear of each. */
  tellChildren(): void {
    this.#tellKept(this.#panels());
  }

  #tellKept(sockets: readonly PanelSocket[]): void {
    const [children, plans] = [this.#children, this.#plans];
    const [entries, pictures, kept] = [children?.list(), children?.album.list(), plans?.list()];
    for (const socket of sockets) {
      const { visitor } = socket.data;
      if (entries && mayHear(visitor, "children")) socket.emit("children", entries);
      if (pictures && mayHear(visitor, "pictures")) socket.emit("pictures", pictures);
      if (kept && mayHear(visitor, "plans")) socket.emit("plans", kept);
    }
  }

  /** Follows the room's events, for the piano roll. */
  get follow(): PanelBroadcast["follow"] {
    return this.#broadcast.follow;
  }

  sound(commands: readonly SoundCommand[]): void {
    this.#broadcast.sound(commands);
  }

  silence(): void {
    this.#broadcast.silence();
  }

  alert(alert: Alert): void {
    this.#broadcast.alert(alert);
  }

  async close(): Promise<void> {
    clearInterval(this.#ticker);
    this.#cut(undefined);
    await this.#lan?.close();
    const closed = this.#io.close();
    // A page that asks again and again over a connection it keeps would hold the door open.
    this.#loopback.http.closeAllConnections();
    await closed;
    this.#door?.audit.note("engine", OWN_SCREEN.id, "ended");
    await this.#door?.audit.close();
  }

  #openLan(): Promise<string | null> {
    return this.#lan
      ? this.#lan.open().then(
          () => null,
          (error: Error) => `Other devices cannot reach the engine: ${error.message}.`,
        )
      : Promise.resolve(null);
  }

  #isOurs(request: IncomingMessage): boolean {
    if (this.#loopback.holds(request)) return this.#loopback.isOurs(request);
    return (
      this.#lan !== undefined && isOurs(request, { scheme: "https", hosts: this.#lan.hosts, port: this.#lan.port })
    );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const door = this.#door;
    if (!door || (!this.#room && this.#greeting)) {
      const local = this.#loopback.holds(request) && this.#loopback.isOurs(request);
      await this.#greeting?.(request, response, local);
      return;
    }
    await answer(request, response, {
      door,
      isOurs: (asked) => this.#isOurs(asked),
      isLocal: (asked) => this.#loopback.holds(asked),
      children: this.#children,
      stop: (who) => this.#stop(who),
      logBundle: () => this.#logBundle?.(door.audit.path),
      childExport: (code) => (this.#room?.session.running ? "later" : this.#children?.export(code)),
      sessionState: () => {
        const session = this.#room?.session;
        if (session?.stopped) return "stopped";
        return session?.running ? "running" : "nothing runs";
      },
    });
  }

  /** Whether a WebSocket may be opened: by whom we know, under our own name, and while there is room. */
  #mayLink(request: IncomingMessage): boolean {
    const visitor = this.#isOurs(request) ? this.#door?.identify(request, this.#loopback.holds(request)) : undefined;
    if (!visitor) this.#door?.audit.note("refusal", "unpaired", "link");
    const kept = visitor?.roles.includes("therapist") ? 0 : KEPT_FREE;
    return visitor !== undefined && this.#io.engine.clientsCount < MOST_PANELS - kept;
  }

  /** STOP first; what is written about it afterwards. */
  #stop(who: Visitor): void {
    this.#room?.stop();
    this.#door?.audit.note("stop", who.id, who.roles.join(", "));
  }

  #welcomePanel(socket: PanelSocket): void {
    const [room, door, lan] = [this.#room, this.#door, this.#lan];
    const device = door?.identify(socket.request, this.#loopback.holds(socket.request));
    const visitor = device && asPage(device, socket.handshake.auth.page);
    // One connection is one panel: a second greeting over it would be another one that nobody counts.
    const known = this.#linked.has(socket.conn);
    this.#linked.add(socket.conn);
    if (!room || !door || !lan || !visitor || !this.#welcome || known) {
      cutOff(socket);
      return;
    }
    socket.data.visitor = visitor;
    socket.on("error", () => socket.disconnect(true));
    const current = () => this.#room ?? room;
    listenTo(socket, {
      get room() {
        return current();
      },
      children: this.#children,
      desk: this.#desk,
      plans: this.#plans,
      door,
      lan,
      stop: (who) => this.#stop(who),
      changed: (by, what) => {
        const { id, name } = by.data.visitor;
        this.#broadcast.changed(by, { by: door.devices.get(id)?.name ?? name, what });
      },
      characterChanged: () => this.#welcome && this.show(current(), this.#welcome),
    });
    door.joined(visitor);
    socket.on("disconnect", (reason) => {
      door.left(visitor);
      // Whoever answered no ping will not say good-bye either.
      if (reason === "ping timeout") terminate(socket);
    });
    socket.emit("welcome", welcomeFor(visitor, this.#welcome));
    socket.emit("access", door.accessFor(visitor, lan));
    this.#tellKept([socket]);
    this.#tellOneOfDesk(socket);
    void this.#broadcast.join(socket, room);
  }

  /** STOP came from a foot switch, and was done; this writes it down. */
  noteSwitchedStop(): void {
    this.#door?.audit.note("stop", OWN_SCREEN.id, "foot switch");
  }

  /** Ends all panels of a device now; undefined: of every device but the engine's own screen. */
  #cut(device: string | undefined): void {
    for (const socket of this.#panels()) {
      const { id, local } = socket.data.visitor;
      if (device === undefined ? !local : id === device) cutOff(socket);
    }
  }

  #panels(): PanelSocket[] {
    const all: PanelSocket[] = [...this.#io.sockets.sockets.values()];
    return all.filter(({ data }) => data.visitor !== undefined);
  }

  /** A session that nobody looks after holds the beat, and then is quiet; the recording goes on. */
  #lookAfter(room: Room): void {
    const { running, stopped, quiet, onBreak } = room.session;
    const somebody = this.#panels().some(({ data }) => data.visitor.roles.includes("therapist"));
    const sounds = running && !stopped && !quiet && !onBreak;
    const { attendance, act } = lookAfter(this.#attendance, somebody, sounds, systemClock.now());
    this.#attendance = attendance;
    if (act === "hold") room.hear({ kind: "unattended" });
    if (act === "quiet") room.hear({ kind: "quiet", on: true });
  }

  #tick(): void {
    const [room, door, lan] = [this.#room, this.#door, this.#lan];
    if (!room || !door || !lan) return;
    this.#ticks++;
    this.#broadcast.send(room);
    if (this.#ticks % EVERY.relieve === 0) {
      for (const { data } of this.#broadcast.relieve(this.#panels(), room)) {
        door.audit.note("cut", data.visitor.id, "took nothing any more");
      }
    }
    if (this.#ticks % EVERY.attend === 0) this.#lookAfter(room);
    if (this.#ticks % EVERY.look === 0) {
      door.look(!room.session.running);
      // How much room the disk has left is for before and after a session; during one the record itself tells of trouble.
      const idle = !room.session.running && this.#panels().length > 0;
      if (this.#desk && idle && this.#deskText() !== this.#toldOfDesk) this.tellDesk();
    }
    if (this.#ticks % EVERY.access === 0) {
      door.closeWhenDue();
      if (!this.#accessChanged) return;
      this.#accessChanged = false;
      for (const socket of this.#panels()) socket.emit("access", door.accessFor(socket.data.visitor, lan));
    }
  }
}
