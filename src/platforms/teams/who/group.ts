import { fetchOutside } from "../../../fetching/fetching.ts";
import { createCache } from "../../cache.ts";
import type { Tokens } from "../tokens.ts";

/** The Entra group that staff must be in. */
export interface Group {
  /**
   * True for a user (their object id in Entra) who is in it, directly or by another group. Throws when Graph does not
   * say.
   */
  has(user: string): Promise<boolean>;
}

interface Parts {
  /** The group's object id. */
  readonly id: string;
  readonly tokens: Tokens;
  /** Microsoft Graph's host. */
  readonly host: string;
  /** Another base than Microsoft Graph's, for tests. */
  readonly graphUrl?: string | undefined;
  readonly timeout?: number;
}

const life = 10 * 60_000;
const mostPages = 200;
const longestPage = 5 * 1024 * 1024;

/**
 * Reads the group's members through Microsoft Graph and remembers them for ten minutes; longer while Graph does not
 * answer.
 */
export function createGroup({ id, tokens, host, graphUrl = `https://${host}`, timeout = 15_000 }: Parts): Group {
  const hosts = [host];
  const base = graphUrl.replace(/\/+$/u, "");
  const members = createCache<ReadonlySet<string>>(
    read,
    life,
    (error) => !(error instanceof GraphRefusal) || ![403, 404].includes(error.status),
  );

  async function read(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    const token = { value: (await tokens.graph()) ?? "", hosts };
    let next: string | undefined =
      `${base}/v1.0/groups/${encodeURIComponent(id)}/transitiveMembers?$select=id&$top=999`;
    for (let pages = 0; pages < mostPages && next !== undefined; pages += 1) {
      const reach = { hosts, configured: base };
      const { status, body } = await fetchOutside({ url: next, reach, token, most: longestPage, patience: timeout });
      if (status !== 200) throw new GraphRefusal(status);
      const { value = [], "@odata.nextLink": link } = JSON.parse(Buffer.from(body).toString("utf8")) as Page;
      for (const { id: member } of value) if (member !== undefined) found.add(member.toLowerCase());
      // The token goes to Graph alone, whatever a page says.
      if (link !== undefined && !link.startsWith(`${base}/`))
        throw new Error("The group's next page is somewhere else");
      next = link;
    }
    return found;
  }

  return { has: async (user) => (await members.get("")).has(user.toLowerCase()) };
}

interface Page {
  readonly value?: readonly { readonly id?: string }[];
  readonly "@odata.nextLink"?: string;
}

/** Graph answered, and did not show the group. */
class GraphRefusal extends Error {
  readonly status: number;
  constructor(status: number) {
    super(
      `Microsoft Graph answered ${status} when it was asked who is in the staff group: the app needs the permission GroupMember.Read.All, and STAFF_GROUP the group's object id. Nobody is taken for staff meanwhile.`,
    );
    this.name = "GraphRefusal";
    this.status = status;
  }
}
