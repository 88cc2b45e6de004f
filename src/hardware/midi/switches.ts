import type { Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { InputMessage } from "./held-keys.ts";

/** What a foot switch, pedal or pad sends, as it was learnt. `port`: its name without the address, which changes from plug to plug. */
export interface SwitchSign {
  readonly port: string;
  readonly kind: "note" | "controller" | "program";
  readonly channel: number;
  readonly number: number;
  /** A pedal that rests at 127 and is pressed at 0. */
  readonly inverted?: true | undefined;
}

/** Hears messages before the instruments do. */
export interface SwitchBoard {
  /** True for a message of a switch: it is no music. */
  hear(port: string, message: InputMessage): boolean;
}

/** One press bounces: what comes again so soon is the same press. */
const BOUNCE: Millis = 250;
/** A pedal that says nothing for so long is believed to be up. */
const HELD: Millis = 2_000;

interface Press {
  readonly sign: SwitchSign;
  readonly down: boolean;
}

/** What a message says of a switch; undefined for what no switch sends. */
function readPress(port: string, message: InputMessage): Press | undefined {
  const { _type: type, channel, note, velocity, controller, value, number } = message;
  if (typeof channel !== "number") return undefined;
  if ((type === "noteon" || type === "noteoff") && typeof note === "number") {
    return { sign: { port, kind: "note", channel, number: note }, down: type === "noteon" && velocity !== 0 };
  }
  if (type === "cc" && typeof controller === "number" && typeof value === "number") {
    return { sign: { port, kind: "controller", channel, number: controller }, down: value >= 64 };
  }
  if (type === "program" && typeof number === "number") {
    return { sign: { port, kind: "program", channel, number }, down: true };
  }
  return undefined;
}

function isSame(one: SwitchSign, other: SwitchSign): boolean {
  return (
    one.port === other.port && one.kind === other.kind && one.channel === other.channel && one.number === other.number
  );
}

/** The switches that were learnt, and what each does. */
export class LearntSwitches<Action extends string> implements SwitchBoard {
  readonly #clock: Clock;
  readonly #pressed: (action: Action) => void;
  readonly #learnt: (action: Action, sign: SwitchSign) => void;
  #signs: ReadonlyMap<Action, SwitchSign> = new Map();
  #learning: Action | undefined;
  /** By action: whether its switch is down, when it was pressed and when it was heard last. */
  readonly #state = new Map<Action, { down: boolean; pressed: Millis; heard: Millis }>();

  /** `pressed` is called within the message's own callback, before anything else; `learnt` when a switch was learnt. */
  constructor(
    clock: Clock,
    events: { pressed: (action: Action) => void; learnt: (action: Action, sign: SwitchSign) => void },
  ) {
    this.#clock = clock;
    this.#pressed = events.pressed;
    this.#learnt = events.learnt;
  }

  /** What waits for the next press; undefined: nothing. */
  get learning(): Action | undefined {
    return this.#learning;
  }

  /**
   * The next thing that is pressed does this from then on; undefined: nothing is learnt any more. A switch that does something already
   * goes on doing it: STOP works while another is learnt.
   */
  learn(action: Action | undefined): void {
    this.#learning = action;
  }

  /** These switches, in place of those before. */
  set(signs: ReadonlyMap<Action, SwitchSign>): void {
    this.#signs = signs;
    this.#state.clear();
  }

  hear(port: string, message: InputMessage): boolean {
    const press = readPress(port, message);
    if (!press) return false;
    const known = [...this.#signs].filter(([, sign]) => isSame(sign, press.sign));
    for (const [action, sign] of known) this.#press(action, sign, press.down !== (sign.inverted === true));
    if (known.length > 0) return true;
    if (this.#learning === undefined || !this.#takes(press)) return false;
    this.#learn(this.#learning, press);
    return true;
  }

  /** A key that comes up was pressed before anything was to be learnt. */
  #takes({ sign, down }: Press): boolean {
    return sign.kind === "controller" || down;
  }

  #learn(action: Action, { sign, down }: Press): void {
    this.#learning = undefined;
    const learnt = down ? sign : { ...sign, inverted: true as const };
    this.set(new Map([...this.#signs, [action, learnt]]));
    this.#state.set(action, { down: true, pressed: this.#clock.now(), heard: this.#clock.now() });
    this.#learnt(action, learnt);
  }

  #press(action: Action, sign: SwitchSign, down: boolean): void {
    const before = this.#state.get(action);
    const now = this.#clock.now();
    // A pedal under a foot says many values. One whose release was lost must not stay pressed for ever.
    const isHeld = sign.kind === "controller" && before?.down === true && now - before.heard < HELD;
    const bounces = before !== undefined && now - before.pressed < BOUNCE;
    const isPress = down && !isHeld && !bounces;
    this.#state.set(action, {
      down,
      heard: now,
      pressed: isPress ? now : (before?.pressed ?? Number.NEGATIVE_INFINITY),
    });
    if (isPress) this.#pressed(action);
  }
}
