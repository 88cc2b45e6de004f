import type { IncomingMessage } from "node:http";
import { hostname, networkInterfaces } from "node:os";

const LIKELY = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./];

function rank(address: string): number {
  const place = LIKELY.findIndex((pattern) => pattern.test(address));
  return place < 0 ? LIKELY.length : place;
}

/** This machine's addresses on its networks, the likeliest of a home or a clinic first. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const usable = all.filter(({ internal, address }) => !internal && !address.startsWith("fe80:"));
  return usable.map(({ address }) => address).toSorted((a, b) => rank(a) - rank(b));
}

/** Names and addresses under which this machine may be asked on a network, as certificates name them. */
export function ownHosts(configured: readonly string[]): string[] {
  const name = hostname().toLowerCase();
  const names = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)
    ? [name, ...(name.includes(".") ? [] : [`${name}.local`])]
    : [];
  return [...new Set([...ownAddresses(), ...names, ...configured.map((host) => host.toLowerCase())])];
}

/** An address as it stands in a link. */
export function inLink(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * Whether a request names us by one of our own names, and comes from no other page than ours. Keeps out pages of other
 * origins, and names that were rebound to our address after their page was loaded.
 */
export function isOurs(
  request: IncomingMessage,
  {
    scheme,
    hosts,
    port,
  }: { readonly scheme: "http" | "https"; readonly hosts: readonly string[]; readonly port: number },
): boolean {
  const host = request.headers.host?.toLowerCase();
  const origin = request.headers.origin;
  const usual = port === (scheme === "http" ? 80 : 443);
  const named = hosts.some((own) => host === `${inLink(own)}:${port}` || (usual && host === inLink(own)));
  return named && (origin === undefined || origin === `${scheme}://${host}`);
}
