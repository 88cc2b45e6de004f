import type { Role } from "./role.ts";

/** Who uses a page: the engine's own screen, or a paired device. */
export interface Visitor {
  /** The device's id; all of a device's pages share it. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** On the engine's own machine. */
  readonly local: boolean;
}

/** The browser on the engine's own machine: whoever sits there has the machine itself in hand. */
export const OWN_SCREEN: Visitor = {
  id: "own",
  name: "Engine's screen",
  roles: ["therapist", "administrator"],
  local: true,
};

/** Pages that may do less than the person before them: a child's view must not steer, whoever paired the tablet. */
const NARROW_PAGES = ["child", "speaker"] as const satisfies readonly Role[];

/** The visitor as one of its pages; undefined where its role may not open that page. What a page says can only narrow. */
export function asPage(visitor: Visitor, page: unknown): Visitor | undefined {
  if (page === undefined) return visitor;
  const role = NARROW_PAGES.find((name) => name === page);
  if (!role) return undefined;
  const may = visitor.roles.includes("therapist") || visitor.roles.includes(role);
  return may ? { ...visitor, roles: [role] } : undefined;
}

/** The page that is a visitor's own, where the panel is none of its business. */
export function ownPage({ roles }: Visitor): string | undefined {
  const page = NARROW_PAGES.find((name) => roles.includes(name));
  return page && `/${page}`;
}
