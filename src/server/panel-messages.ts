import { z } from "zod";
import { COMFORT_MINUTES } from "../engine/eeg/wearing.ts";
import { TAPS as TAPS_OF_CARDS } from "../engine/partner/technique.ts";
import { ROBOT_AUTONOMIES, ROBOT_LEVELS } from "../engine/robot/cue.ts";
import { WISHED } from "../engine/robot/wishes.ts";
import type { Untimed } from "../engine/run/conductor.ts";
import type { ChildViewChange } from "../engine/session/child-view.ts";
import type { ChildViewEvent, EegEvent, RemarkEvent, RobotEvent, TherapistEvent } from "../engine/session/event.ts";
import { TEMPLATES } from "../engine/session/plan.ts";
import { TAG_DETAILS, TAG_NAMES } from "../engine/session/tags.ts";
import { LONGEST_LATENCY } from "../hardware/child/habits.ts";
import type { AccessMessage } from "./access/access-messages.ts";
import { CHILD_VIEW_CHANGE, PICTURE } from "./child-screen-schema.ts";
import type { ChildrenMessage } from "./children/children-messages.ts";
import type { DeskMessage } from "./desk/desk-messages.ts";
import { LOOP_CHANGE, PROTOCOL_TAP } from "./eeg-schema.ts";
import { DRAFT } from "./gesture-draft.ts";
import { DEVICE, INSTRUMENT, THREE_HITS } from "./instruments/instrument-schema.ts";
import { KEY_SOURCES } from "./instruments/instruments-picture.ts";
import { LOUDNESS_FOUND } from "./loudness/ear-schema.ts";
import { carryOut, type Message, message, tap } from "./message.ts";
import { OUTPUTS } from "./output.ts";
import { CARDS, PLANNED } from "./plan-schema.ts";
import type { PlansMessage } from "./plans/plans-messages.ts";
import type { Ack, MessageName, Said } from "./protocol.ts";
import type { Room } from "./room.ts";
import { SOUND_CHOICE } from "./sound-schema.ts";
import { STEERING_CHANGE } from "./steering-schema.ts";

/** What a panel may say: the shape of each message's value, and what is done with it. A new message is a line here. */
const pitch = z.int().min(0).max(127);
const number = z.int().min(0).max(100_000);
const pad = z.literal(true).exactOptional();
const velocity = z.int().min(1).max(127);
const source = z.enum(KEY_SOURCES).exactOptional();

