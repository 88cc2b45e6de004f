import { levelOf, velocityOf } from "../music/level.ts";
import { likenessOf } from "../music/likeness.ts";
import { pitchClass } from "../music/note.ts";
import { degreeOf, knownScale, pitchOfDegree } from "../music/scale.ts";
import { continueStream } from "../music/stream.ts";
import { chordOn, voiceTriad } from "../music/triad.ts";
import type { Decibels, Millis, Pitch } from "../time/units.ts";
import { PPQ, ticksToMillis } from "../time/units.ts";
import { type Footing, footingAt } from "./footing.ts";
import { BEATS_IN_BAR, periodOf } from "./grid.ts";
import { takeIn } from "./hearing.ts";
import { breathOf, ENTRY, isOffering, makeOffer, takeTurns } from "./offer.ts";
import { LEADING_PHRASE, played } from "./own-figures.ts";
import type { Partner, PlannedNote } from "./partner.ts";
import { steerOffer } from "./steered.ts";
import type { Reaction, Scene, Technique } from "./technique.ts";

/** How long the child is waited for. practice.md 5. */
const WAIT = { least: 5_000, most: 10_000 } as const;
/** A phrase to be completed: two bars, in few notes. */
const PHRASE = { beats: 2 * BEATS_IN_BAR, notes: 8, fewest: 3, density: 1 } as const;
/** The phrase stops so many beats before its end, where the last note would stand. */
const LEFT_OPEN = 2;
/** The cadence: its length, and its chord against its melody. */
const CADENCE: Millis = 1_500;
const CHORD: Decibels = -4;

/** The phrase both networks go on with, in the child's register; undefined before anything was heard, and where it is too short to lead anywhere. */
function composed(scene: Scene, footing: Footing): { notes: PlannedNote[]; partner: Partner } | undefined {
  const { stream, material } = scene.partner;
  const { tempo, key, scale, tonic, level } = footing;
  if (!stream?.place || material.length === 0) return undefined;
  const next = continueStream(
    stream,
    { library: scene.library, own: material },
    {
      scale,
      known: knownScale(key),
      low: Math.max(scene.range.low, tonic - 7) - tonic,
      high: Math.min(scene.range.high, tonic + 12) - tonic,
      tempo,
      bar: BEATS_IN_BAR * PPQ,
      self: likenessOf(material, false),
      mostTicks: (PHRASE.beats - LEFT_OPEN) * PPQ,
      mostNotes: PHRASE.notes,
      density: PHRASE.density,
      sampling: { temperature: 0.9, topP: 0.9 },
    },
    scene.networks,
  );
  const velocity = Math.max(1, Math.floor(velocityOf(level)));
  const notes = next.segment.notes.map(({ onset, duration, pitch }) => ({
    onset: ticksToMillis(onset, tempo),
    duration: ticksToMillis(duration, tempo),
    pitch: pitch + tonic,
    velocity,
  }));
  return notes.length < PHRASE.fewest ? undefined : { notes, partner: { ...scene.partner, stream: next.stream } };
}

/** The note before the last leads home: the step over the tonic, or the one under it, whichever is nearer. */
function leadHome(notes: readonly PlannedNote[], { scale, tonic }: Footing): { notes: PlannedNote[]; home: Pitch } {
  const last = notes[notes.length - 1];
  const from = (last?.pitch ?? tonic) - tonic;
  const octave = 12 * Math.round(from / 12);
  const [under, over] = [-1, 1].map((step) => octave + pitchOfDegree(scale, degreeOf(scale, 0) + step));
  const lead = Math.abs((over ?? 0) - from) <= Math.abs((under ?? 0) - from) ? over : under;
  return {
    notes: notes.map((note) => (note === last ? { ...note, pitch: tonic + (lead ?? 0) } : note)),
    home: tonic + octave,
  };
}

/** The tonic and its chord under it, softly. */
function cadenceOn(home: Pitch, { key, scale, level }: Footing, { range }: Scene): PlannedNote[] {
  const velocity = Math.max(1, Math.floor(velocityOf(level)));
  const tones = chordOn(scale, 0).map((step) => pitchClass(key.tonic + step));
  const centre = Math.max(range.low + 7, home - 8);
  const chord = voiceTriad(tones, [], centre, range.low, Math.max(range.low + 24, home - 1));
  const under = Math.max(1, Math.floor(velocityOf(levelOf(velocity) + CHORD)));
  return [
    { onset: 0, duration: CADENCE, pitch: home, velocity },
    ...chord.map((pitch) => ({ onset: 0, duration: CADENCE, pitch, velocity: under, voice: "chords" as const })),
  ];
}

function offerPhrase(scene: Scene, at: Millis): Reaction {
  const footing = footingAt(scene, at);
  const own = composed(scene, footing) ?? { notes: played(LEADING_PHRASE, footing), partner: scene.partner };
  const { notes, home } = leadHome(own.notes, footing);
  const missing = steerOffer(scene, cadenceOn(home, footing, scene));
  const partner: Partner = {
    ...own.partner,
    key: footing.key,
    offeredAgain: 0,
    remembered: { kind: "complete", missing },
  };
  return {
    ...makeOffer(partner, steerOffer(scene, notes), at),
    ...(isOffering(scene.partner) ? { release: scene.steering.yieldFade } : {}),
    decision: "Plays a phrase without its last note, and leaves that to the child",
  };
}

/** The child plays the last note, whichever it chose: the partner comes home with it. */
function endTogether(scene: Scene, at: Millis, missing: readonly PlannedNote[]): Reaction {
  const { offer } = scene.partner;
  const made = makeOffer({ ...scene.partner, remembered: null }, missing, at);
  // What may be offered again is the phrase, not its end.
  return {
    ...made,
    partner: { ...made.partner, state: "playing", offer },
    decision: "Ends the phrase together with the child",
  };
}

/** Complete: a phrase without its last note; when the child plays, both end it together. */
export const complete: Technique = {
  name: "complete",
  label: "Complete",
  card: true,
  keepsTime: false,
  react(scene, cue) {
    const { partner, steering } = scene;
    if (cue.kind === "enter") {
      const { level, partner: entered } = takeTurns(scene, cue);
      return { ...offerPhrase({ ...scene, partner: entered }, cue.at + ENTRY), ...(level ? { level } : {}) };
    }
    if (cue.kind === "tap" && cue.tap === "again") return offerPhrase(scene, cue.at + breathOf(scene.steering, 0));
    if (cue.kind === "phrase") {
      const heard = { ...scene, partner: takeIn(scene, cue.phrase) };
      return offerPhrase(heard, cue.at + breathOf(scene.steering, periodOf(footingAt(scene, cue.at).tempo)));
    }
    const waits = partner.state === "space" || partner.state === "waiting";
    if (cue.kind === "onset" && waits && partner.remembered?.kind === "complete") {
      return endTogether(scene, cue.at, partner.remembered.missing);
    }
    return takeTurns(scene, cue, { space: Math.max(WAIT.least, Math.min(WAIT.most, steering.space)) });
  },
};
