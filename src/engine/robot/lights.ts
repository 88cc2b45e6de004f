import type { Millis } from "../time/units.ts";
import type { LightColour, LightCommand } from "./command.ts";
import type { Scene } from "./cue.ts";

/** How the ring looks. */
export type Look = "dark" | "dim" | "soft" | "warm";

/** What the ring was told last. */
export interface Lights {
  readonly look: Look;
  readonly at: Millis;
}

/** Dark, for ever. */
export const DARK: Lights = { look: "dark", at: Number.NEGATIVE_INFINITY };

/** Never brighter, of full brightness; no change is shorter, and none begins sooner after another. */
const BRIGHTEST = 0.3;
const SHORTEST: Millis = 300;
const APART: Millis = 1_000;

const LOOKS: Readonly<Record<Look, { colour: LightColour; brightness: number; over: Millis }>> = {
  dark: { colour: "cool", brightness: 0, over: 1_000 },
  dim: { colour: "cool", brightness: 0.06, over: 800 },
  soft: { colour: "cool", brightness: 0.2, over: 500 },
  warm: { colour: "warm", brightness: BRIGHTEST, over: 1_000 },
};

/**
 * Turns the ring to a look, if it may change now. Changes are a second apart, so that nothing flashes; steady lights know dark
 * and dim alone.
 */
export function lightTo(
  lights: Lights,
  scene: Scene,
  at: Millis,
  wanted: Look,
): { lights: Lights; commands: LightCommand[] } {
  const look = scene.lights === "off" || scene.level === "off" ? "dark" : scene.lights === "still" ? "dim" : wanted;
  if (look === lights.look || at < lights.at + APART || !scene.body.ring) return { lights, commands: [] };
  return { lights: { look, at }, commands: [lightCommand(at, look)] };
}

/** Steady and dim, whatever was before: for STOP. Going down is never a flash. */
export function dimNow(lights: Lights, scene: Scene, at: Millis): { lights: Lights; commands: LightCommand[] } {
  const look = lights.look === "dark" ? "dark" : "dim";
  if (!scene.body.ring) return { lights, commands: [] };
  return { lights: { look, at }, commands: [lightCommand(at, look)] };
}

function lightCommand(at: Millis, look: Look): LightCommand {
  const { colour, brightness, over } = LOOKS[look];
  return { kind: "light", at, colour, brightness: Math.min(BRIGHTEST, brightness), over: Math.max(SHORTEST, over) };
}
