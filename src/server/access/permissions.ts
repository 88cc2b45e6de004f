import type { PanelToServer, ServerToPanel } from "../protocol.ts";
import { ROLES, type Role } from "./role.ts";

/** Who may say a message. Whoever is named nowhere may not. */
export interface Rule {
  /** Roles that may say it while they hold control of the session; one device holds it. */
  readonly control?: readonly Role[];
  /** Roles that may say it at any time. */
  readonly always?: readonly Role[];
  /** For these roles, the only value that they may send. */
  readonly only?: Partial<Record<Role, unknown>>;
  /** On the engine's own machine alone. */
  readonly here?: true;
}

const THERAPIST = { control: ["therapist"] } as const satisfies Rule;
/** What was seen is noted by whoever sees it, whether or not they steer. */
const WATCHER = { always: ["therapist", "assistant"] } as const satisfies Rule;
const ANYBODY = { always: ROLES } as const satisfies Rule;
const CARER = { always: ["therapist"] } as const satisfies Rule;
const STEWARD = { always: ["therapist", "administrator"] } as const satisfies Rule;

/** Every message of a panel and who may say it. A message without a row here does not compile. */
export const MAY_SAY: { readonly [Name in keyof PanelToServer]: Rule } = {
  start: THERAPIST,
  finish: THERAPIST,
  stop: ANYBODY,
  continue: THERAPIST,
  quiet: THERAPIST,
  // A child may ask for a break; that it goes on is the therapist's word.
  break: { control: ["therapist"], always: ["child"], only: { child: true } },
  winddown: THERAPIST,
  lasttime: THERAPIST,
  "technique:set": THERAPIST,
  "technique:tap": THERAPIST,
  "param:set": THERAPIST,
  "sound:set": THERAPIST,
  panic: WATCHER,
  "tune:keep": THERAPIST,
  "tune:drop": THERAPIST,
  "tune:weave": THERAPIST,
  "space:start": THERAPIST,
  "space:extend": THERAPIST,
  "space:end": THERAPIST,
  "output:set": THERAPIST,
  "loudness:play": THERAPIST,
  "loudness:keep": THERAPIST,
  undo: THERAPIST,
  redo: THERAPIST,
  "tag:add": WATCHER,
  "tag:edit": WATCHER,
  "tag:undo": WATCHER,
  "tag:reopen": WATCHER,
  note: CARER,
  "childview:set": THERAPIST,
  "childview:choose": { always: ["child", "therapist"] },
  "childview:more": { always: ["child", "therapist"] },
  "suggestion:answer": THERAPIST,
  "plan:set": THERAPIST,
  "plan:make": THERAPIST,
  "plans:keep": THERAPIST,
  "plans:remove": THERAPIST,
  "phase:go": THERAPIST,
  "phase:extend": THERAPIST,
  "partner:sessions": THERAPIST,
  "partner:rehearse": THERAPIST,
  "robot:gesture": THERAPIST,
  "robot:level": THERAPIST,
  "robot:arm": THERAPIST,
  "robot:clear": THERAPIST,
  "robot:rest": THERAPIST,
  "robot:size": THERAPIST,
  "robot:speed": THERAPIST,
  "robot:mirror": THERAPIST,
  "robot:only-when-child-plays": THERAPIST,
  "robot:lights": THERAPIST,
  "robot:autonomy": THERAPIST,
  "robot:on-screen": THERAPIST,
  "robot:try": THERAPIST,
  "robot:keep": THERAPIST,
  "robot:drop": THERAPIST,
  "robot:console": STEWARD,
  "robot:calibrate": THERAPIST,
  "eeg:protocol": THERAPIST,
  "eeg:loop": THERAPIST,
  "eeg:impedance": THERAPIST,
  "eeg:record": THERAPIST,
  "eeg:comfort": THERAPIST,
  "eeg:tolerance": THERAPIST,
  "eeg:marker": THERAPIST,
  "child:set": THERAPIST,
  "child:adjust": THERAPIST,
  "key:down": { control: ["therapist"], always: ["child"] },
  "key:up": { control: ["therapist"], always: ["child"] },
  "instrument:set": THERAPIST,
  "instrument:hits": THERAPIST,
  "instrument:answer": THERAPIST,
  "instrument:play-now": THERAPIST,
  sync: ANYBODY,
  "sound:late": { always: ["therapist", "child", "speaker"] },
  "children:add": THERAPIST,
  "children:save": THERAPIST,
  "children:tunes": THERAPIST,
  "children:open": THERAPIST,
  "children:erase": THERAPIST,
  "pictures:remove": THERAPIST,
  "control:take": { always: ["therapist"] },
  // The code is shown on the engine's own screen, so that whoever pairs a device stands in the room.
  "pairing:open": { ...STEWARD, here: true },
  "pairing:close": { ...STEWARD, here: true },
  "devices:list": STEWARD,
  "devices:rename": STEWARD,
  "devices:revoke": STEWARD,
  "network:set": { always: ["administrator"] },
  "today:plan": CARER,
  "today:drop": CARER,
  "check:keep": CARER,
  "switch:learn": THERAPIST,
  "switch:forget": THERAPIST,
  // Folders and secrets of the engine's machine are the affair of whoever sits at it.
  "backup:make": { ...STEWARD, here: true },
  "lock:set": { ...STEWARD, here: true },
  "house:used": STEWARD,
};

