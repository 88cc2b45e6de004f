/** A line of bytes to a board: serial, or into an emulator. */
export interface BytePort {
  /** False when it takes no more until `drained`. Never throws. */
  write(bytes: Uint8Array): boolean;
  /**
   * Whether what it was opened at is there no more, or is another thing by now: a port may be lost without saying so. False where
   * nobody can tell. Where it is missing, there is nothing to ask.
   */
  isGone?(): boolean;
  /** Closes without a word to the listener; harmless when it is closed. */
  close(): void;
}

/** What a port tells. After `closed`, which comes once, nothing more. */
export interface BytePortListener {
  opened(): void;
  data(bytes: Uint8Array): void;
  drained(): void;
  /** It could not be opened, or is gone: why, in words. */
  closed(reason: string): void;
}

/** Opens a port. Never throws: what is wrong is told by `closed`, later than the call. */
export type OpenBytePort = (listener: BytePortListener) => BytePort;
