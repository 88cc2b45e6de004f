import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** What makes the partner's melodies. The child's own networks can be chosen where there are some. */
export function Makers({ panel }: { panel: Panel }) {
  const { partner } = words.value;
  const own = panel.welcome.value?.ownNetworks ?? false;
  const present = panel.view.value?.steering.maker ?? "networks";
  // Without networks of the child's own, those in use are the common ones.
  const common = own ? "common" : "networks";
  const makers = [
    ["common", partner.makers.common, present === common || (!own && present === "common"), false, common],
    ["own", partner.makers.own, own && present === "networks", !own, "networks"],
    ["rules", partner.makers.rules, present === "rules", false, "rules"],
  ] as const;
  return (
    <section class="card stack" aria-labelledby="makers">
      <h3 id="makers">{partner.maker}</h3>
      <ul class="makers">
        {makers.map(([name, { title, how }, chosen, disabled, maker]) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={chosen}
              disabled={disabled}
              onClick={() => void panel.send("param:set", { maker })}
            >
              {title}
              {chosen && <span aria-hidden="true"> ✓</span>}
            </button>
            <p class="muted">{disabled ? partner.makers.noOwn : how}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
