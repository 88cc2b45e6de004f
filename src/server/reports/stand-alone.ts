import type { Markup } from "./markup.ts";
import { PICTURE_STYLE } from "./style.ts";

/** A picture as a file of its own, with its style inside. */
export function standAlone(picture: Markup): string {
  return `${picture.text.replace(/>/, `><style>${PICTURE_STYLE}</style>`)}\n`;
}
