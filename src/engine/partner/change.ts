import { inMode, type Key } from "../music/key.ts";
import { pitchClass } from "../music/note.ts";
import { scaleOf } from "../music/scale.ts";
import { writtenIn } from "../music/transcription.ts";
import type { Bpm, Millis } from "../time/units.ts";
import { accompany, type Beat, type Style } from "./accompaniment.ts";
import { BEATS_IN_BAR, beginsBar } from "./grid.ts";
import { askedKey } from "./hearing.ts";
import { plainLayers, wishOf } from "./manner.ts";
import type { PlannedNote } from "./partner.ts";
import { type ChangeMemory, DIMENSIONS, type Dimension } from "./remembered.ts";
import type { Cue, Reaction, Scene, Technique } from "./technique.ts";
import { homeBass, playLayers, strike } from "./voices.ts";

/** At most one change in this time (practice.md 5). */
const EVERY: Millis = 20_000;
/** One change of tempo, as a share, away from where it is towards the middle; and of register, in octaves. */
const TEMPO = 0.1;
const MIDDLE: Bpm = 94;
const REGISTER = 0.6;

/** Whether two keys have the same notes, as a relative has. */
function hasNotesOf(one: Key, other: Key): boolean {
  const notes = (key: Key) => scaleOf(key, []).steps.map((step) => pitchClass(key.tonic + step));
  return notes(one).every((note) => notes(other).includes(note));
}

function nextAfter(dimension: Dimension | null): Dimension {
  const place = dimension === null ? -1 : DIMENSIONS.indexOf(dimension);
  return DIMENSIONS[(place + 1) % DIMENSIONS.length] ?? "tempo";
}

/** The bass of a lead-in, as degrees. */
const WALK = [-4, -3, -2, -1] as const;

/** The announcement: for one bar the bass walks up to its home, note by note of the scale. */
function leadIn(beat: Beat): PlannedNote[] {
  const { grid, harmony } = beat;
  const walk = writtenIn(harmony.key, harmony.scale, WALK);
  const pitch = homeBass(beat) + 12 + (walk[grid.index % BEATS_IN_BAR] ?? 0);
  return strike(beat, { layer: "bass", pitch, part: 0, beats: 0.7, change: 0, voice: "bass" });
}

function styleFor({ next, announcedAt, tempo, register, key }: ChangeMemory, asked: Key | undefined): Style {
  const announcing = next !== null && announcedAt !== null;
  return {
    says: "Invites something new, one thing at a time",
    follow: 1,
    pace: 1,
    tempo: tempo ?? undefined,
    // A scale that was set since stands before what this card made of the one before.
    key: key && (asked?.scale === undefined || hasNotesOf(key, asked)) ? key : undefined,
    wish: (scene) => {
      const wish = wishOf(scene);
      return { ...wish, register: wish.register + register, layers: { ...plainLayers(scene), line: 0 } };
    },
    fill: (beat) =>
      announcing ? [...leadIn(beat), ...playLayers(beat).filter(({ voice }) => voice !== "bass")] : playLayers(beat),
  };
}

interface Told {
  readonly memory: ChangeMemory;
  readonly decision?: string;
}

/** The change that was announced. */
function carryOut(scene: Scene, memory: ChangeMemory, dimension: Dimension, at: Millis): Told {
  const { sounding, harmony } = scene.partner;
  const done = { ...memory, next: null, announcedAt: null, changedAt: at };
  switch (dimension) {
    case "tempo": {
      const { least, most } = scene.tempoRange;
      const faster = sounding.tempo < MIDDLE;
      const tempo = Math.max(least, Math.min(most, sounding.tempo * (faster ? 1 + TEMPO : 1 - TEMPO)));
      return { memory: { ...done, tempo }, decision: `${faster ? "Faster" : "Slower"}, to ${Math.round(tempo)} BPM` };
    }
    case "register": {
      const register = memory.register > 0 ? 0 : REGISTER;
      return { memory: { ...done, register }, decision: register > 0 ? "Higher" : "Lower again" };
    }
    case "mode": {
      const { key } = harmony;
      const changed = inMode(key, key.mode === "major" ? "minor" : "major");
      if (changed === key) return { memory: done, decision: "Keeps to the scale that is set" };
      return { memory: { ...done, key: changed }, decision: `To ${changed.mode}, with the same notes` };
    }
  }
}

/** What a bar line brings: the announcement, once it may be, and a bar later the change. */
function atBar(scene: Scene, memory: ChangeMemory, at: Millis): Told {
  const { next, announcedAt, changedAt } = memory;
  // A new tempo is an invitation: after a while the child's own is followed again.
  const invited = changedAt !== null && at - changedAt < EVERY;
  if (next === null) return { memory: invited ? memory : { ...memory, tempo: null } };
  if (announcedAt !== null) return carryOut(scene, memory, next, at);
  const { grid } = scene.partner;
  const bar = grid ? BEATS_IN_BAR * (60_000 / scene.partner.sounding.tempo) : 0;
  if (changedAt !== null && at + bar - changedAt < EVERY) return { memory };
  return { memory: { ...memory, announcedAt: at }, decision: `Announces a change of ${next}` };
}

function tell(scene: Scene, cue: Cue): Told {
  const { grid, remembered, changed } = scene.partner;
  const before = remembered?.kind === "change" ? remembered : null;
  if (cue.kind === "enter" || !before) {
    const next = nextAfter(changed);
    const nothing = { announcedAt: null, changedAt: null, tempo: null, register: 0, key: null };
    return { memory: { kind: "change", next, ...nothing } };
  }
  if (cue.kind === "tap" && cue.tap === "change" && before.next === null) {
    const next = nextAfter(changed);
    return {
      memory: { ...before, next },
      decision: `Will change ${next}, when 20 s have passed since the last change`,
    };
  }
  return cue.kind === "wake" && cue.name === "beat" && grid && beginsBar(grid)
    ? atBar(scene, before, cue.at)
    : { memory: before };
}

function react(scene: Scene, cue: Cue): Reaction {
  const { memory, decision } = tell(scene, cue);
  const reaction = accompany(scene, cue, styleFor(memory, askedKey(scene)));
  const before = scene.partner.remembered?.kind === "change" ? scene.partner.remembered : null;
  const changed = before?.next && memory.next === null ? before.next : scene.partner.changed;
  const told = { ...reaction, partner: { ...reaction.partner, remembered: memory, changed } };
  return decision ? { ...told, decision } : told;
}

/** Change: tempo, register or mode, one at a time, each announced by a bar and none within 20 s of the last. */
export const change: Technique = { name: "change", label: "Change", card: true, keepsTime: true, react };
