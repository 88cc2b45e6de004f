import type { Millis } from "../time/units.ts";
import { feelTouch, giveBack, nodToTouch } from "./answering.ts";
import { begin, type Choreography, REPLY, type Reaction, upToSpace } from "./choreography.ts";
import type { RobotCommand } from "./command.ts";
import type { Cue, Doing, Scene } from "./cue.ts";
import { type Gesture, repeatGesture } from "./gesture.ts";
import { type Guard, REST } from "./guard.ts";
import { dimNow } from "./lights.ts";
import { mannerIn, sizeFor, sizeSet } from "./manner.ts";
import { broken, settle, standingMotion, stillFrom, unknownMotion } from "./motion.ts";
import { gestureNamed } from "./repertoire.ts";
import { advance } from "./sending.ts";

/** No more strokes than this are echoed: what is longer is no longer counted by anybody. */
const MOST_ECHOED = 5;
/** So much time before a space is kept for "your turn"; what does not fit before it is left out. */
const CHILDS_TURN: Millis = 3_000;

/**
 * One step of the robot: what happened goes in, what it is to do comes out. Pure. Whatever the cues, what leaves is inside the
 * limits, and nothing moves while somebody is within reach, in a space, or before a person armed it and looked.
 */
export function choreograph(state: Choreography, cue: Cue, scene: Scene): Reaction {
  const dance = (scene.autonomy ?? "all") === "all" ? state.dance : null;
  const told = { ...state, dance, motion: settle(state.motion, cue.at), said: null };
  const reacted = react(told, cue, scene);
  const advanced = advance(nodToTouch(reacted.choreography, scene, cue.at), scene, cue.at);
  const commands = [...reacted.commands, ...advanced.commands];
  const { choreography } = advanced;
  const { space } = choreography.guard;
  if (choreography.stance !== "myTurn" || choreography.script.length > 0 || !space || space.begins <= cue.at)
    return { ...advanced, commands };
  // Its own turn is shown and all sent: the child's comes next, before the space.
  const turned = advance(turnBeforeSpace(choreography, scene, space, cue.at), scene, cue.at);
  return { ...turned, commands: [...commands, ...turned.commands] };
}

interface Reacted {
  readonly choreography: Choreography;
  readonly commands: readonly RobotCommand[];
}

const only = (choreography: Choreography): Reacted => ({ choreography, commands: [] });

function react(state: Choreography, cue: Cue, scene: Scene): Reacted {
  const { at } = cue;
  const { guard } = state;
  const named = (name: string): Gesture | undefined => gestureNamed(scene.repertoire, name);
  switch (cue.kind) {
    case "partner":
      return only(follow({ ...state, guard: spaceWith(guard, cue.doing, at) }, scene, cue.doing, cue.card, at));
    case "space":
      return only(turnBeforeSpace(state, scene, cue, at));
    case "spaceOver":
      return only({ ...state, guard: { ...guard, space: null } });
    case "onset": {
      const heard = { ...state, guard: { ...guard, childAt: at } };
      return only(cue.pad && scene.mirrorsPads && !onlyAsked(scene) ? mirror(heard, scene, at) : heard);
    }
    case "phrase":
      return only(echo(state, scene, cue.strokes, at));
    case "giveBack":
      return only(onlyAsked(scene) ? state : giveBack(state, scene, cue, at));
    case "touch": {
      const felt = feelTouch(state, cue.touched, at);
      return { choreography: felt.state, commands: felt.holds ? [{ kind: "hold", at }] : [] };
    }
    case "pause":
      return only({ ...state, script: [], stance: null, guard: { ...guard, paused: true } });
    case "go":
      return only(
        begin({ ...state, guard: { ...guard, paused: false } }, scene, onlyAsked(scene) ? undefined : named("go"), at),
      );
    case "gesture":
      return show(state, scene, cue.name, at);
    case "stop": {
      const dimmed = dimNow(state.lights, scene, at);
      const stopped = { ...guard, armed: false, clear: false, stopped: true };
      const frozen = {
        ...state,
        guard: stopped,
        motion: broken(state.motion, at),
        script: [],
        stance: null,
        dance: null,
        owed: null,
      };
      return {
        choreography: { ...frozen, lights: dimmed.lights },
        commands: [{ kind: "freeze", at }, ...dimmed.commands],
      };
    }
    case "quiet":
      return only({ ...state, script: [], stance: null, guard: { ...guard, quiet: cue.on } });
    case "break": {
      const paused = { ...state, guard: { ...guard, onBreak: cue.on } };
      return only(cue.on ? goToRest(paused, scene, at) : followAnew(paused, scene, at));
    }
    case "rest":
      return only(goToRest(state, scene, at));
    case "reach":
      return cue.within
        ? holdForReach(state, at)
        : only({ ...state, guard: { ...guard, within: false, reachedAt: at } });
    case "clear":
      return only(followAnew({ ...state, guard: { ...guard, clear: true } }, scene, at));
    case "armed": {
      const armed = { ...guard, armed: true, stopped: false, clear: false };
      const motion = cue.pose ? standingMotion(scene.body, cue.pose) : unknownMotion(scene.body);
      return only({ ...state, guard: armed, motion, script: [], stance: null });
    }
    case "lost": {
      const lost = { ...guard, armed: false, clear: false, touched: false };
      const left = { ...state, guard: lost, script: [], stance: null, dance: null, owed: null };
      return only({ ...left, motion: unknownMotion(scene.body) });
    }
    case "wake":
      return only(state);
  }
}

