import { encode } from "uqr";

/** A QR code, dark on light in every theme: cameras want it so. */
export function Qr({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={text}>
      <path d={path} />
    </svg>
  );
}
