import type { RemarkEvent } from "./event.ts";
import type { Session } from "./session.ts";
import { addTag, changeTag, removeTag } from "./tags.ts";

/** What the therapist notes while the music goes on. It changes no note of it. */
export function noteRemark(session: Session, event: RemarkEvent): Session {
  switch (event.kind) {
    case "tag":
      return { ...session, tags: addTag(session.tags, event.at, event.name, event.detail) };
    case "tagNote":
      return { ...session, tags: changeTag(session.tags, event.id, { note: event.note }) };
    case "tagUndo":
      return { ...session, tags: removeTag(session.tags, event.id) };
    case "note":
      return session;
  }
}
