import type { Partner } from "./partner.ts";
import type { Technique } from "./technique.ts";

/** The therapist wants quiet: the partner plays nothing and goes on listening, until another card is tapped. */
export const silence: Technique = {
  name: "silence",
  label: "Silence",
  card: true,
  keepsTime: false,
  react({ partner }, cue) {
    const silent: Partner = { ...partner, state: "silent", spaceEndsAt: null };
    return cue.kind === "enter" ? { partner: silent, decision: "Silent, and listening" } : { partner: silent };
  },
};
