import type { OwnPicture } from "../../../engine/session/pictures.ts";

/** A picture of a child's own: photo or symbol. Its bytes are asked for over HTTP, under its name. */
export interface AlbumPicture {
  readonly name: OwnPicture;
  /** What stands under it. */
  readonly word: string;
}
