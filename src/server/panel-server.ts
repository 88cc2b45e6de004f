import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import helmet from "helmet";
import { Server, type Socket } from "socket.io";
import type { SoundCommand } from "../engine/session/command.ts";
import { drawRoll, EMPTY_ROLL, type Roll, type RollNote } from "../engine/session/roll.ts";
import type { Session } from "../engine/session/session.ts";
import { viewOf } from "../engine/session/view.ts";
import { systemClock } from "../hardware/system-clock.ts";
import type { SoundLink } from "./browser-sound.ts";
import { SoundLevels } from "./browser-sound.ts";
import { act, MESSAGES } from "./panel-messages.ts";
import type { Ack, Alert, PanelToServer, ServerToPanel, Welcome } from "./protocol.ts";
import type { Room, RoomListener } from "./room.ts";
import { serveFile } from "./static-files.ts";

type PanelSocket = Socket<PanelToServer, ServerToPanel>;

/** The whole view goes out at most 20 times a second. */
const VIEW_EVERY = 50;
/** … and once a second even when nothing changed, so that the panel's session clock stays right. */
const VIEW_AT_LEAST = 1_000;
/** What a panel may send in a second, STOP apart. */
const MESSAGES_PER_SECOND = 200;
const LOOPBACK = "127.0.0.1";

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // The synthesiser decodes its SoundFont (Vorbis) with WebAssembly.
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Plain HTTP on the loopback: nothing to upgrade to.
  strictTransportSecurity: false,
});

/** Whether a request comes to us under our own name: keeps out pages of other origins and rebound names. */
function isOurs(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host;
  const origin = request.headers.origin;
  const names = [`${LOOPBACK}:${port}`, `localhost:${port}`];
  return host !== undefined && names.includes(host) && (origin === undefined || origin === `http://${host}`);
}

/** The panel's side of the engine: pages, view, notes, sound and taps, on the loopback alone. */
export class PanelServer implements SoundLink {
  readonly #http: HttpServer;
  readonly #io: Server<PanelToServer, ServerToPanel>;
  #room: Room | undefined;
  readonly #levels = new SoundLevels();
  #welcome: Welcome | undefined;
  #port = 0;
  #roll: Roll = EMPTY_ROLL;
  #changed = new Map<number, RollNote>();
  #sent: Session | undefined;
  #sentAt = 0;
  readonly #ticker: NodeJS.Timeout;

