import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findTuneFiles } from "../../../src/server/corpus/folder-walk.ts";
import { tuneFolder } from "../../helpers/tune-folder.ts";

const names = async (folder: string) => (await findTuneFiles(folder)).files.map(({ file }) => file).sort();

describe("the tune files below a folder", () => {
  test("are those of the four endings, large or small, however deep", async () => {
    const deep = `${Array.from({ length: 60 }, (_, i) => `level ${i}`).join("/")}/well.mid`;
    const folder = tuneFolder({
      "a.mid": "",
      "B.MID": "",
      "c.midi": "",
      "d.kar": "",
      "e.abc": "",
      "Lieder für Kinder/Ä ö.mid": "",
      [deep]: "",
      "cover.jpg": "",
      "notes.txt": "",
      mid: "",
    });
    expect(await names(folder)).toEqual(
      ["B.MID", "Lieder für Kinder/Ä ö.mid", "a.mid", "c.midi", "d.kar", "e.abc", deep].sort(),
    );
    expect((await findTuneFiles(folder)).others).toBe(3);
  });

  test("are not what a system leaves beside a tune: hidden files and folders", async () => {
    expect(await names(tuneFolder({ "._a.mid": "", ".trash/b.mid": "", "c.mid": "" }))).toEqual(["c.mid"]);
  });

  test.skipIf(process.platform === "win32")(
    "are found once, where links lead in circles",
    { timeout: 10_000 },
    async () => {
      const folder = tuneFolder({ "inside/a.mid": "", "b.mid": "" });
      symlinkSync(folder, join(folder, "inside", "up"));
      symlinkSync(join(folder, "inside"), join(folder, "again"));
      expect(await names(folder)).toEqual(["b.mid", "inside/a.mid"]);
    },
  );

  test.skipIf(process.platform === "win32")(
    "are found where a link leads outside; a link to nowhere is named",
    async () => {
      const outside = tuneFolder({ "far.mid": "", "file.mid": "" });
      const folder = tuneFolder({ "near.mid": "" });
      symlinkSync(outside, join(folder, "others"));
      symlinkSync(join(outside, "file.mid"), join(folder, "linked.mid"));
      symlinkSync(join(outside, "gone.mid"), join(folder, "lost.mid"));
      expect(await names(folder)).toEqual(["linked.mid", "near.mid", "others/far.mid", "others/file.mid"]);
      expect((await findTuneFiles(folder)).closed).toEqual([
        { file: "lost.mid", reason: "this link leads nowhere (ENOENT)." },
      ]);
    },
  );

  // Root may read everything.
  test.skipIf(process.getuid?.() === 0)("leave out a folder that may not be read, and name it", async () => {
    const folder = tuneFolder({ "a.mid": "" });
    mkdirSync(join(folder, "shut"));
    writeFileSync(join(folder, "shut", "b.mid"), "");
    chmodSync(join(folder, "shut"), 0);
    const { files, closed } = await findTuneFiles(folder);
    chmodSync(join(folder, "shut"), 0o700);
    expect(files.map(({ file }) => file)).toEqual(["a.mid"]);
    expect(closed).toEqual([
      { file: "shut/", reason: "this folder cannot be read (EACCES). Give this user permission to read it." },
    ]);
  });
});

describe("a folder that is none", () => {
  test("is refused in one sentence", async () => {
    const folder = tuneFolder({ "a.mid": "" });
    await expect(findTuneFiles(join(folder, "none"))).rejects.toThrow(
      `${join(folder, "none")}: there is no such folder. Check the name.`,
    );
    await expect(findTuneFiles(join(folder, "a.mid"))).rejects.toThrow(
      `${join(folder, "a.mid")}: this is not a folder. Name the folder that the files are in.`,
    );
  });
});

test("the search stops when it is told to", async () => {
  const folder = tuneFolder({ "a.mid": "", "b.mid": "" });
  await expect(findTuneFiles(folder, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
});
