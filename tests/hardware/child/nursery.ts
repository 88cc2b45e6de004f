import type { Voice } from "../../../src/engine/music/voice.ts";
import type { Command } from "../../../src/engine/session/command.ts";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { PretendChild, type PretendChildSettings } from "../../../src/hardware/child/pretend-child.ts";

/** What a child did: a key or pad going down or up, at clock time. */
export interface Move {
  readonly kind: "noteOn" | "noteOff";
  readonly at: number;
  readonly pitch: number;
  readonly velocity: number;
  readonly pad: boolean;
}

/** A pretend child alone in a room, and a partner that plays what a test says. */
export class Nursery {
  readonly clock = new SimulatedClock();
  readonly moves: Move[] = [];
  readonly child: PretendChild;

  constructor(character: string, settings: Partial<PretendChildSettings> = {}) {
    this.child = new PretendChild({ name: "child", character, seed: 1, ...settings }, this.clock, {
      noteOn: ({ at, pitch, velocity, pad = false }) => this.moves.push({ kind: "noteOn", at, pitch, velocity, pad }),
      noteOff: ({ at, pitch, pad = false }) => this.moves.push({ kind: "noteOff", at, pitch, velocity: 0, pad }),
      status: () => {},
    });
    this.child.play();
  }

  get strikes(): Move[] {
    return this.moves.filter(({ kind }) => kind === "noteOn");
  }

  /** The partner plays notes [onset, duration, pitch], all known now; onsets count from now. */
  offer(notes: readonly (readonly [number, number, number])[], velocity = 50, voice: Voice = "melody"): this {
    const from = this.clock.now();
    for (const [onset, duration, pitch] of notes) {
      const note = { player: "partner", pitch, voice } as const;
      this.#tell({ kind: "noteOn", at: from + onset, velocity, ...note });
      this.#tell({ kind: "noteOff", at: from + onset + duration, ...note });
    }
    return this;
  }

  /** The partner keeps a bass going: a note of `pitch` every `interval` for `span`. Time goes on with it. */
  accompany(interval: number, span: number, pitch = 37, velocity = 45): this {
    const voice = { player: "partner", pitch, voice: "bass" } as const;
    const until = this.clock.now() + span;
    while (this.clock.now() < until) {
      const at = this.clock.now();
      this.#tell({ kind: "noteOn", at, velocity, ...voice });
      this.#tell({ kind: "noteOff", at: at + 0.8 * interval, ...voice });
      this.clock.advance(interval);
    }
    return this;
  }

  release(): this {
    this.#tell({ kind: "release", at: this.clock.now(), player: "partner", fade: 150 });
    return this;
  }

  wait(span: number): this {
    this.clock.advance(span);
    return this;
  }

  #tell(command: Command): void {
    this.child.hear(command);
  }
}
