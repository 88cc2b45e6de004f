import { z } from "zod";
import { SOUND_NAMES, SOUND_PLAYERS } from "../engine/session/sounds.ts";

const sound = z.enum(SOUND_NAMES);
const own = sound.nullable().exactOptional();

/** Whose sound is which, where it is not the usual one; null where all are off. */
export const SOUNDS = z.strictObject({ child: own, partner: own, therapist: own });

/** A sound for somebody. */
export const SOUND_CHOICE = z.strictObject({ player: z.enum(SOUND_PLAYERS), sound });
