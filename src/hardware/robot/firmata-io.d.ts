/** As much of firmata-io 2.3.0 as is used here; it has no types of its own. */
declare module "firmata-io" {
  import type { EventEmitter } from "node:events";

  class Firmata extends EventEmitter {
    constructor(transport: EventEmitter, options?: { reportVersionTimeout?: number });
    readonly firmware: {
      readonly name?: string;
      readonly version?: { readonly major: number; readonly minor: number };
    };
    /** `message` without the bytes that frame it, each of seven bits. */
    sysexCommand(message: readonly number[]): void;
    /** How often analogue inputs are told of, in ms. */
    setSamplingInterval(interval: number): void;
    /** From now on what an analogue input reads is told, 0–1023. */
    analogRead(channel: number, hear: (reading: number) => void): void;
    /** For every board of the process; throws when there is a handler already. `this` of the handler is the board. */
    sysexResponse(command: number, handler: (this: Firmata, data: number[]) => void): void;
  }

  const bindTransport: { readonly Firmata: typeof Firmata };
  // biome-ignore lint/style/noDefaultExport: a CommonJS module has no other.
  export default bindTransport;
  export type { Firmata };
}
