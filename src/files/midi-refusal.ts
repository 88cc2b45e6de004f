/**
 * A MIDI file that cannot be used. The message is one sentence for the therapist: which file, at which byte (counted from
 * 0) where there is one, what is wrong and what to do.
 */
export class MidiRefusal extends Error {
  override readonly name = "MidiRefusal";
  readonly reason: string;
  readonly byte: number | undefined;

  constructor(file: string, reason: string, byte?: number) {
    super(byte === undefined ? `${file}: ${reason}` : `${file}: byte ${byte}: ${reason}`);
    this.reason = reason;
    this.byte = byte;
  }
}
