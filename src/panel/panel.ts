import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type {
  Access,
  Ack,
  AlbumPicture,
  ChildEntry,
  Desk,
  InstrumentsPicture,
  KeptPlans,
  KeptTune,
  KeySource,
  Millis,
  PanelToServer,
  Pitch,
  RobotPicture,
  Steering,
  TagDetail,
  TagName,
  Velocity,
  View,
  Welcome,
} from "../server/protocol.ts";
import { EngineTime } from "./engine-time.ts";
import { HeldKeys } from "./held-keys.ts";
import { type JustDone, thingsCalled, undoOf } from "./just-done.ts";
import { KeyHits } from "./key-hits.ts";
import { words } from "./language.ts";
import { Link, UNREACHABLE } from "./link.ts";
import { Notices } from "./notices.ts";
import { Roll } from "./roll.ts";
import { SessionTime } from "./session-time.ts";
import { BrowserSound } from "./sound/browser-sound.ts";
import { softNotes, softTune } from "./sound/soft-notes.ts";
import { tick } from "./sound/tick.ts";
import { StopLatch } from "./stop-latch.ts";
import { TagQueue } from "./tag-queue.ts";
import { ViewParts } from "./view-parts.ts";
import { limitVolume, TOP_VOLUME, volume } from "./volume.ts";
import { Wishes } from "./wishes.ts";

const STOP_PATIENCE: Millis = 500;
const STOP_PAGE_PATIENCE: Millis = 2000;
/** Tags that the engine has not taken are sent again so often. */
const TAGS_AGAIN: Millis = 2_000;

/** The messages that are answered by an Ack. `sync` has an answer of its own. */
type Said = Exclude<keyof PanelToServer, "sync">;
/** What goes with a message, without the place for its answer. */
type ValuesOf<Name extends Said> =
  Parameters<PanelToServer[Name]> extends readonly [...infer Values, (ack: Ack) => void] ? Values : never;

/** What the page knows and what can be done on it. Components read its signals and call its verbs. */
export class Panel {
  readonly #engineTime = new EngineTime();
  readonly #sessionTime = new SessionTime();
  readonly #latch = new StopLatch();
  readonly #wishes = new Wishes();
  readonly #source: KeySource;
  #stops = 0;
  /** The engine has said which room is open, since it was found last. */
  #greeted = false;

