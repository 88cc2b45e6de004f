/** Who makes music in the room. */
export type Player = "child" | "therapist" | "partner" | "robot";
