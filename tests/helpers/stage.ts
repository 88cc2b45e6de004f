import type { PartnerState } from "../../src/engine/partner/partner.ts";
import { DEFAULT_STEERING, type Steering } from "../../src/engine/partner/steering.ts";
import type { EegOut, InstrumentListener, SoundOut } from "../../src/engine/ports.ts";
import { Conductor } from "../../src/engine/run/conductor.ts";
import { Lookahead } from "../../src/engine/run/lookahead.ts";
import { writeEntry } from "../../src/engine/run/replay.ts";
import type { Command, SoundCommand } from "../../src/engine/session/command.ts";
import type { NoteOnEvent, SessionEvent } from "../../src/engine/session/event.ts";
import { DEFAULT_PROFILE } from "../../src/engine/session/profile.ts";
import type { Resources, SessionSettings } from "../../src/engine/session/session.ts";
import { type View, viewOf } from "../../src/engine/session/view.ts";
import { SimulatedClock } from "../../src/engine/time/clock.ts";
import { PretendChild, type PretendChildSettings } from "../../src/hardware/child/pretend-child.ts";
import { loadResources } from "../../src/server/resources.ts";
import { type SoundingNote, soundingNotes } from "./sounding-notes.ts";

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
  robot: null,
};

/** What a stage is opened with, as far as it differs from {@link SETTINGS}. */
export type Changes = Partial<Omit<SessionSettings, "steering">> & { readonly steering?: Partial<Steering> };

/** The partner from `at` on, until the next of these. `state` is the one the panel shows: "stopped" after STOP, "silent" in a break. */
export interface Moment {
  readonly at: number;
  readonly state: PartnerState;
  readonly technique: string;
  /** End of the space that the partner leaves; null outside one. */
  readonly spaceEndsAt: number | null;
}

/** A session in simulated time, with everything written down. Session time is clock time. */
export class Stage {
  readonly clock = new SimulatedClock();
  readonly conductor: Conductor;
  readonly log: { event: SessionEvent; commands: readonly Command[] }[] = [];
  /** What reached the sound output, in order. */
  readonly heard: SoundCommand[] = [];
  /** Where the partner was, in order of time: an entry for each change. */
  readonly moments: Moment[] = [];
  #child: PretendChild | undefined;

  constructor({ steering, ...changes }: Changes = {}, eegs: readonly EegOut[] = []) {
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
      new Lookahead(this.clock, [output], 0, [], eegs),
      (event, commands) => {
        this.log.push({ event, commands });
        this.#noteMoment(event.at);
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

  /** The partner's notes that really sounded: not dropped, ended where they ended. In order of onset. */
  get partnerNotes(): SoundingNote[] {
    return soundingNotes(this.heard, "partner");
  }

  /** The child's keys and pads as they went down, in order. */
  get childOnsets(): NoteOnEvent[] {
    return this.log.flatMap(({ event }) => (event.kind === "noteOn" && event.player === "child" ? [event] : []));
  }

  /** Where the partner was at a time; undefined before the first event. */
  momentAt(at: number): Moment | undefined {
    return this.moments.findLast((moment) => moment.at <= at);
  }

  /** The pretend child that plays, or played last. Throws when there was none. */
  get child(): PretendChild {
    if (!this.#child) throw new Error("no pretend child plays on this stage");
    return this.#child;
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

  /** Lets a pretend child play for a while; one that played before leaves. */
  pretend(
    character: string,
    seed: number,
    span: number,
    options: Omit<PretendChildSettings, "name" | "character" | "seed"> = {},
  ): this {
    const listener: InstrumentListener = {
      noteOn: ({ at, ...note }) => this.conductor.dispatch({ kind: "noteOn", ...note }, at),
      noteOff: ({ at, ...note }) => this.conductor.dispatch({ kind: "noteOff", ...note }, at),
      status: () => {},
    };
    this.#child?.rest();
    this.#child = new PretendChild({ name: "child", character, seed, ...options }, this.clock, listener);
    this.#child.play();
    return this.wait(span);
  }

  #noteMoment(at: number): void {
    const { session } = this.conductor;
    const { partner: state, space } = viewOf(session, at);
    const { technique } = session;
    const last = this.moments.at(-1);
    if (last?.state === state && last.technique === technique && last.spaceEndsAt === space.endsAt) return;
    this.moments.push({ at, state, technique, spaceEndsAt: space.endsAt });
  }
}

/** A technique with a pretend child for some minutes. */
export interface Scene extends Changes {
  /** Name of the child's character. */
  readonly child: string;
  readonly minutes: number;
  /** Of the session and of the child. */
  readonly seed?: number;
  /** How the child plays, where its character leaves it open. */
  readonly playing?: Omit<PretendChildSettings, "name" | "character" | "seed">;
}

/**
 * Plays a whole session in simulated time: Start, the technique with the pretend child for so many minutes, the end, and two
 * seconds more in which the last note fades.
 */
export function playScene({ child, minutes, seed = 1, playing = {}, ...changes }: Scene): Stage {
  const stage = new Stage({ seed, ...changes }).start().pretend(child, seed, minutes * 60_000, playing);
  stage.child.rest();
  stage.conductor.dispatch({ kind: "finish" });
  return stage.wait(2_000);
}