  readonly link: Link;
  readonly sound = new BrowserSound(this.#engineTime, (late) => {
    void this.link.ask((ack) => this.link.socket.emit("sound:late", late, ack));
  });
  readonly roll = new Roll();
  /** Which device this is and what it may do. */
  readonly access = signal<Access | null>(null);
  /** The robot as it stands; null without one. */
  readonly robot = signal<RobotPicture | null>(null);
  /** What is played on, by whom and how; null before it is told. */
  readonly instruments = signal<InstrumentsPicture | null>(null);
  /** What comes from instruments. */
  readonly hits = new KeyHits();
  /** The children that are known. */
  readonly children = signal<readonly ChildEntry[]>([]);
  /** What the house keeps of itself; null for those whose affair it is not. */
  readonly desk = signal<Desk | null>(null);
  /** The own pictures of the child whose room is open. */
  readonly album = signal<readonly AlbumPicture[]>([]);
  /** Plans that were kept, and how the last session went; null until the engine has told. */
  readonly plans = signal<KeptPlans | null>(null);
  readonly welcome = signal<Welcome | null>(null);
  readonly #parts = signal<ViewParts | null>(null);
  /** The session as it stands. Its parts are signals of their own: read what you need, and you hear of no more. */
  readonly view: ReadonlySignal<View | null> = computed(() => this.#parts.value?.view ?? null);
  /** What was done last here and can be taken back. */
  readonly justDone = signal<JustDone | null>(null);
  /** Tags that the engine has not taken yet. */
  readonly tags = new TagQueue();
  readonly notices = new Notices();
  readonly keys = new HeldKeys();
  /** STOP was pressed here and holds, whether or not the engine has said so yet. */
  readonly stoppedHere = signal(false);
  /** Nobody heard our STOP: what the person in the room has to do. */
  readonly stopTrouble = signal<"stopUnanswered" | "stopUnreachable" | null>(null);
  readonly stopped = computed(() => this.stoppedHere.value || (this.view.value?.stopped ?? false));
  /** A child cannot change anything on a locked panel. STOP goes on working. */
  readonly locked = signal(false);
  readonly running = computed(() => this.view.value?.running ?? false);

  /** `page`: a page with less to it than the panel. The child's screen never sounds. */
  constructor(page?: "child" | "speaker") {
    const silent = page === "child";
    this.#source = page === "child" ? "childScreen" : "screen";
    this.link = new Link(this.#engineTime, page);
    const { socket } = this.link;
    socket.on("welcome", (welcome) => {
      this.welcome.value = welcome;
      limitVolume(welcome.loudness.volume);
      if (welcome.browserSound && !silent) this.sound.prepare();
    });
    socket.on("access", (access) => (this.access.value = access));
    socket.on("robot", (robot) => (this.robot.value = robot));
    socket.on("instruments", (instruments) => (this.instruments.value = instruments));
    socket.on("hits", (hits) => this.hits.hear(hits));
    socket.on("children", (children) => (this.children.value = children));
    socket.on("desk", (desk) => (this.desk.value = desk));
    socket.on("pictures", (pictures) => (this.album.value = pictures));
    socket.on("plans", (plans) => (this.plans.value = plans));
    socket.on("state", (view, now) => this.#see(view, now));
    socket.on("notes", (notes) => this.roll.merge(notes));
    if (!silent) socket.on("sound", (commands) => this.sound.play(commands));
    socket.on("silence", () => this.#hearSilence());
    socket.on("alert", (alert) => this.notices.tell(alert));
    volume.subscribe((value) => this.sound.setVolume(value / TOP_VOLUME));
    socket.on("changed", ({ by, what }) => {
      this.notices.tell({ level: "info", text: words.peek().onLive.changedBy(by, thingsCalled(what)) });
    });
    this.link.voice.subscribe((voice) => this.sound.follow(voice));
    this.sound.state.subscribe((state) => {
      if (state === "on") this.link.listenClosely();
    });
    this.link.alive.subscribe((alive) => {
      if (!alive) {
        this.keys.forget();
        return;
      }
      if (this.#latch.unheard) void this.#sendStop();
      this.#sendTags();
    });
    socket.on("disconnect", () => (this.#greeted = false));
    // An answer that never came: the engine may have frozen for a moment.
    setInterval(() => {
      if (this.tags.waiting.peek().length > 0) this.#sendTags();
    }, TAGS_AGAIN);
    this.welcome.subscribe((welcome) => {
      if (!welcome) return;
      this.#greeted = true;
      this.#passTagsOn(welcome.room);
    });
  }

  /** Session time now, or undefined before the first state. */
  sessionNow(): Millis | undefined {
    return this.#sessionTime.at(performance.now());
  }

  /** What is set now, with what was set here a moment ago. */
  get steering(): Steering | undefined {
    const view = this.view.peek();
    return view ? this.#wishes.over(view.steering) : undefined;
  }

  /** Turns this browser's sound on and starts the session. Call it from a person's gesture. */
  async start(): Promise<void> {
    const stops = this.#stops;
    await this.turnSoundOn();
    if (this.#stops === stops) await this.send("start");
  }

  /** For a session that already runs (a reloaded page). Call it from a person's gesture. */
  async turnSoundOn(): Promise<void> {
    if (this.welcome.peek()?.browserSound) await this.sound.turnOn();
  }

  /** Two soft notes from this browser alone, to hear whether it sounds. Nothing of the session knows of them. */
  twoSoftNotes(): void {
    this.#playSoftly([67, 72], 600);
  }

  /** Two soft bars from this browser alone, the same way. */
  twoSoftBars(): void {
    this.#playSoftly([60, 62, 64, 67, 69, 67, 64, 60], 500);
  }

  /** A tune from this browser alone, softly. False where it cannot sound now. */
  playTune(tune: KeptTune): boolean {
    const now = this.#engineTime.toClock(performance.now());
    if (now === undefined || this.stopped.peek() || this.sound.state.peek() !== "on") return false;
    this.sound.play(softTune(tune, now));
    return true;
  }

  #playSoftly(pitches: readonly Pitch[], every: Millis): void {
    const now = this.#engineTime.toClock(performance.now());
    if (now !== undefined && !this.stopped.peek()) this.sound.play(softNotes(pitches, every, now));
  }

  /** Silent here at once; the engine next; then any other way to it; then words for the person in the room. */
  async stop(): Promise<void> {
    this.#stops++;
    this.#latch.press(performance.now());
    this.stoppedHere.value = true;
    this.sound.silence();
    const sent = this.#sendStop();
    this.allKeysUp();
    await sent;
  }

  async #sendStop(): Promise<void> {
    const ack = await this.link.ask((ack) => this.link.socket.emit("stop", ack), STOP_PATIENCE);
    if (ack !== UNREACHABLE || (await postStop())) {
      this.#latch.acknowledge(performance.now());
      this.stopTrouble.value = null;
      return;
    }
    this.link.declareUnreachable();
    this.stopTrouble.value = this.link.alive.peek() ? "stopUnanswered" : "stopUnreachable";
  }

  continueCalmly(): void {
    void this.turnSoundOn();
    void this.send("continue");
  }

  /** Says something to the engine and gives back what it answers; nothing is told on the page. */
  ask<Name extends Said>(name: Name, ...values: ValuesOf<Name>): Promise<Ack> {
    return this.link.ask((ack) => {
      (this.link.socket.emit as (name: string, ...rest: unknown[]) => void).call(
        this.link.socket,
        name,
        ...values,
        ack,
      );
    });
  }

  /** Says something to the engine. What it refuses is told on the page, in its own sentence. */
  async send<Name extends Said>(name: Name, ...values: ValuesOf<Name>): Promise<Ack> {
    const before = this.view.peek();
    if (name === "param:set") this.#wishes.wish(values[0] as Partial<Steering>);
    const done = undoOf(this, name, values[0], before);
    const ack = await this.ask(name, ...values);
    const ribbonSaysSo = ack === UNREACHABLE && this.link.state.peek() !== "hidden";
    if (!ack.ok && !ribbonSaysSo) {
      this.notices.tell({ level: "error", text: ack === UNREACHABLE ? words.peek().link.unchanged : ack.error });
    }
    if (ack.ok && done) this.justDone.value = done;
    return ack;
  }

  /** Tags what was just seen, also while the engine is away. It can be taken back for ten seconds from the message that says so. */
  tag(name: TagName, detail: TagDetail | null, label: string, note = ""): void {
    const room = this.welcome.peek()?.room;
    const seen = this.sessionNow();
    if (room === undefined || seen === undefined) return;
    if (!this.stopped.peek()) tick();
    const ends = this.view.peek()?.tags.open.includes(name) ?? false;
    const { key } = this.tags.add({ name, detail, seen, room, ...(note === "" ? {} : { note }) });
    this.#sendTags();
    this.justDone.value = {
      text: words.peek().live.tagged(label),
      undo: () => this.#untag(key),
      ...(name === "distress" && !ends ? { distress: true } : {}),
    };
  }

  #untag(key: string): void {
    if (this.tags.takeBack(key)) return;
    const tag = this.view.peek()?.tags.recent.findLast((one) => one.key === key || one.endKey === key);
    if (!tag) return;
    if (tag.key === key) void this.send("tag:undo", tag.id);
    else void this.send("tag:reopen", tag.id);
  }

  #sendTags(): void {
    if (!this.#greeted) return;
    const say: Parameters<TagQueue["send"]>[0] = (tag) =>
      this.link.ask((ack) => this.link.socket.emit("tag:add", tag, ack));
    const refused = (why: string): void => this.notices.tell({ level: "error", text: why });
    void this.tags.send(say, () => this.sessionNow(), refused);
  }

  /** The engine is there, with this room: what waits for it goes to it, and what was seen in another room is told. */
  #passTagsOn(room: string): void {
    const lost = this.tags.dropOthers(room);
    const { live, onLive } = words.peek();
    if (lost.length > 0) {
      const names = lost.map(({ name }) => live.tagNames[name]).join(", ");
      this.notices.tell({ level: "error", text: onLive.tagsOfOtherRoom(names) });
    }
    this.#sendTags();
  }

  async setCharacter(character: string): Promise<void> {
    const ack = await this.send("child:set", character);
    const welcome = this.welcome.peek();
    if (!ack.ok || !welcome?.pretendChild) return;
    this.welcome.value = { ...welcome, pretendChild: { ...welcome.pretendChild, character } };
  }

  /** `drum`: the pitch is a drum of General MIDI's percussion. */
  keyDown(pitch: Pitch, velocity: Velocity, source: KeySource = this.#source, drum = false): void {
    if (this.stopped.peek() || !this.running.peek()) return;
    const key = { source, ...(drum && { pad: true as const }) };
    if (this.keys.press(pitch, key)) void this.send("key:down", { pitch, velocity, ...key });
  }

  keyUp(pitch: Pitch): void {
    const key = this.keys.release(pitch);
    if (key) void this.link.ask((ack) => this.link.socket.emit("key:up", { pitch, ...key }, ack));
  }

  /** Lets go of every key, e.g. when the page loses its focus. */
  allKeysUp(): void {
    for (const pitch of this.keys.pitches) this.keyUp(pitch);
  }

  #see(view: View, now: Millis): void {
    const local = performance.now();
    const before = this.sessionNow();
    if (before !== undefined && now < before - 1000) this.roll.clear();
    this.#sessionTime.observe(now, local);
    this.roll.forget(now);
    const parts = this.#parts.peek();
    if (parts) parts.see(view);
    else this.#parts.value = new ViewParts(view);
    const mayPlay = this.#latch.observe(view.stopped, local);
    this.stoppedHere.value = this.#latch.closed;
    this.sound.soften(view.sounds.sensitive);
    if (mayPlay) this.sound.allow();
    else if (!this.sound.muted.peek()) this.sound.silence();
    this.sound.pump();
  }

  #hearSilence(): void {
    this.#latch.hear(performance.now());
    this.sound.silence();
    this.allKeysUp();
  }
}

async function postStop(): Promise<boolean> {
  try {
    const answer = await fetch("/stop", { method: "POST", signal: AbortSignal.timeout(STOP_PAGE_PATIENCE) });
    return answer.ok;
  } catch {
    return false;
  }
}
