import type { Rig } from "../rig.ts";
import { type ChildCard, isAgreed } from "./child-card.ts";

/** The room for a child: the rig with the child's code, limits and habits in it. */
export function rigForChild(rig: Rig, card: ChildCard, today = new Date().toISOString().slice(0, 10)): Rig {
  // Where seizures are known or not asked after yet, no light moves.
  const lights = card.seizures === "no" ? card.robot.lights : card.robot.lights === "off" ? "off" : "still";
  const { nickname, limits } = card;
  return {
    ...rig,
    child: card.code,
    profile: nickname === "" ? limits : { ...limits, name: nickname },
    session: {
      ...rig.session,
      space: card.space,
      key: card.scale ?? rig.session.key,
      tunes: card.tunes,
      robot: { ...rig.session.robot, level: card.robot.level, lights },
      childScreen: { ...card.screen, mayMove: card.seizures === "no" && card.robot.lights === "slow" },
      mayRecord: isAgreed(card, "sessionData", today),
      ownNetworks: isAgreed(card, "training", today),
      warnings: card.warnings,
      eeg: { ...rig.session.eeg, mayRecord: isAgreed(card, "eeg", today) },
    },
  };
}
