import type { ChildCard, LoudnessPicture } from "../../../server/protocol.ts";
import { pitchName, words } from "../../language.ts";
import { TILE_NAMES } from "../../sound/tiles.ts";
import { DRUM_GROUPS, isGroupOff, isProgramOff } from "./disliked.ts";
import { ABSOLUTE, cappedBy, lightsFor, riseFor, topFor } from "./usual-limits.ts";

/** The level at the ear of a velocity, where the room was measured. */
export function earLevel(loudness: LoudnessPicture | undefined, velocity: number): number | undefined {
  const levels = loudness?.levels ?? [];
  const above = levels.find(([one]) => one >= velocity);
  return above && Math.round(above[1]);
}

/** All that holds for this child, in sentences, and what nobody can raise. */
export function EffectiveLimits({ card, loudness }: { card: ChildCard; loudness: LoudnessPicture | undefined }) {
  const { sounding } = words.value;
  const { limits } = card;
  const cap = cappedBy(limits);
  const level = earLevel(loudness, cap);
  const off = [
    ...TILE_NAMES.filter((sound) => isProgramOff(limits, sound)).map((sound) => sounding.names[sound]),
    ...DRUM_GROUPS.filter((group) => isGroupOff(limits, group)).map((group) => sounding.drums[group]),
  ];
  const sentences = [
    `${sounding.holdsLoudness(cap)} ${level === undefined ? sounding.holdsEarNot : sounding.holdsEar(level)}`,
    ...(level === undefined ? [] : [sounding.holdsHeld]),
    sounding.holdsRange(pitchName(limits.lowNote), pitchName(topFor(limits))),
    sounding.holdsRise(riseFor(limits)),
    sounding.holdsOnsets(limits.density),
    ...(limits.sensitive ? [sounding.holdsShelf] : []),
    off.length > 0 ? sounding.holdsOff(off.join(", ")) : sounding.holdsNothingOff,
    sounding.holdsLight[lightsFor(card)],
  ];
  return (
    <>
      <ul class="sentences">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <fieldset class="absolute" disabled>
        <legend>{sounding.absolute}</legend>
        <p class="muted">
          {sounding.absolutes(ABSOLUTE.velocity, pitchName(ABSOLUTE.topNote), ABSOLUTE.density, ABSOLUTE.rise)}
        </p>
      </fieldset>
    </>
  );
}
