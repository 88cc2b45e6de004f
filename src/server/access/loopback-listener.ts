import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { isOurs } from "./own-names.ts";
import { securityHeaders } from "./security-headers.ts";

const LOOPBACK = "127.0.0.1";

/** The engine's door on its own machine. Whatever comes in here is the engine's own screen. */
export class LoopbackListener {
  /** What other doors hand on, and what sockets hang on. */
  readonly http: HttpServer;
  readonly #fromHere = new WeakSet<Socket>();
  #port = 0;

  /** What comes in, here or handed on from another door, is answered by `answer`, under the security headers. */
  constructor(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
    this.http = createServer((request, response) => {
      securityHeaders(request, response, () => {
        answer(request, response).catch(() => response.destroy());
      });
    });
    this.http.headersTimeout = 5_000;
    this.http.requestTimeout = 10_000;
    this.http.on("connection", (socket) => this.#fromHere.add(socket));
  }

  /** Where it is to be opened on this machine; after `listen`. */
  get address(): string {
    return `http://${LOOPBACK}:${this.#port}/`;
  }

  /** Listens on the port (0: any), or on any where that one is taken or forbidden. Resolves to whether it was. */
  async listen(port: number): Promise<boolean> {
    const taken = await this.#tryListen(port).then(
      () => false,
      async (error: NodeJS.ErrnoException) => {
        if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
        await this.#tryListen(0);
        return true;
      },
    );
    const bound = this.http.address();
    this.#port = typeof bound === "object" && bound ? bound.port : port;
    return taken;
  }

  /** Whether it came in here. */
  holds(request: IncomingMessage): boolean {
    return this.#fromHere.has(request.socket);
  }

  /** Whether it was asked under the engine's own name here. */
  isOurs(request: IncomingMessage): boolean {
    return isOurs(request, { scheme: "http", hosts: [LOOPBACK, "localhost"], port: this.#port });
  }

  #tryListen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.http.once("error", reject);
      this.http.listen(port, LOOPBACK, () => {
        this.http.off("error", reject);
        resolve();
      });
    });
  }
}
