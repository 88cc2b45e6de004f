import type { Gate } from "./gate.ts";
import type { EegClassifier } from "./learner.ts";
import { type LinearForm, playLinear } from "./linear-form.ts";
import { playNetworks } from "./networks/network-classifier.ts";
import type { NetworkForm } from "./networks/network-form.ts";
import type { Reliability } from "./reliability.ts";

/** A rule that was learnt, as it is kept. */
export type RuleForm = NetworkForm | LinearForm;

/** All that a score is made by. */
export interface EegModel {
  /** What the rule is called: "logistic regression", "Elman network" … */
  readonly name: string;
  /** Site of each channel, in the order of the windows. */
  readonly montage: readonly string[];
  readonly rule: RuleForm;
  readonly gate: Gate;
  readonly reliability: Reliability;
}

/** The rule of a model, to be asked. Throws RangeError for a form that does not hold together. */
export function ruleOf({ rule, name }: Pick<EegModel, "rule" | "name">): EegClassifier {
  return rule.kind === "linear" ? playLinear(rule, name) : { ...playNetworks(rule), name };
}
