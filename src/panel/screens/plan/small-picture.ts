/** px along the longer side: as large as a child's screen ever shows a picture, twice over. */
const LONGEST = 640;
const QUALITY = 0.85;

/**
 * A picture drawn anew, small, upright, and without anything that a camera wrote beside it. Rejects for what the browser cannot draw.
 */
export async function makeSmall(file: Blob): Promise<Blob> {
  const drawn = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(drawn.width * scale)),
    Math.max(1, Math.round(drawn.height * scale)),
  );
  canvas.getContext("2d")?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  // A browser that writes no WebP gives PNG, which is kept as well.
  return canvas.convertToBlob({ type: "image/webp", quality: QUALITY });
}
