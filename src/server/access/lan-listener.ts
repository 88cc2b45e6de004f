import type { Server as HttpServer } from "node:http";
import { createServer, type Server as HttpsServer } from "node:https";
import type { Network } from "./access-picture.ts";
import { certificateFor } from "./certificate.ts";
import { inLink, ownAddresses, ownHosts } from "./own-names.ts";

export interface LanSettings {
  /** The port for other devices; 0: any. */
  readonly port: number;
  /** Names of this machine on the network beyond those it knows itself. */
  readonly names: readonly string[];
}

/** The engine's door to the network: TLS on every address, beside the plain one on the loopback, and shut until it is wanted. */
export class LanListener {
  readonly #inner: HttpServer;
  readonly #folder: string;
  readonly #settings: LanSettings;
  #server: HttpsServer | undefined;
  #port = 0;
  #fingerprint: string | null = null;

  /** What comes in is handed to `inner`, as if it had come there. */
  constructor(inner: HttpServer, folder: string, settings: LanSettings) {
    this.#inner = inner;
    this.#folder = folder;
    this.#settings = settings;
  }

  get on(): boolean {
    return this.#server !== undefined;
  }

  get port(): number {
    return this.#port;
  }

  /** Names and addresses under which it may be asked. */
  get hosts(): string[] {
    return ownHosts(this.#settings.names);
  }

  get network(): Network {
    const hosts = this.on ? [...this.#settings.names, ...ownAddresses()] : [];
    return {
      lan: this.on,
      addresses: hosts.map((host) => `https://${inLink(host)}:${this.#port}/`),
      fingerprint: this.#fingerprint,
    };
  }

  /** Throws where the port is in use or the certificate cannot be kept. */
  async open(): Promise<void> {
    if (this.#server) return;
    const { key, cert, fingerprint } = await certificateFor(this.#folder, this.hosts);
    const server = createServer({ key, cert, minVersion: "TLSv1.2" });
    for (const event of ["request", "upgrade"] as const) {
      server.on(event, (...args: unknown[]) => this.#inner.emit(event, ...args));
    }
    server.headersTimeout = this.#inner.headersTimeout;
    server.requestTimeout = this.#inner.requestTimeout;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#settings.port, () => {
        server.off("error", reject);
        resolve();
      });
    });
    const bound = server.address();
    this.#port = typeof bound === "object" && bound ? bound.port : this.#settings.port;
    this.#fingerprint = fingerprint;
    this.#server = server;
  }

  /** Nothing comes in any more, and pages under way are dropped; sockets of panels are their owner's to cut. */
  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    this.#fingerprint = null;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}
