import type { Millis } from "../time/units.ts";
import type { RemarkEvent } from "./event.ts";
import type { Session } from "./session.ts";
import { addTag, changeTag, removeTag, reopenTag } from "./tags.ts";

/** When it was seen: never later than it was told. */
function seenAt({ at, seen }: Extract<RemarkEvent, { kind: "tag" }>): Millis {
  return seen === undefined || Number.isNaN(seen) ? at : Math.max(0, Math.min(at, seen));
}

/** What the therapist notes while the music goes on. It changes no note of it. */
export function noteRemark(session: Session, event: RemarkEvent): Session {
  switch (event.kind) {
    case "tag":
      return { ...session, tags: addTag(session.tags, seenAt(event), event) };
    case "tagNote":
      return { ...session, tags: changeTag(session.tags, event.id, { note: event.note }) };
    case "tagUndo":
      return { ...session, tags: removeTag(session.tags, event.id) };
    case "tagReopen":
      return { ...session, tags: reopenTag(session.tags, event.id) };
    case "note":
      return session;
  }
}
