import { renderSVG } from "uqr";

/** The address that a new device opens. The ticket stands behind the "#", which browsers send to nobody. */
export function pairingLink(address: string, ticket: string): string {
  return `${address}pair#${ticket}`;
}

/** The link as a QR code: an SVG document in black on white, with a margin of two modules. */
export function qrCode(link: string): string {
  return renderSVG(link, { ecc: "M", border: 2 });
}
