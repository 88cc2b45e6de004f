import type { PlayedNote } from "../listening/phrase.ts";
import { tempoOf } from "../listening/pulse.ts";
import { keyHeard } from "../listening/readouts.ts";
import type { Key } from "../music/key.ts";
import { anchorOf, type Segment } from "../music/segment.ts";
import { hear, openStream, type Stream } from "../music/stream.ts";
import type { Bpm, Pitch } from "../time/units.ts";
import { PPQ } from "../time/units.ts";
import { segmentFromPhrase } from "./material.ts";
import type { Partner } from "./partner.ts";
import type { Scene } from "./technique.ts";
import { keyInForce } from "./tones.ts";

/** The child's phrases kept as material. */
const MOST_MATERIAL = 32;
/** No stretch of this many quarter notes comes twice in a session: four bars of 4/4. */
const FRESH_QUARTERS = 16;

/** A phrase as the networks hear it, with what it is counted in. */
export interface HeardPhrase {
  readonly segment: Segment;
  readonly stream: Stream;
  readonly tempo: Bpm;
  readonly key: Key;
  readonly anchor: Pitch;
}

/** The key that was asked for, or what holds while one scale gives way to another; undefined where the child's is followed. */
export function askedKey({ steering, partner }: Pick<Scene, "steering" | "partner">): Key | undefined {
  return keyInForce(partner.blend, steering.key);
}

/** The key that holds now: the set one, the child's where it is known, or the one before, without the scale that was set for it. */
export function keyNow(scene: Pick<Scene, "steering" | "partner" | "listening">): Key {
  const { tonic, mode } = scene.partner.key;
  return askedKey(scene) ?? keyHeard(scene.listening) ?? { tonic, mode };
}

/** Hears a phrase with pitches, at least one note of it; the partner is left as it was. */
export function hearPhrase(scene: Scene, phrase: readonly PlayedNote[]): HeardPhrase {
  const { partner, networks, random } = scene;
  const tempo = Math.max(scene.tempoRange.least, Math.min(scene.tempoRange.most, tempoOf(scene.listening)));
  const key = keyNow(scene);
  const anchor = anchorOf(
    phrase.map((note) => ({ pitch: note.pitch, duration: note.duration ?? 1 })),
    key.tonic,
  );
  const segment = segmentFromPhrase(phrase, tempo, anchor, partner.material.length);
  const kind = { minor: key.mode === "minor", triple: false };
  const opened = partner.stream ?? openStream(networks, kind, FRESH_QUARTERS * PPQ, random);
  return { segment, stream: hear(opened, segment, networks), tempo, key, anchor };
}

/** The partner with a phrase among its material, heard by its networks. What was struck on pads alone has no pitch to hear. */
export function takeIn(scene: Scene, phrase: readonly PlayedNote[]): Partner {
  const pitched = phrase.filter(({ pad }) => !pad);
  if (pitched.length === 0) return scene.partner;
  const { segment, stream, key } = hearPhrase(scene, pitched);
  return withMaterial({ ...scene.partner, stream, key }, segment);
}

/** The partner with one more segment of the child's. */
export function withMaterial(partner: Partner, segment: Segment): Partner {
  return { ...partner, material: [...partner.material, segment].slice(-MOST_MATERIAL) };
}
