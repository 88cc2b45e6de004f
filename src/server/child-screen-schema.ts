import { z } from "zod";
import { CHILD_MODES, MOST_TOKENS, PAD_LOOKS, USUAL_SCREEN } from "../engine/session/child-view.ts";
import { OWN_PICTURE, type OwnPicture, PICTURES } from "../engine/session/pictures.ts";

/** What is settled of a child's screen, as it stands in a rig and in a session's record. */
export const CHILD_SCREEN = z.strictObject({
  theme: z.enum(["light", "dim"]).default(USUAL_SCREEN.theme),
  mayMove: z.boolean().default(USUAL_SCREEN.mayMove),
  more: z.boolean().default(USUAL_SCREEN.more),
});

/** The name of a picture of the child's own. */
export const OWN = z.custom<OwnPicture>(
  (value) => typeof value === "string" && OWN_PICTURE.test(value),
  "must be a picture's name",
);

/** A picture's name: one of ours, or one of the child's own. */
export const PICTURE = z.union([z.enum(PICTURES), OWN]);

const TOKENS = z.strictObject({ left: z.int().min(0).max(MOST_TOKENS), of: z.int().min(1).max(MOST_TOKENS) });

const CARD = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("firstThen"), first: PICTURE, after: PICTURE }),
  z.strictObject({ kind: z.literal("change"), picture: PICTURE.nullable() }),
]);

/** What a panel may set of the child's screen; what is left out stays as it is. */
export const CHILD_VIEW_CHANGE = z
  .strictObject({
    mode: z.enum(CHILD_MODES),
    pads: z.int().min(1).max(12),
    look: z.enum(PAD_LOOKS),
    choices: z.array(PICTURE).min(2).max(4),
    tokens: TOKENS.nullable(),
    card: CARD.nullable(),
    breathes: z.boolean(),
    more: z.boolean(),
  })
  .partial();
