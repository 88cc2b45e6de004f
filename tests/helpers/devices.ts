import { createHash, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import type { Access, Ack, Role } from "../../src/server/protocol.ts";
import type { OpenRoom } from "./open-room.ts";

const DAY = 86_400_000;

/** The cookie's name, written down a second time: it must not change under the devices that have one. */
const COOKIE = "__Host-antiphon";

/** Resolves with a message's first value. */
export function once<T>(socket: Socket, name: string): Promise<T> {
  return new Promise((resolve) => socket.once(name, resolve));
}

/** The first value of a message for which the test holds. */
export function when<T>(socket: Socket, name: string, holds: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (value: T) => {
      if (!holds(value)) return;
      socket.off(name, look);
      resolve(value);
    };
    socket.on(name, look);
  });
}

export function ask(socket: Socket, ...message: unknown[]): Promise<Ack> {
  return socket.emitWithAck(...(message as [string, ...unknown[]]));
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** Devices around a room whose network is open: their sockets, their requests, and their pairing. */
export class Devices {
  readonly #open: OpenRoom;
  readonly #sockets: Socket[] = [];

  constructor(open: OpenRoom) {
    this.#open = open;
  }

  /** The engine's address for other devices. */
  get address(): string {
    return this.#open.panel.network?.addresses[0] ?? "";
  }

  get certificate(): Buffer {
    return readFileSync(join(this.#open.folder, "lan-certificate.pem"));
  }

  /** A panel's socket: on the engine's own machine, or with a cookie over the network. */
  connect(options: { cookie?: string | undefined; page?: string; headers?: Record<string, string> } = {}): Socket {
    const local = !("cookie" in options);
    const socket = io(local ? this.#open.address : this.address, {
      transports: ["websocket"],
      extraHeaders: { ...(options.cookie ? { cookie: options.cookie } : {}), ...options.headers },
      auth: options.page ? { page: options.page } : {},
      reconnection: false,
      forceNew: true,
      ...(local ? {} : { ca: this.certificate.toString() }),
    });
    this.#sockets.push(socket);
    return socket;
  }

  /** Sends a request to the engine: on its own machine, or over the network. */
  send(
    where: "here" | "network",
    method: string,
    path: string,
    { headers = {}, body = "" }: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const [address, request] = where === "here" ? [this.#open.address, plain] : [this.address, secure];
      const options = { method, path, headers, agent: false, ...(where === "here" ? {} : { ca: this.certificate }) };
      const sent = request(new URL(address), options, (response) => {
        let text = "";
        response.on("data", (part) => {
          text += part;
        });
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      sent.on("error", reject).end(body);
    });
  }

  /** Opens pairing at the engine's own screen and lets a device in by its code; resolves to the device's cookie. */
  async pair(role: Role, name = "Tablet"): Promise<string> {
    const screen = this.connect();
    const shown = when<Access>(screen, "access", ({ pairing }) => pairing?.role === role);
    await once(screen, "welcome");
    await ask(screen, "pairing:open", { role, minutes: 2 });
    const { pairing } = await shown;
    screen.close();
    const { headers } = await this.post("/pair", { code: pairing?.code ?? "", name });
    return cookieOf(headers["set-cookie"]);
  }

  /** Posts a form over the network. */
  post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams(fields).toString();
    const type = { "content-type": "application/x-www-form-urlencoded", accept: "text/html" };
    return this.send("network", "POST", path, { headers: { ...type, ...headers }, body });
  }

  close(): void {
    for (const socket of this.#sockets.splice(0)) socket.close();
  }
}

/** The cookie that a browser would send back. */
export function cookieOf(header: string | string[] | undefined): string {
  const [first = ""] = Array.isArray(header) ? header : [header ?? ""];
  return first.split(";")[0] ?? "";
}

/** Devices that were paired before the engine started, as they lie in its data folder; returns their cookies. */
export function pairedBefore(
  folder: string,
  devices: readonly { role: Role; pairedAgo?: number; seenAgo?: number }[],
): string[] {
  const tokens = devices.map(() => randomBytes(32).toString("base64url"));
  const file = {
    format: "antiphon-access",
    version: 1,
    lan: null,
    devices: devices.map(({ role, pairedAgo = 0, seenAgo = 0 }, index) => ({
      id: index.toString(16).padStart(16, "0"),
      name: role,
      role,
      tokenHash: createHash("sha256")
        .update(tokens[index] ?? "")
        .digest("hex"),
      pairedAt: Date.now() - pairedAgo * DAY,
      seenAt: Date.now() - seenAgo * DAY,
    })),
  };
  writeFileSync(join(folder, "access.json"), JSON.stringify(file));
  return tokens.map((token) => `${COOKIE}=${token}`);
}
