import type { PlannedPhase, PlanOptions } from "../../engine/session/plan.ts";

/** A plan under a name, for any child. */
export interface KeptPlan {
  readonly name: string;
  readonly phases: readonly PlannedPhase[];
  readonly options: PlanOptions;
}

/** How a session was planned, and how long each phase took. */
export interface LastSession {
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly phases: readonly (PlannedPhase & {
    /** Minutes that it took, all its turns together; 0 for a phase that was left out. */
    readonly took: number;
  })[];
  readonly options: PlanOptions;
}

/** What a therapist can plan from. */
export interface KeptPlans {
  readonly kept: readonly KeptPlan[];
  /** How the last session of the child whose room is open was planned, and how it went; null where there was none with a plan. */
  readonly last: LastSession | null;
}
