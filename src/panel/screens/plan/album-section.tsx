import { useSignal } from "@preact/signals";
import { Picture } from "../../child/pictures.tsx";
import { TextField } from "../../controls/text-field.tsx";
import { HoldButton } from "../../frame/hold-button.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { makeSmall } from "./small-picture.ts";

const HOLD = 800;

/** The child's own pictures: photos and symbols that stay on this machine. */
export function AlbumSection({ panel }: { panel: Panel }) {
  const { child } = words.value;
  const here = panel.welcome.value?.child;
  const card = panel.children.value.find((entry) => entry.card.code === here)?.card;
  const word = useSignal("");
  const file = useSignal<File | null>(null);
  const trouble = useSignal("");
  const agreed = card?.consent.photos?.given ?? false;

  async function keep(): Promise<void> {
    const chosen = file.peek();
    if (!chosen) return;
    trouble.value = "";
    try {
      const small = await makeSmall(chosen);
      const answer = await fetch(`/pictures?word=${encodeURIComponent(word.peek().trim())}`, {
        method: "POST",
        headers: { "content-type": small.type },
        body: small,
      });
      if (!answer.ok) {
        trouble.value = (await answer.text()).trim();
        return;
      }
      word.value = "";
      file.value = null;
    } catch {
      trouble.value = child.album.unreadable;
    }
  }

  return (
    <details>
      <summary>{child.album.title(panel.album.value.length)}</summary>
      <div class="stack">
        <p class="muted">{agreed ? child.album.how : child.album.needsConsent}</p>
        {agreed && (
          <div class="line">
            <label class="button">
              {file.value?.name ?? child.album.choose}
              <input
                type="file"
                class="hidden"
                accept="image/png,image/jpeg,image/webp"
                onChange={(event) => (file.value = event.currentTarget.files?.[0] ?? null)}
              />
            </label>
            <TextField
              label={child.album.word}
              value={word.value}
              most={40}
              onChange={(value) => (word.value = value)}
            />
            <button type="button" disabled={!file.value || word.value.trim() === ""} onClick={() => void keep()}>
              {child.album.keep}
            </button>
          </div>
        )}
        {trouble.value && <p role="alert">{trouble.value}</p>}
        <ul class="line">
          {panel.album.value.map(({ name, word }) => (
            <li key={name} class="line">
              <Picture name={name} />
              {word}
              <HoldButton
                label={child.album.remove}
                name={`${child.album.remove}: ${word}`}
                hold={HOLD}
                onHeld={() => void panel.send("pictures:remove", name)}
              />
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
