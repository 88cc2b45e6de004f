/** One message as an instrument receives it, at a time in milliseconds. */
export interface Heard {
  readonly at: number;
  readonly status: number;
  readonly data1: number;
  readonly data2: number;
}

/**
 * The far end of a MIDI cable: knows what sounds there, by note-ons and note-offs alone. It obeys neither "all notes off"
 * nor "all sound off", as some instruments do not.
 */
export class Receiver {
  readonly heard: Heard[] = [];
  readonly expression: { readonly midiChannel: number; readonly level: number }[] = [];
  readonly #since = new Map<string, number>();
  #longest = 0;

  receive(at: number, status: number, data1: number, data2: number): void {
    this.heard.push({ at, status, data1, data2 });
    const kind = status & 0xf0;
    const midiChannel = status & 15;
    const note = `${midiChannel} ${data1}`;
    if (kind === 0x90 && data2 > 0) this.#since.set(note, at);
    else if (kind === 0x80 || kind === 0x90) this.#end(note, at);
    else if (kind === 0xb0 && data1 === 11) this.expression.push({ midiChannel, level: data2 });
  }

  /** `"channel pitch"` of each sounding note. */
  get sounding(): string[] {
    return [...this.#since.keys()].sort();
  }

  /** `"time channel on|off pitch"` of the note messages so far. */
  get notes(): string[] {
    return this.heard
      .filter(({ status }) => (status & 0xf0) === 0x90 || (status & 0xf0) === 0x80)
      .map(({ at, status, data1 }) => `${at} ${status & 15} ${(status & 0xf0) === 0x90 ? "on" : "off"} ${data1}`);
  }

  expressionOf(midiChannel: number): number | undefined {
    return this.expression.filter((change) => change.midiChannel === midiChannel).at(-1)?.level;
  }

  /** How long the longest note lasted, up to `now` for those that still sound. */
  longest(now: number): number {
    return Math.max(this.#longest, ...[...this.#since.values()].map((since) => now - since));
  }

  #end(note: string, at: number): void {
    const since = this.#since.get(note);
    if (since !== undefined) this.#longest = Math.max(this.#longest, at - since);
    this.#since.delete(note);
  }
}
