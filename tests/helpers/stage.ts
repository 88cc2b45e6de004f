import { DEFAULT_STEERING, type Steering } from "../../src/engine/partner/steering.ts";
import type { InstrumentListener, SoundOut } from "../../src/engine/ports.ts";
import { Conductor } from "../../src/engine/run/conductor.ts";
import { Lookahead } from "../../src/engine/run/lookahead.ts";
import { writeEntry } from "../../src/engine/run/replay.ts";
import type { Command, NoteOnCommand, SoundCommand } from "../../src/engine/session/command.ts";
import type { SessionEvent } from "../../src/engine/session/event.ts";
import { DEFAULT_PROFILE } from "../../src/engine/session/profile.ts";
import type { Resources, SessionSettings } from "../../src/engine/session/session.ts";
import { type View, viewOf } from "../../src/engine/session/view.ts";
import { SimulatedClock } from "../../src/engine/time/clock.ts";
import { PretendChild } from "../../src/hardware/child/pretend-child.ts";
import { loadResources } from "../../src/server/resources.ts";

let loaded: (Resources & { readonly digest: string }) | undefined;
/** The real networks and tunes, read once. */
export function resources(): Resources & { readonly digest: string } {
  loaded ??= loadResources();
  return loaded;
}

export const SETTINGS: SessionSettings = {
  seed: 1,
  technique: "answer",
  steering: DEFAULT_STEERING,
  childSound: true,
  profile: DEFAULT_PROFILE,
};

/** A session in simulated time, with everything written down. Session time is clock time. */
export class Stage {
  readonly clock = new SimulatedClock();
  readonly conductor: Conductor;
  readonly log: { event: SessionEvent; commands: readonly Command[] }[] = [];
  /** What reached the sound output, in order. */
  readonly heard: SoundCommand[] = [];
  #child: PretendChild | undefined;

  constructor({
    steering,
    ...changes
  }: Partial<Omit<SessionSettings, "steering">> & { steering?: Partial<Steering> } = {}) {
    const output: SoundOut = {
      name: "tape",
      lookahead: 150,
      play: (command) => this.heard.push(command),
      silence: () => this.heard.push({ kind: "silence", at: this.clock.now(), fade: 150 }),
      close: async () => {},
    };
    this.conductor = new Conductor(
      { ...SETTINGS, ...changes, steering: { ...DEFAULT_STEERING, ...steering } },
      resources(),
      this.clock,
      0,
      new Lookahead(this.clock, [output], 0),
      (event, commands) => {
        this.log.push({ event, commands });
        for (const command of commands) this.#child?.hear(command);
      },
    );
  }

  get view(): View {
    return viewOf(this.conductor.session, this.clock.now());
  }

  get settings(): SessionSettings {
    return this.conductor.session.settings;
  }

  /** The log as it stands on disk. */
  get lines(): string[] {
    return this.log.map(({ event, commands }) => writeEntry(event, commands));
  }

  /** The partner's notes that really sounded: not dropped, ended where they ended. */
  get partnerNotes(): { onset: number; end: number; pitch: number; velocity: number }[] {
    return soundingNotes(this.heard, "partner");
  }

  start(): this {
    this.conductor.dispatch({ kind: "start" });
    return this;
  }

  /** The child plays notes [onset, duration, pitch, velocity?] from now on; time goes on to the last note-off. */
  play(notes: readonly (readonly [number, number, number, number?])[]): this {
    const from = this.clock.now();
    for (const [onset, duration, pitch, velocity = 70] of notes) {
      const note = { player: "child", device: "keys", pitch } as const;
      this.clock.at(from + onset, () => this.conductor.dispatch({ kind: "noteOn", ...note, velocity }));
      this.clock.at(from + onset + duration, () => this.conductor.dispatch({ kind: "noteOff", ...note }));
    }
    return this.wait(Math.max(...notes.map(([onset, duration]) => onset + duration)));
  }

  wait(span: number): this {
    this.clock.advance(span);
    return this;
  }

  /** Lets a pretend child play for a while. */
  pretend(character: string, seed: number, span: number): this {
    const listener: InstrumentListener = {
      noteOn: ({ at, ...note }) => this.conductor.dispatch({ kind: "noteOn", ...note }, at),
      noteOff: ({ at, ...note }) => this.conductor.dispatch({ kind: "noteOff", ...note }, at),
      status: () => {},
    };
    this.#child = new PretendChild({ name: "child", character, seed }, this.clock, listener);
    this.#child.play();
    return this.wait(span);
  }
}

/** Notes that sounded, from what reached a sound output. */
export function soundingNotes(heard: readonly SoundCommand[], player: NoteOnCommand["player"]) {
  const notes: { onset: number; end: number; pitch: number; velocity: number }[] = [];
  for (const command of heard) {
    if (command.kind === "release" || command.kind === "silence") {
      if (command.kind === "release" && command.player !== player) continue;
      const kept = notes.filter((note) => note.onset <= command.at);
      for (const note of kept) note.end = Math.min(note.end, command.at + command.fade);
      notes.splice(0, notes.length, ...kept);
    } else if (command.player === player && command.kind === "noteOn") {
      const { at, pitch, velocity } = command;
      notes.push({ onset: at, end: Number.POSITIVE_INFINITY, pitch, velocity });
    } else if (command.player === player && command.kind === "noteOff") {
      const open = notes.find(
        (note) => note.pitch === command.pitch && note.onset < command.at && note.end > command.at,
      );
      if (open) open.end = command.at;
    }
  }
  return notes;
}
