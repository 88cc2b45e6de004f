/** What the recorder tells the main thread. */
export type Report =
  /** The record is open; a damaged one stands at `aside` now. */
  | { readonly kind: "ready"; readonly aside?: string }
  /** The record cannot be opened. */
  | { readonly kind: "refused"; readonly reason: string }
  /** The next `count` jobs, in the order they were handed over, are on disk (in one transaction). */
  | { readonly kind: "settled"; readonly count: number }
  /**
   * The disk refused; what waits is kept and tried again. With `suspect` the recorder trusts neither its pages nor those
   * on disk, and must be replaced by a new one that checks them first.
   */
  | { readonly kind: "failing"; readonly full: boolean; readonly suspect: boolean; readonly reason: string }
  /** Free bytes on the disk. */
  | { readonly kind: "disk"; readonly free: number }
  /** The record is closed; what was not settled is lost. */
  | { readonly kind: "closed" };

/** What is told to whoever opened the store. `text` is a sentence or two for the therapist. */
export interface Trouble {
  readonly kind: /** A damaged record was moved aside. */
    | "damaged"
    /** Little disk space is left. */
    | "space"
    /** The disk refuses; entries wait in memory. */
    | "writing"
    /** Memory for waiting entries is full; entries are lost and counted. */
    | "dropping"
    /** All is written again. */
    | "recovered"
    /** The store closed with entries that the disk would not take. */
    | "lost";
  readonly text: string;
  /** Entries not yet on disk. */
  readonly waiting: number;
  /** Entries lost since the store was opened. */
  readonly dropped: number;
}