/** A change without what was left out. */
function withoutGaps<T extends object>(change: { readonly [Name in keyof T]?: T[Name] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
}

const share = ({ least, most }: { least: number; most: number }) => z.number().min(least).max(most);
const lateness = z.strictObject({ count: z.int().min(1).max(10_000), worst: z.number().min(0).max(600_000) });

/** A message that is an event of the session. */
function event<Value>(
  value: z.ZodType<Value>,
  of: (value: Value) => Untimed<TherapistEvent | RemarkEvent | ChildViewEvent | RobotEvent | EegEvent>,
): Message<Value, Room> {
  return message(value, (room, checked) => room.hear(of(checked)));
}

/** A message that is an event of the EEG, where the rig has one. */
function eegEvent<Value>(value: z.ZodType<Value>, of: (value: Value) => EegEvent["cue"]): Message<Value, Room> {
  return message(value, (room, checked) => {
    if (!room.session.eeg) throw new RangeError("this rig has no EEG");
    room.hear({ kind: "eeg", cue: of(checked) });
  });
}

function robotOf(room: Room) {
  if (!room.robot) throw new RangeError("this rig has no robot");
  return room.robot;
}

function childOf(room: Room) {
  if (!room.pretendChild) throw new RangeError("this rig has no pretend child");
  return room.pretendChild;
}

const HABITS = z.strictObject({
  replies: z.number().min(0).max(1).nullable(),
  latency: z.number().min(0).max(LONGEST_LATENCY).nullable(),
});

/** A message for the robot, as an event of the session. */
function robotEvent<Value>(value: z.ZodType<Value>, of: (value: Value) => RobotEvent["cue"]): Message<Value, Room> {
  return message(value, (room, checked) => {
    robotOf(room);
    room.hear({ kind: "robot", cue: of(checked) });
  });
}

const CALIBRATION_STEP = z.discriminatedUnion("step", [
  z.strictObject({ step: z.enum(["start", "arm", "confirm", "save", "leave"]) }),
  z.strictObject({ step: z.literal("turn"), by: z.number().min(-30).max(30) }),
]);

const TAG = z
  .strictObject({
    name: z.enum(TAG_NAMES),
    detail: z.enum(TAG_DETAILS).nullable(),
    note: z.string().trim().min(1).max(500).optional(),
    key: z.string().min(1).max(40).optional(),
    seen: z.number().min(0).max(1e9).optional(),
  })
  .transform(({ note, key, seen, ...tag }) => ({
    ...tag,
    ...(note === undefined ? {} : { note }),
    ...(key === undefined ? {} : { key }),
    ...(seen === undefined ? {} : { seen }),
  }));

/** The messages that go to the room: all but those of access, of the children, of kept plans and of the house, `sync` and `stop`, which has its own, shorter way. */
export type RoomMessage = Exclude<
  MessageName,
  AccessMessage | ChildrenMessage | PlansMessage | DeskMessage | "stop" | "sync"
>;

/** A message of {@link PanelToServer} without a line here does not compile. */
const MESSAGES: { readonly [Name in RoomMessage]: Message<Said<Name>, Room> } = {
  start: tap((room) => room.start()),
  finish: tap((room) => room.hear({ kind: "finish" })),
  continue: tap((room) => room.continue()),
  winddown: tap((room) => room.hear({ kind: "windDown" })),
  "tune:keep": event(z.string().trim().max(40), (name) => ({ kind: "tune", cue: { kind: "keep", name } })),
  "tune:drop": event(number, (tune) => ({ kind: "tune", cue: { kind: "drop", tune } })),
  "tune:weave": event(number.nullable(), (tune) => ({ kind: "tune", cue: { kind: "weave", tune } })),
  "space:start": tap((room) => room.hear({ kind: "space", cue: "start" })),
  "space:extend": tap((room) => room.hear({ kind: "space", cue: "extend" })),
  "space:end": tap((room) => room.hear({ kind: "space", cue: "end" })),
  undo: tap((room) => room.hear({ kind: "undo" })),
  redo: tap((room) => room.hear({ kind: "redo" })),
  "output:set": message(z.enum(OUTPUTS), (room, output) => room.chooseOutput(output)),
  "loudness:play": event(z.union([z.enum(["noise", "nothing"]), velocity]), (play) => ({ kind: "measure", play })),
  "loudness:keep": message(LOUDNESS_FOUND.nullable(), (room, found) => room.keepLoudness(found)),
  panic: tap((room) => room.hear({ kind: "panic" })),
  lasttime: tap((room) => room.hear({ kind: "lastTime" })),
  "robot:arm": tap((room) => robotOf(room).arm()),
  "robot:rest": tap((room) => room.hear({ kind: "robot", cue: { kind: "gesture", name: "rest" } })),
  "robot:clear": tap((room) => room.hear({ kind: "robot", cue: { kind: "clear" } })),
  quiet: event(z.boolean(), (on) => ({ kind: "quiet", on })),
  break: event(z.boolean(), (on) => ({ kind: "break", on })),
  "technique:set": event(z.enum(CARDS), (technique) => ({ kind: "technique", technique })),
  "technique:tap": event(z.enum(TAPS_OF_CARDS), (tap) => ({ kind: "tap", tap })),
  "sound:set": event(SOUND_CHOICE, (choice) => ({ kind: "sound", ...choice })),
  "param:set": event(STEERING_CHANGE, (change) => ({ kind: "steer", change })),
  "tag:add": event(TAG, (tag) => ({ kind: "tag", ...tag })),
  "tag:edit": event(z.strictObject({ id: number, note: z.string().max(500) }), (edit) => ({
    kind: "tagNote",
    ...edit,
  })),
  "tag:reopen": event(number, (id) => ({ kind: "tagReopen", id })),
  "tag:undo": event(number, (id) => ({ kind: "tagUndo", id })),
  note: event(z.string().min(1).max(2_000), (text) => ({ kind: "note", text })),
  "childview:set": event(
    CHILD_VIEW_CHANGE.transform((change) => withoutGaps<ChildViewChange>(change)),
    (change) => ({ kind: "childView", change }),
  ),
  "childview:choose": event(PICTURE, (choice) => ({ kind: "choice", choice })),
  "childview:more": tap((room) => room.hear({ kind: "more" })),
  "suggestion:answer": event(z.boolean(), (taken) => ({ kind: "suggestion", taken })),
  "plan:set": event(z.enum(TEMPLATES), (template) => ({ kind: "plan", template })),
  "plan:make": event(PLANNED, (plan) => ({ kind: "planned", ...plan })),
  "phase:go": event(z.int().min(0).max(99), (phase) => ({ kind: "phase", phase, kept: true })),
  "phase:extend": event(z.number().min(-30).max(30), (minutes) => ({ kind: "extend", minutes })),
  "partner:sessions": tap(async (room) => JSON.stringify(room.rehearsableSessions())),
  "partner:rehearse": message(z.string().max(64), async (room, id) => JSON.stringify(await room.rehearse(id))),
  "robot:gesture": robotEvent(z.string().max(40), (name) => ({ kind: "gesture", name })),
  "robot:level": robotEvent(z.enum(ROBOT_LEVELS), (level) => ({ kind: "level", level })),
  "robot:size": robotEvent(share(WISHED.size), (size) => ({ kind: "wish", change: { size } })),
  "robot:speed": robotEvent(share(WISHED.speed), (speed) => ({ kind: "wish", change: { speed } })),
  "robot:mirror": robotEvent(z.boolean(), (mirrorsPads) => ({ kind: "wish", change: { mirrorsPads } })),
  "robot:only-when-child-plays": robotEvent(z.boolean(), (on) => ({
    kind: "wish",
    change: { onlyWhenChildPlays: on },
  })),
  "robot:lights": robotEvent(z.enum(["off", "still", "slow"]), (lights) => ({ kind: "wish", change: { lights } })),
  "robot:autonomy": robotEvent(z.enum(ROBOT_AUTONOMIES), (autonomy) => ({ kind: "wish", change: { autonomy } })),
  "robot:on-screen": message(z.boolean(), (room, on) => room.showRobot(on)),
  "robot:try": message(DRAFT, async (room, draft) => JSON.stringify(robotOf(room).preview(draft))),
  "robot:keep": message(
    z.strictObject({ draft: DRAFT, name: z.string().max(40).nullable() }),
    (room, { draft, name }) => robotOf(room).keepGesture(draft, name),
  ),
  "robot:drop": message(z.string().max(40), (room, name) => robotOf(room).dropGesture(name)),
  "robot:console": message(z.strictObject({ since: z.int().min(0), routine: z.boolean() }), async (room, wanted) =>
    JSON.stringify(robotOf(room).console.since(wanted.since, wanted.routine)),
  ),
  "robot:calibrate": message(CALIBRATION_STEP, (room, wanted) => robotOf(room).calibrate(wanted)),
  "eeg:protocol": eegEvent(PROTOCOL_TAP, (tap) =>
    tap.do === "start" ? { kind: "protocol", options: tap.options } : { kind: "block", tap: tap.do },
  ),
  "eeg:loop": eegEvent(LOOP_CHANGE, (change) => ({ kind: "loop", change })),
  "eeg:impedance": eegEvent(z.boolean(), (on) => ({ kind: "impedance", on })),
  "eeg:record": eegEvent(z.boolean(), (on) => ({ kind: "record", on })),
  "eeg:comfort": eegEvent(z.int().min(COMFORT_MINUTES.least).max(COMFORT_MINUTES.most), (minutes) => ({
    kind: "comfort",
    minutes,
  })),
  "eeg:tolerance": eegEvent(z.int().min(1).max(5), (rating) => ({ kind: "tolerance", rating })),
  "eeg:marker": eegEvent(z.string().trim().min(1).max(80), (text) => ({ kind: "marker", text })),
  "child:adjust": message(HABITS, (room, habits) => childOf(room).adjust(habits)),
  "child:set": message(z.string().max(60), (room, character) => {
    childOf(room).become(character);
  }),
  "key:down": message(z.strictObject({ pitch, velocity, source, pad }), (room, key) =>
    room.instruments.pageDown(key.source ?? "screen", key.pitch, key.velocity, key.pad),
  ),
  "key:up": message(z.strictObject({ pitch, source, pad }), (room, key) =>
    room.instruments.pageUp(key.source ?? "screen", key.pitch, key.pad),
  ),
  "instrument:set": message(
    z.strictObject({ device: DEVICE, change: INSTRUMENT.partial().transform((change) => withoutGaps(change)) }),
    (room, { device, change }) => room.instruments.set(device, change),
  ),
  "instrument:hits": message(THREE_HITS.extend({ device: DEVICE }), (room, { device, ...hits }) =>
    room.instruments.fit(device, hits),
  ),
  "instrument:answer": message(
    z.strictObject({ device: DEVICE, answer: z.enum(["yes", "no", "always"]) }),
    (room, { device, answer }) => room.instruments.answer(device, answer),
  ),
  "instrument:play-now": message(z.enum(["child", "therapist"]).nullable(), (room, player) =>
    room.instruments.playNow(player),
  ),
  "sound:late": message(lateness, (room, report) => room.reportLate(report)),
};

export function isRoomMessage(name: string): name is RoomMessage {
  return Object.hasOwn(MESSAGES, name);
}

/** Does what a panel's message says. What is wrong with it comes back as one sentence; the session is untouched. */
export function act(room: Room, name: RoomMessage, value: unknown): Ack | Promise<Ack> {
  return carryOut(name, MESSAGES[name] as Message<unknown, Room>, value, room);
}
