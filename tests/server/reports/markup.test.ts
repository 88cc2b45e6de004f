import { describe, expect, it } from "vitest";
import { escapeText, Markup, markup } from "../../../src/server/reports/markup.ts";

describe("markup", () => {
  it("escapes whatever is put in", () => {
    expect(markup`<p title="${`"><script>`}">${"a < b & c"}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">a &lt; b &amp; c</p>',
    );
  });

  it("takes markup as it stands, alone or in a list, and leaves nothing where there is nothing", () => {
    const items = ["one", "<two>"].map((item) => markup`<li>${item}</li>`);
    expect(markup`<ul>${items}${undefined}${false}${null}</ul>${3}`.text).toBe(
      "<ul><li>one</li><li>&lt;two&gt;</li></ul>3",
    );
  });

  it("does not take text for markup because it looks like it", () => {
    expect(() => markup`${{ text: "<b>" } as unknown as string}`).toThrow(TypeError);
    expect(markup`${new Markup("<b>")}`.text).toBe("<b>");
  });

  it("drops control characters, which no document may hold, and keeps line breaks", () => {
    expect(escapeText("a\u0000\u001b\u009fb\n\tc")).toBe("ab\n\tc");
  });
});
