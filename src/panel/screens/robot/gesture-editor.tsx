import { useSignal } from "@preact/signals";
import type { GestureDraft, Preview, RobotPicture } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Slider } from "../../controls/slider.tsx";
import { TextField } from "../../controls/text-field.tsx";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { BodyDrawing } from "./body-drawing.tsx";
import { Keyframes } from "./keyframes.tsx";
import { useFilm } from "./use-film.ts";

const BLANK: GestureDraft = { label: "", tracks: [] };

/** Writes a gesture in keyframes, sees it in the drawing, and keeps it for this rig. The engine's validator has the last word. */
export function GestureEditor({ panel, robot }: { panel: Panel; robot: RobotPicture }) {
  const { robot: said } = words.value;
  const draft = useSignal<GestureDraft>(BLANK);
  const editing = useSignal<string | null>(null);
  const preview = useSignal<Preview | null>(null);
  const refusal = useSignal("");
  const film = useFilm(preview);
  const own = robot.gestures.filter(({ draft: written }) => written !== null);

  const change = (next: GestureDraft): void => {
    draft.value = next;
    preview.value = null;
    refusal.value = "";
  };
  const open = (name: string | null): void => {
    editing.value = name;
    change(own.find((gesture) => gesture.name === name)?.draft ?? BLANK);
  };
  const send = async (keep: boolean): Promise<void> => {
    const wanted = { ...draft.peek(), label: draft.peek().label.trim() || said.unnamed };
    // What the validator says belongs beside the keyframes, and not among the messages.
    const ack = keep
      ? await panel.ask("robot:keep", { draft: wanted, name: editing.peek() })
      : await panel.ask("robot:try", wanted);
    refusal.value = ack.ok ? "" : ack.error;
    if (!ack.ok) return;
    if (keep) editing.value = ack.given ?? null;
    else preview.value = JSON.parse(ack.given ?? "null") as Preview | null;
    if (!keep) film.play();
  };
  const pose = film.pose(robot.body.joints.map(({ name }) => name));
  const joints = robot.body.joints.filter(({ name }) => !draft.value.tracks.some(({ joint }) => joint === name));
  return (
    <section class="card stack" aria-labelledby="editor">
      <h3 id="editor">{said.editor}</h3>
      <p class="muted">{said.editorHow}</p>
      <Choice
        label={said.which}
        options={[["", said.newGesture], ...own.map(({ name, label }) => [name, label] as const)]}
        value={editing.value ?? ""}
        onChoose={(name) => open(name === "" ? null : name)}
      />
      <TextField
        label={said.gestureName}
        value={draft.value.label}
        most={40}
        onChange={(label) => change({ ...draft.peek(), label })}
      />
      {draft.value.tracks.map((track, place) => (
        <Keyframes
          key={track.joint}
          track={track}
          joint={robot.body.joints.find(({ name }) => name === track.joint)}
          onChange={(next) =>
            change({
              ...draft.peek(),
              tracks: next ? draft.peek().tracks.with(place, next) : draft.peek().tracks.toSpliced(place, 1),
            })
          }
        />
      ))}
      {joints.length > 0 && (
        <div class="line">
          {joints.map(({ name, rest }) => (
            <button
              key={name}
              type="button"
              onClick={() =>
                change({
                  ...draft.peek(),
                  tracks: [...draft.peek().tracks, { joint: name, keyframes: [{ time: 2, angle: rest }] }],
                })
              }
            >
              {said.addJoint(name)}
            </button>
          ))}
        </div>
      )}
      <div class="line">
        <button type="button" disabled={draft.value.tracks.length === 0} onClick={() => void send(false)}>
          {said.seeIt}
        </button>
        <button
          type="button"
          class="main"
          disabled={draft.value.tracks.length === 0 || draft.value.label.trim() === ""}
          onClick={() => void send(true)}
        >
          {said.keepGesture}
        </button>
        {editing.value !== null && (
          <button
            type="button"
            onClick={() => {
              void panel.send("robot:drop", editing.peek() ?? "");
              open(null);
            }}
          >
            {said.dropGesture}
          </button>
        )}
      </div>
      <p role="status" class={refusal.value ? "refusal" : "hidden"}>
        {spoken(refusal.value)}
      </p>
      {preview.value && pose && (
        <div class="stack">
          <BodyDrawing robot={{ ...robot, pose, powered: true }} label={said.preview} />
          <Slider
            label={said.previewTime}
            least={0}
            most={preview.value.length}
            step={0.05}
            value={film.at.value}
            says={(at) => said.seconds(at ?? 0)}
            onSet={(at) => film.show(at)}
          />
          <p class="muted">{said.lasts(preview.value.length, preview.value.noise)}</p>
        </div>
      )}
    </section>
  );
}