/** Those who see the session. An administrator sees no child's session, and a researcher none that runs: they stay blind to it. */
const SPECTATORS = ["therapist", "assistant", "observer", "child"] as const satisfies readonly Role[];
const SOUNDING = ["therapist", "child", "speaker"] as const satisfies readonly Role[];

/** Every message of the engine and who hears it. */
export const HEARD_BY: { readonly [Name in keyof ServerToPanel]: readonly Role[] } = {
  welcome: ROLES,
  access: ROLES,
  children: ["therapist"],
  pictures: ["therapist", "assistant", "child"],
  plans: ["therapist"],
  // A speaker is told the state because it may sound again only when the engine says that STOP is over.
  state: [...SPECTATORS, "speaker"],
  notes: SPECTATORS,
  sound: SOUNDING,
  silence: SOUNDING,
  robot: ["therapist", "assistant", "observer"],
  desk: ["therapist", "administrator"],
  instruments: ["therapist", "assistant"],
  hits: ["therapist", "assistant"],
  alert: ["therapist", "assistant", "administrator"],
  changed: ["therapist", "assistant"],
};

/** Those who are told which child is in the room. */
export const KNOWS_CHILD: readonly Role[] = ["therapist", "assistant", "child"];

/** What is answered over HTTP: the pages and files of the panel, the two bare pages that work without a script, and what
 * is taken away as a file. */
export const ROUTES = [
  "panel files",
  "GET /pictures",
  "POST /pictures",
  "GET /stop",
  "POST /stop",
  "GET /pair",
  "POST /pair",
  "bare files",
  "audit log",
  "log bundle",
  "child export",
  "licences",
] as const;
export type Route = (typeof ROUTES)[number];

/** Every route and who may take it; "unpaired" includes devices that nobody knows. */
export const MAY_VISIT: { readonly [Name in Route]: "unpaired" | readonly Role[] } = {
  "panel files": ROLES,
  // A child's own pictures: seen by whoever is told which child it is.
  "GET /pictures": KNOWS_CHILD,
  "POST /pictures": ["therapist"],
  "GET /stop": ROLES,
  "POST /stop": ROLES,
  "GET /pair": "unpaired",
  "POST /pair": "unpaired",
  // The style and the script of the two bare pages.
  "bare files": "unpaired",
  "audit log": ["administrator"],
  "log bundle": ["therapist", "administrator"],
  "child export": ["therapist"],
  licences: ROLES,
};

/** Whether these roles may say it (`inControl`: they hold control), or why not in one sentence. */
export function whyNot(
  name: keyof PanelToServer,
  value: unknown,
  who: { readonly roles: readonly Role[]; readonly local: boolean; readonly inControl: boolean },
): string | undefined {
  const rule = MAY_SAY[name];
  if (rule.here && !who.local) return "This is done at the engine's own screen.";
  const mayAlways = who.roles.some(
    (role) =>
      rule.always?.includes(role) && (rule.only === undefined || !(role in rule.only) || rule.only[role] === value),
  );
  if (mayAlways) return undefined;
  if (!who.roles.some((role) => rule.control?.includes(role))) return "This device may not do that.";
  return who.inControl ? undefined : "Another device has control. Take control first.";
}
