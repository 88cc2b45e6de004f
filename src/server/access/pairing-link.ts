/** The address that a new device opens. The ticket stands behind the "#", which browsers send to nobody. */
export function pairingLink(address: string, ticket: string): string {
  return `${address}pair#${ticket}`;
}
