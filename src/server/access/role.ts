/** What a device may be in the room. `child` and `speaker` are pages rather than people: the child's view, and a loudspeaker. */
export const ROLES = ["therapist", "assistant", "observer", "researcher", "administrator", "child", "speaker"] as const;
export type Role = (typeof ROLES)[number];