  constructor() {
    this.#http = createServer((request, response) => {
      securityHeaders(request, response, () => this.#answer(request, response));
    });
    this.#io = new Server(this.#http, {
      transports: ["websocket"],
      serveClient: false,
      maxHttpBufferSize: 65_536,
      perMessageDeflate: false,
      connectTimeout: 3_000,
      pingInterval: 2_000,
      pingTimeout: 3_000,
      allowRequest: (request, decide) => decide(null, isOurs(request, this.#port)),
    });
    this.#io.on("connection", (socket) => this.#welcomePanel(socket));
    this.#ticker = setInterval(() => this.#sendView(), VIEW_EVERY);
  }

  /** Listens on the loopback. Resolves to the address; `taken` tells that another port than the wanted one was used. */
  async listen(port: number): Promise<{ address: string; taken: boolean }> {
    const taken = await this.#tryListen(port).then(
      () => false,
      async (error: NodeJS.ErrnoException) => {
        if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
        await this.#tryListen(0);
        return true;
      },
    );
    const bound = this.#http.address();
    this.#port = typeof bound === "object" && bound ? bound.port : port;
    return { address: `http://${LOOPBACK}:${this.#port}/`, taken };
  }

  /** From now on the panel shows and steers this room. */
  show(room: Room, welcome: Omit<Welcome, "pretendChild">): void {
    this.#room = room;
    const child = room.pretendChild;
    const pretendChild = child ? { characters: child.characters, character: child.character } : null;
    this.#welcome = { ...welcome, pretendChild };
    this.#io.emit("welcome", this.#welcome);
  }

  /** Follows the room's events, for the piano roll. */
  readonly follow: RoomListener = (event, commands) => {
    const { roll, changed } = drawRoll(this.#roll, event, commands);
    this.#roll = roll;
    for (const note of changed) this.#changed.set(note.id, note);
  };

  sound(commands: readonly SoundCommand[]): void {
    this.#levels.note(commands);
    this.#io.emit("sound", commands);
  }

  silence(): void {
    this.#io.emit("silence");
  }

  alert(alert: Alert): void {
    this.#io.emit("alert", alert);
  }

  async close(): Promise<void> {
    clearInterval(this.#ticker);
    await this.#io.close();
  }

  #tryListen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#http.once("error", reject);
      this.#http.listen(port, LOOPBACK, () => {
        this.#http.off("error", reject);
        resolve();
      });
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (!isOurs(request, this.#port)) {
      response
        .writeHead(403, { "content-type": "text/plain; charset=utf-8" })
        .end("This page is for this machine alone.\n");
    } else if (request.method === "POST" && request.url === "/stop") {
      this.#room?.stop();
      response.writeHead(204).end();
    } else if (request.method === "GET" || request.method === "HEAD") {
      serveFile(request, response);
    } else {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
    }
  }

  #welcomePanel(socket: PanelSocket): void {
    const room = this.#room;
    if (!room || !this.#welcome) {
      socket.disconnect(true);
      return;
    }
    socket.on("error", () => socket.disconnect(true));
    const held = new Set<number>();
    let budget = MESSAGES_PER_SECOND;
    let since = systemClock.now();
    // Typed messages come in through one door, where each is checked; unknown ones get a sentence too.
    socket.onAny((name: string, ...values: unknown[]) => {
      const last = values.at(-1);
      const reply = typeof last === "function" ? (last as (answer: unknown) => void) : () => {};
      if (name === "stop") {
        room.stop();
        reply({ ok: true } satisfies Ack);
        return;
      }
      const now = systemClock.now();
      budget = Math.min(MESSAGES_PER_SECOND, budget + ((now - since) * MESSAGES_PER_SECOND) / 1_000);
      since = now;
      if (budget < 1) {
        reply({ ok: false, error: "Too many messages at once; this one was left out." } satisfies Ack);
        return;
      }
      budget -= 1;
      if (name === "sync") {
        reply(now);
        return;
      }
      const ack = MESSAGES.includes(name)
        ? act(room, name, values)
        : ({ ok: false, error: `"${String(name).slice(0, 40)}" is no message of the panel.` } satisfies Ack);
      if (ack.ok) this.#keepHeld(name, values[0], held);
      if (ack.ok && name === "child:set") this.#tellCharacter(room);
      reply(ack);
    });
    // A panel that goes lifts its keys.
    socket.on("disconnect", () => {
      for (const pitch of held) room.keyUp(pitch);
    });
    socket.emit("welcome", this.#welcome);
    socket.emit("sound", this.#levels.commands(systemClock.now()));
    socket.emit("notes", this.#roll.notes);
    socket.emit("state", viewOf(room.session, room.now()), room.now());
  }

  #keepHeld(name: string, value: unknown, held: Set<number>): void {
    const pitch = (value as { pitch?: number } | undefined)?.pitch;
    if (pitch === undefined) return;
    if (name === "key:down") held.add(pitch);
    if (name === "key:up") held.delete(pitch);
  }

  #tellCharacter(room: Room): void {
    if (this.#welcome) this.show(room, this.#welcome);
  }

  #sendView(): void {
    const room = this.#room;
    if (!room) return;
    if (this.#changed.size > 0) {
      this.#io.emit("notes", [...this.#changed.values()]);
      this.#changed = new Map();
    }
    const now = room.now();
    if (room.session === this.#sent && now - this.#sentAt < VIEW_AT_LEAST) return;
    this.#sent = room.session;
    this.#sentAt = now;
    // Not volatile: that would leave a view out whenever notes went before it. A frozen panel is cut off after 5 s.
    this.#io.emit("state", viewOf(room.session, now), now);
  }
}