/** The partner does something else, or with another card. */
function follow(state: Choreography, scene: Scene, doing: Doing, card: string, at: Millis): Choreography {
  if (doing === state.doing && card === state.card) return state;
  const manner = mannerIn(scene, card);
  const dances = doing === "accompanying" || doing === "playing";
  const next = { ...state, doing, card, dance: dances ? manner.dance : null };
  const left = state.dance !== null && next.dance === null ? { ...next, script: [] } : next;
  const greeting = card === state.card ? null : manner.greeting;
  if (greeting) return greeting === REST ? goToRest(left, scene, at) : beginNamed(left, scene, greeting, at);
  return showTurn(left, scene, at);
}

/** The space that there is when the partner does this: one that nobody told of has no end yet. */
function spaceWith(guard: Guard, doing: Doing, at: Millis): Guard {
  const { space } = guard;
  if (doing === "space") return { ...guard, space: space ?? { begins: at, ends: Number.POSITIVE_INFINITY } };
  return doing !== "waiting" && space !== null && space.begins <= at ? { ...guard, space: null } : guard;
}

/** After a pause of its own the robot takes up what the partner does now. */
function followAnew(state: Choreography, scene: Scene, at: Millis): Choreography {
  const { doing, card } = state;
  return follow({ ...state, doing: "silent", card, stance: null }, scene, doing, card, at);
}

/** Whether it may do nothing but what the therapist asks for. */
const onlyAsked = ({ autonomy }: Scene): boolean => autonomy === "asked";

/** Whose turn it is, by a gesture; one of the child's that is being given back goes first. */
function showTurn(state: Choreography, scene: Scene, at: Millis): Choreography {
  if (at < state.answersUntil && state.doing !== "ending" && state.doing !== "silent") return state;
  const { turns } = mannerIn(scene, state.card);
  switch (state.doing) {
    case "breath":
    case "playing":
    case "offerAgain": {
      const { space } = state.guard;
      if (!turns || state.stance === "myTurn") return state;
      const until = space ? space.begins - CHILDS_TURN : undefined;
      return beginNamed(state, scene, "myTurn", at, { latest: at + REPLY.most, ...(until !== undefined && { until }) });
    }
    case "listening":
      if (onlyAsked(scene)) return state;
      return state.stance === "listen" ? state : beginNamed(state, scene, "listen", at);
    case "ending":
      if (onlyAsked(scene)) return state;
      return state.stance === "bow" ? state : beginNamed(state, scene, "bow", at);
    case "silent":
      return state.stance === REST ? state : goToRest(state, scene, at);
    case "accompanying":
    case "space":
    case "waiting":
    case "stopped":
      return state;
  }
}

/** Before a space the robot turns to the child, if there is time, and is still when it begins: the stillness is the cue. */
function turnBeforeSpace(
  state: Choreography,
  scene: Scene,
  { begins, ends }: { begins: Millis; ends: Millis },
  at: Millis,
): Choreography {
  const guard = { ...state.guard, space: { begins, ends } };
  const coming = { ...state, guard, script: upToSpace(state.script, guard) };
  const free = { ...coming, dance: null };
  if (at < state.answersUntil || onlyAsked(scene)) return free;
  for (const name of mannerIn(scene, state.card).turns ? ["yourTurn", "look"] : ["look"]) {
    const turned = beginNamed(free, scene, name, at, { until: begins, late: true });
    if (turned.stance === name && turned.script !== free.script) return turned;
  }
  return free;
}

/** A tap for each of the child's strokes, smaller. */
function echo(state: Choreography, scene: Scene, strokes: number, at: Millis): Choreography {
  const manner = mannerIn(scene, state.card);
  const drum = gestureNamed(scene.repertoire, "drum");
  if (!manner.echoes || strokes < 1 || !drum) return state;
  const taps = repeatGesture(drum, Math.min(MOST_ECHOED, Math.floor(strokes)));
  return begin(state, scene, taps, at, { size: sizeOf(state, scene), latest: at + REPLY.most });
}

/** One tap for a stroke; strokes that come while it moves are part of it. */
function mirror(state: Choreography, scene: Scene, at: Millis): Choreography {
  if (state.script.length > 0 || stillFrom(state.motion) > at + REPLY.most || state.dance) return state;
  return beginNamed(state, scene, "drum", at, { size: sizeOf(state, scene), latest: at + REPLY.most });
}

/** A gesture by the therapist's hand. */
function show(state: Choreography, scene: Scene, name: string, at: Millis): Reacted {
  if (name === "freeze") return { choreography: hold(state, at), commands: [{ kind: "hold", at }] };
  if (name === REST) return only(goToRest(state, scene, at));
  if (name === "celebrate" && !scene.mayCelebrate)
    return only({ ...state, said: "Celebrating is off for this child." });
  return only(beginNamed(state, scene, name, at));
}

function goToRest(state: Choreography, scene: Scene, at: Millis): Choreography {
  return begin({ ...state, script: [], dance: null }, scene, gestureNamed(scene.repertoire, REST), at);
}

function holdForReach(state: Choreography, at: Millis): Reacted {
  const guard = { ...state.guard, within: true, reachedAt: at };
  if (state.motion.moves.length === 0) return only({ ...state, guard, script: [] });
  // The dance goes on by itself once nobody is within reach.
  return { choreography: { ...hold(state, at), dance: state.dance, guard }, commands: [{ kind: "hold", at }] };
}

function hold(state: Choreography, at: Millis): Choreography {
  return { ...state, motion: broken(state.motion, at), script: [], stance: null, dance: null };
}

function beginNamed(
  state: Choreography,
  scene: Scene,
  name: string,
  at: Millis,
  how: Parameters<typeof begin>[4] = {},
): Choreography {
  return begin(state, scene, gestureNamed(scene.repertoire, name), at, { size: sizeSet(scene), ...how });
}

function sizeOf(state: Choreography, scene: Scene): number {
  return sizeFor(mannerIn(scene, state.card), scene);
}
