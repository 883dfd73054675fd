import { isFields } from "./cards.ts";
import type { Answered, Asked } from "./connector.ts";
import { TeamsRefusal } from "./refusal.ts";
import type { World } from "./world.ts";

/**
 * As much of Graph as says who is in a group: its members, and which groups a person is in.
 *
 * @throws TeamsRefusal 404 `Request_ResourceNotFound`.
 */
export function answerGraph(world: World, { method, path, body }: Asked): Answered {
  const [version, area, id = "", what = ""] = path;
  if (version !== "v1.0") throw new TeamsRefusal(400, "BadRequest", `Invalid version: ${version}`);
  const missing = () => new TeamsRefusal(404, "Request_ResourceNotFound", `Resource '${id}' does not exist`);
  if (method === "GET" && area === "groups" && ["members", "transitiveMembers"].includes(what)) {
    const members = world.groups.get(id);
    if (members === undefined) throw missing();
    const people = world.users.filter((one) => members.has(one.id));
    const value = people.map(({ aad, realName, upn }) => ({
      "@odata.type": "#microsoft.graph.user",
      id: aad,
      displayName: realName,
      userPrincipalName: upn,
    }));
    return { status: 200, body: { value } };
  }
  if (
    method === "POST" &&
    ["users", "directoryObjects"].includes(area ?? "") &&
    ["checkMemberGroups", "checkMemberObjects"].includes(what)
  ) {
    const user = world.users.find((one) => one.aad === id && one.tenant === world.home.id);
    if (user === undefined) throw missing();
    const asked = isFields(body) ? (body.groupIds ?? body.ids) : [];
    const value = (Array.isArray(asked) ? asked : []).filter(
      (one: unknown) => typeof one === "string" && world.groups.get(one)?.has(user.id),
    );
    return { status: 200, body: { value } };
  }
  throw new TeamsRefusal(404, "BadRequest", `Resource not found: ${path.join("/")}`);
}
