import type { SwitchNote } from "../instruments/play-key.ts";
import { motifsHeard } from "../listening/readouts.ts";
import { pitchOfDegree } from "../music/scale.ts";
import type { Pitch } from "../time/units.ts";
import type { Session } from "./session.ts";

/** Five-note scales: nothing in them sounds wrong with anything. */
const FIVE_NOTES = { major: [0, 2, 4, 7, 9], minor: [0, 3, 5, 7, 10] } as const;
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
  const { tonic, mode } = steering.key ?? { tonic: 0, mode: "major" };
  const steps = FIVE_NOTES[mode];
  const round = 2 * steps.length;
  const place = count % round;
  const degree = place <= steps.length ? place : round - place;
  return MIDDLE + (tonic <= 6 ? tonic : tonic - 12) + pitchOfDegree({ steps }, degree);
}
