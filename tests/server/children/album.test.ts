import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { cleanPicture, LARGEST_PICTURE } from "../../../src/server/children/album/clean-picture.ts";
import { type ChildCard, newCard } from "../../../src/server/children/child-card.ts";
import { Children } from "../../../src/server/children/children.ts";
import { openStore, type Store } from "../../../src/server/store/store.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { jpeg, LOSSLESS, png, webp } from "./made-pictures.ts";

const SECRET = "SAM SMITH, 52.37 N 4.89 E";

describe("a picture is kept without what it says beside what is seen", () => {
  test.each([
    [
      "PNG",
      "image/png",
      png(
        2,
        [
          ["tEXt", SECRET],
          ["eXIf", SECRET],
          ["iCCP", SECRET],
        ],
        SECRET,
      ),
      png(),
    ],
    [
      "JPEG",
      "image/jpeg",
      jpeg(
        [
          [0xe1, `Exif\0\0${SECRET}`],
          [0xfe, SECRET],
          [0xe2, SECRET],
        ],
        SECRET,
      ),
      jpeg(),
    ],
    [
      "WebP",
      "image/webp",
      Buffer.concat([
        webp([
          ["EXIF", Buffer.from(SECRET)],
          ["XMP ", Buffer.from(SECRET)],
          ["VP8L", LOSSLESS],
        ]),
        Buffer.from(SECRET),
      ]),
      webp([["VP8L", LOSSLESS]]),
    ],
  ])("%s", (_, type, told, plain) => {
    const cleaned = cleanPicture(told);
    expect(cleaned.type).toBe(type);
    expect(cleaned.bytes.includes(SECRET)).toBe(false);
    expect(cleaned.bytes.equals(plain)).toBe(true);
  });

  test("of Adobe's segment only how colours are coded stays", () => {
    const adobe = `Adobe\0\x64\0\0\0\0\x01${SECRET}`;
    const { bytes } = cleanPicture(jpeg([[0xee, adobe]]));
    expect(bytes.includes("Adobe\0\x64\0\0\0\0\x01")).toBe(true);
    expect(bytes.includes(SECRET)).toBe(false);
  });

  test("an extended WebP says no more that there is more", () => {
    const head = Buffer.from([0x3e & ~0x02, 0, 0, 0, 2, 0, 0, 4, 0, 0]);
    const { bytes } = cleanPicture(
      webp([
        ["VP8X", head],
        ["ICCP", Buffer.from(SECRET)],
        ["VP8L", LOSSLESS],
      ]),
    );
    expect(bytes[20]).toBe(0x10);
    expect(bytes.includes(SECRET)).toBe(false);
  });
});

describe("is refused", () => {
  test.each([
    ["a GIF", Buffer.from("GIF89a"), "only PNG, JPEG and WebP"],
    ["a page", Buffer.from("<svg onload=alert(1)>"), "only PNG, JPEG and WebP"],
    ["nothing", Buffer.alloc(0), "only PNG, JPEG and WebP"],
    ["one that is too large", Buffer.concat([png(), Buffer.alloc(LARGEST_PICTURE)]), "512 kB"],
    ["one with too many pixels", png(4_097), "4097 × 4097 pixels"],
    ["one without a pixel", png(0), "0 × 0 pixels"],
    ["a moving PNG", png(2, [["acTL", "00000000"]]), "moving pictures"],
    [
      "a moving WebP",
      webp([
        ["ANIM", Buffer.alloc(6)],
        ["VP8L", LOSSLESS],
      ]),
      "moving pictures",
    ],
    ["one that breaks off", jpeg().subarray(0, 60), "damaged"],
    ["one with a wrong checksum", Buffer.from(png().map((byte, at) => (at === 20 ? byte ^ 1 : byte))), "damaged"],
  ])("%s", (_, file, why) => {
    expect(() => cleanPicture(file)).toThrow(why);
  });

  test("whatever is broken anywhere, in a sentence", () => {
    const draws = new Draws(seeded(1, "broken pictures"));
    for (const whole of [png(3, [["tEXt", SECRET]]), jpeg([[0xfe, SECRET]]), webp([["VP8L", LOSSLESS]])]) {
      for (let round = 0; round < 400; round++) {
        const broken = Buffer.from(whole.subarray(0, draws.unit() < 0.3 ? draws.whole(0, whole.length) : whole.length));
        for (let wrong = 0; wrong < 3 && broken.length > 0; wrong++) {
          broken[draws.whole(0, broken.length - 1)] = draws.whole(0, 255);
        }
        try {
          expect(cleanPicture(broken).bytes.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/picture/);
        }
      }
    }
  });
});

const agreed = (code: string): ChildCard => ({
  ...newCard(code),
  consent: { photos: { given: true, by: "mother", on: "2026-11-01" } },
});

async function album(folder: string, here = { code: "K-7F3" }): Promise<{ store: Store; children: Children }> {
  const store = await openStore({ folder, onTrouble: () => {} });
  onTestFinished(() => store.close());
  const children = new Children({ store, open: async () => {}, here: () => here.code, changed: () => {} });
  return { store, children };
}

describe("a child's own pictures", () => {
  test("need the consent for photos, and are out of sight when it ends", async () => {
    const { children } = await album(temporaryFolder());
    await expect(children.addPicture("Train", png())).rejects.toThrow("consent");
    await children.save(agreed("K-7F3"));
    await children.addPicture("Train", png());
    const [picture] = children.album.list();
    expect(picture?.word).toBe("Train");
    expect(children.album.open(picture?.name ?? "")).toEqual({ type: "image/png", bytes: png() });
    await children.save(newCard("K-7F3"));
    expect(children.album.list()).toEqual([]);
    expect(children.album.open(picture?.name ?? "")).toBeUndefined();
  });

  test("are another child's for nobody", async () => {
    const here = { code: "K-7F3" };
    const { children } = await album(temporaryFolder(), here);
    await children.save(agreed("K-7F3"));
    await children.save(agreed("K-ACD"));
    await children.addPicture("Train", jpeg());
    const name = children.album.list()[0]?.name ?? "";
    here.code = "K-ACD";
    expect(children.album.list()).toEqual([]);
    expect(children.album.open(name)).toBeUndefined();
    await children.removePicture(name);
    here.code = "K-7F3";
    expect(children.album.list()).toHaveLength(1);
    await children.removePicture(name);
    expect(children.album.list()).toEqual([]);
  });

  test("stand sealed on the disk, and go with the child", async () => {
    const folder = temporaryFolder();
    const { store, children } = await album(folder);
    await children.save(agreed("K-7F3"));
    const file = png(40);
    await children.addPicture("Grandmother", file);
    const onDisk = () =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile())
        .map((path) => readFileSync(path));
    for (const bytes of onDisk()) {
      expect(bytes.includes("Grandmother")).toBe(false);
      expect(bytes.includes(file.subarray(0, 60))).toBe(false);
    }
    expect(store.pictures("K-7F3")).toHaveLength(1);
    await children.erase("K-7F3");
    expect(store.pictures("K-7F3")).toEqual([]);
  });
});
