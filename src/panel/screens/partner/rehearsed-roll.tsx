import type { Rehearsal, RehearsedNote } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

const WIDTH = 600;
const LANE = 72;
const EDGE = 8;

/** A minute of notes: the child's, the partner's as it was, and as it would be. The table beside it says it in figures. */
export function RehearsedRoll({ picture }: { picture: Rehearsal["picture"] }) {
  const { partner } = words.value;
  const lanes = [
    ["child", partner.lanes.child, picture.child],
    ["partner was", partner.lanes.was, picture.was],
    ["partner", partner.lanes.now, picture.now],
  ] as const;
  const pitches = lanes.flatMap(([, , notes]) => notes.map(([, , pitch]) => pitch));
  const [low, high] = [Math.min(48, ...pitches), Math.max(72, ...pitches)];
  const y = (pitch: number): number => EDGE + ((high - pitch) / (high - low)) * (LANE - 2 * EDGE - 4);
  return (
    <div class="lanes" role="img" aria-label={partner.rollLabel}>
      {lanes.map(([kind, name, notes]) => (
        <div key={kind}>
          <span>{name}</span>
          <svg viewBox={`0 0 ${WIDTH} ${LANE}`} preserveAspectRatio="none" class={`lane ${kind}`} aria-hidden="true">
            <rect class="ground" width={WIDTH} height={LANE} />
            {notes.map((note) => (
              <Bar key={note.join(" ")} note={note} length={picture.length} top={y(note[2])} />
            ))}
          </svg>
        </div>
      ))}
    </div>
  );
}

function Bar({ note, length, top }: { note: RehearsedNote; length: number; top: number }) {
  const [onset, duration] = note;
  return (
    <rect
      x={(WIDTH * onset) / length}
      y={top}
      width={Math.max(2, (WIDTH * duration) / length)}
      height="4"
      class="note"
    />
  );
}
