/** What kind of refusal it is, for those who count them. */
export type RefusalKind =
  | "no access"
  | "not MIDI"
  | "damaged"
  | "too large"
  | "too slow"
  | "only percussion"
  | "too few notes";

/**
 * A MIDI file that cannot be used. The message is one sentence for the therapist: which file, at which byte (counted from
 * 0) where there is one, what is wrong and what to do.
 */
export class MidiRefusal extends Error {
  override readonly name = "MidiRefusal";
  readonly kind: RefusalKind;
  readonly reason: string;
  readonly byte: number | undefined;

  constructor(kind: RefusalKind, file: string, reason: string, byte?: number) {
    super(byte === undefined ? `${file}: ${reason}` : `${file}: byte ${byte}: ${reason}`);
    this.kind = kind;
    this.reason = reason;
    this.byte = byte;
  }
}
