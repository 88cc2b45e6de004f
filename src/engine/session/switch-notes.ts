import type { SwitchNote } from "../instruments/play-key.ts";
import { motifsHeard } from "../listening/readouts.ts";
import { pitchOfDegree } from "../music/scale.ts";
import { stepsOf } from "../music/scales.ts";
import type { Pitch } from "../time/units.ts";
import type { Session } from "./session.ts";

/** Nothing in a scale of five notes sounds wrong with anything. */
const FIVE_NOTES = { major: "majorPentatonic", minor: "minorPentatonic" } as const;
const MIDDLE: Pitch = 60;

/**
 * The notes of a switch. Of the scale: from the tonic near middle C an octave up and down again, in the home that the therapist
 * set, else in C. Of the tune: the one that the child came back to last, over and over; before there is one, the scale.
 */
export function switchNoteOf(session: Session): SwitchNote {
  return (of, count) => {
    const tune = of === "tune" ? motifsHeard(session.listening.child).findLast(({ pad }) => !pad) : undefined;
    return tune?.pitches[count % tune.pitches.length] ?? noteOfScale(session, count);
  };
}

function noteOfScale({ steering }: Session, count: number): Pitch {
  const home = steering.key ?? { tonic: 0, mode: "major" };
  const steps = stepsOf("scale" in home ? home.scale : FIVE_NOTES[home.mode]);
  const round = 2 * steps.length;
  const place = count % round;
  const degree = place <= steps.length ? place : round - place;
  return MIDDLE + (home.tonic <= 6 ? home.tonic : home.tonic - 12) + pitchOfDegree({ steps }, degree);
}
