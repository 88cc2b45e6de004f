import { randomBytes } from "node:crypto";
import { z } from "zod";
import { OWN_PICTURE, type OwnPicture } from "../../../engine/session/pictures.ts";
import type { Store } from "../../store/store.ts";
import { type ChildCard, isAgreed } from "../child-card.ts";
import type { AlbumPicture } from "./album-picture.ts";
import { type CleanPicture, cleanPicture, PICTURE_TYPES } from "./clean-picture.ts";

/** Pictures of a child at the most. */
const MOST = 60;

const ABOUT = z.strictObject({ word: z.string().min(1).max(40), type: z.enum(PICTURE_TYPES) });

export interface AlbumPlace {
  readonly store: Pick<Store, "pictures" | "picture" | "keepPicture" | "dropPicture">;
  /** The card of the child whose room is open; undefined in practice. */
  readonly card: () => ChildCard | undefined;
}

/** The own pictures of the child whose room is open: sealed with its key, gone with it, and shown only while `photos` are agreed to. */
export class Album {
  readonly #place: AlbumPlace;

  constructor(place: AlbumPlace) {
    this.#place = place;
  }

  /** In the order in which they came. */
  list(): AlbumPicture[] {
    const card = this.#agreed();
    if (!card) return [];
    return this.#place.store.pictures(card.code).flatMap(({ id, about }) => {
      const read = about === undefined ? undefined : readAbout(about);
      return read && OWN_PICTURE.test(id) ? [{ name: id as OwnPicture, word: read.word }] : [];
    });
  }

  /** Keeps a picture, cleaned. Throws RangeError where there is no consent, or it is no picture that can be shown. */
  async add(word: string, file: Buffer): Promise<void> {
    const card = this.#agreed();
    if (!card) throw new RangeError("photos and symbols need the consent for photos, and the child's room open");
    const about = word.trim().slice(0, 40);
    if (about === "") throw new RangeError("the picture needs a word under it");
    if (this.list().length >= MOST) throw new RangeError(`${MOST} pictures are the most: take one away first`);
    const { type, bytes } = cleanPicture(file);
    const id = `own-${randomBytes(8).toString("hex")}`;
    await this.#place.store.keepPicture(card.code, id, JSON.stringify({ word: about, type }), bytes);
  }

  /** The picture of a name; undefined where the child has none, or none may be shown. */
  open(name: string): CleanPicture | undefined {
    const card = this.#agreed();
    const found = card && this.#place.store.picture(card.code, name);
    const about = found && readAbout(found.about);
    return found && about ? { type: about.type, bytes: Buffer.from(found.bytes) } : undefined;
  }

  /** Also without consent: what may not be shown may be taken away. */
  async remove(name: string): Promise<void> {
    const card = this.#place.card();
    if (card) await this.#place.store.dropPicture(card.code, name);
  }

  #agreed(): ChildCard | undefined {
    const card = this.#place.card();
    const today = new Date().toISOString().slice(0, 10);
    return card && isAgreed(card, "photos", today) ? card : undefined;
  }
}

function readAbout(text: string): z.infer<typeof ABOUT> | undefined {
  try {
    return ABOUT.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
