/** The prefix has browsers hold the cookie to this very host, to TLS and to every path. */
const NAME = "__Host-antiphon";
/** Nobody who was paired stays so for longer, whatever the engine remembers; in seconds. */
const AGE = 30 * 24 * 3_600;

/** The device's token among a request's cookies. */
export function tokenOf(cookies: string | undefined): string | undefined {
  const pairs = (cookies ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === NAME)?.[1];
}

/** The header that gives a device its token: for no script, for no other site, over TLS alone. */
export function cookieOf(token: string): string {
  return `${NAME}=${token}; Max-Age=${AGE}; Path=/; HttpOnly; Secure; SameSite=Strict`;
}
