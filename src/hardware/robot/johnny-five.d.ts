/** As much of johnny-five 2.1.0 as is used here: its published types lack what the options below need. */
declare module "johnny-five" {
  import type { EventEmitter } from "node:events";

  interface BoardOptions {
    /** Anything that speaks as firmata-io does. */
    readonly io: EventEmitter;
    /** True takes stdin. */
    readonly repl: false;
    readonly debug: false;
    /** True ends the process at an interrupt, each board for itself. */
    readonly sigint: false;
  }

  const johnnyFive: {
    readonly Board: new (options: BoardOptions) => EventEmitter;
    readonly Button: new (options: { board: EventEmitter; pin: number }) => EventEmitter;
  };
  // biome-ignore lint/style/noDefaultExport: a CommonJS module has no other.
  export default johnnyFive;
}
