import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activitiesOf, call, cardOf, messageOf, said } from "./calling.ts";
import { type Fields, startTeams, type Teams, type TeamsOptions } from "./index.ts";

const started: Teams[] = [];
afterAll(async () => {
  for (const one of started) await one.stop();
});
async function start(options?: TeamsOptions): Promise<Teams> {
  const teams = await startTeams(options);
  started.push(teams);
  return teams;
}
const hello = { type: "message", text: "Hej" };

describe("what Teams rejects", () => {
  let teams: Teams;
  beforeAll(async () => {
    teams = await start();
  });
  const post = (where: string, body: unknown = hello) => call(teams, "POST", activitiesOf(teams, where), body);
  const idOf = async (where: string) => (await post(where)).body as { readonly id: string };

  test("401: another token, and none", async () => {
    for (const token of ["Bearer other", "", "Basic abc"])
      expect(await call(teams, "POST", activitiesOf(teams, "solbacken"), hello, token)).toMatchObject({ status: 401 });
    expect(teams.messages("solbacken")).toEqual([]);
  });

  test("403: a conversation that the bot is not in, a person who blocked it, a tenant that disabled it", async () => {
    teams.addTeam({ name: "Utan", members: ["anna"], installed: false });
    teams.addChannel({ team: "Utan", name: "utanför" });
    expect(await post("utanför")).toMatchObject({ status: 403, code: "BotNotInConversationRoster" });
    const { id } = teams.personal("anna");
    teams.block("anna");
    expect(await call(teams, "POST", `v3/conversations/${id}/activities`, hello)).toMatchObject({
      code: "ConversationBlockedByUser",
    });
    teams.block("anna", false);
    teams.disable();
    expect(await post("solbacken")).toMatchObject({ status: 403, code: "BotDisabledByAdmin" });
    teams.disable(false);
    expect(await post("solbacken")).toMatchObject({ status: 201 });
  });

  test("404: an unknown or deleted conversation, an unknown message or thread", async () => {
    expect(await call(teams, "POST", "v3/conversations/19:none@thread.tacv2/activities", hello)).toMatchObject({
      status: 404,
      code: "ConversationNotFound",
    });
    const { id } = teams.addChannel({ team: "Leverans", name: "borta" });
    await teams.deleteChannel("borta");
    expect(await call(teams, "POST", `v3/conversations/${id}/activities`, hello)).toMatchObject({
      code: "ConversationNotFound",
    });
    expect(await call(teams, "PUT", `${activitiesOf(teams, "solbacken")}/1`, hello)).toMatchObject({
      code: "ActivityNotFoundInConversation",
    });
    const thread = activitiesOf(teams, "solbacken").replace("/activities", ";messageid=1/activities");
    expect(await call(teams, "POST", thread, hello)).toMatchObject({ code: "ActivityNotFoundInConversation" });
  });

  test("an edit of what another wrote, or of what is deleted", async () => {
    teams.connect("http://127.0.0.1:1");
    await teams.say("anna", "solbacken", "status");
    const theirs = teams.messages("solbacken").findLast(({ from }) => from === teams.user("anna").id);
    expect(await call(teams, "PUT", `${activitiesOf(teams, "solbacken")}/${theirs?.id}`, hello)).toMatchObject({
      status: 403,
    });
    const { id } = await idOf("solbacken");
    expect(await call(teams, "DELETE", `${activitiesOf(teams, "solbacken")}/${id}`)).toMatchObject({ status: 200 });
    expect(await call(teams, "PUT", `${activitiesOf(teams, "solbacken")}/${id}`, hello)).toMatchObject({ status: 404 });
  });

  test("413: an activity of more than 28 KiB", async () => {
    const large = (signs: number) => post("solbacken", { type: "message", text: "x".repeat(signs) });
    expect(await large(28 * 1024)).toMatchObject({ status: 413, code: "MessageSizeTooBig" });
    expect(await large(28 * 1000)).toMatchObject({ status: 201 });
  });

  test.each([
    { what: "no JSON", body: "{" },
    { what: "nothing said", body: { type: "message" } },
    { what: "another type", body: { type: "event", text: "Hej" } },
    {
      what: "an attachment of another kind",
      body: { type: "message", attachments: [{ contentType: "image/png", contentUrl: "x" }] },
    },
    { what: "a card that is none", body: messageOf({ type: "Card" }) },
    { what: "a newer version", body: messageOf({ ...cardOf([said("Hej")]), version: "1.6" }) },
    { what: "no version", body: messageOf({ type: "AdaptiveCard", body: [said("Hej")] }) },
    { what: "an unknown element", body: messageOf(cardOf([{ type: "Chart.Pie", text: "x" }])) },
    {
      what: "an unknown action",
      body: messageOf(cardOf([said("Hej")], { actions: [{ type: "Action.Launch", title: "x" }] })),
    },
    { what: "an unknown size", body: messageOf(cardOf([{ ...said("Hej"), size: "Huge" }])) },
    { what: "an image without words", body: messageOf(cardOf([{ type: "Image", url: "https://example.com/a.png" }])) },
    {
      what: "a button without a title",
      body: messageOf(cardOf([said("Hej")], { actions: [{ type: "Action.Execute", verb: "press" }] })),
    },
    {
      what: "a button without verb",
      body: messageOf(cardOf([said("Hej")], { actions: [{ type: "Action.Execute", title: "Ja" }] })),
    },
    {
      what: "two inputs of one id",
      body: messageOf(cardOf([1, 2].map(() => ({ type: "Input.Text", id: "note", label: "x" })))),
    },
    {
      what: "an input that says nothing of itself",
      body: messageOf(cardOf([{ type: "Input.Text", id: "x", isRequired: true, label: "x" }])),
    },
    {
      what: "a mention of a stranger",
      body: {
        type: "message",
        text: "<at>X</at>",
        entities: [{ type: "mention", text: "<at>X</at>", mentioned: { id: "29:x" } }],
      },
    },
  ])("400: $what", async ({ body }) => {
    const before = teams.messages("solbacken").length;
    expect(await post("solbacken", body)).toMatchObject({ status: 400, code: "BadSyntax" });
    expect(teams.messages("solbacken")).toHaveLength(before);
  });

  test("a mention of somebody who is not there, or whose mark is not in the card", async () => {
    const mention = (name: string, mark = "<at>X</at>"): Fields => ({
      msteams: { entities: [{ type: "mention", text: mark, mentioned: { id: teams.user(name).id, name } }] },
    });
    expect(await post("solbacken", messageOf(cardOf([said("Hej <at>X</at>")], mention("johan"))))).toMatchObject({
      status: 400,
    });
    expect(await post("solbacken", messageOf(cardOf([said("Hej")], mention("anna"))))).toMatchObject({ status: 400 });
    expect(await post("solbacken", messageOf(cardOf([said("Hej <at>X</at>")], mention("anna"))))).toMatchObject({
      status: 201,
    });
    const last = teams.messages("solbacken").at(-1);
    expect(last === undefined ? [] : teams.mentions(last)).toEqual(["anna"]);
  });

  test("a targeted message to nobody there, in a personal chat, or where it is not enabled", async () => {
    const to = (name: string, where = "solbacken-kund") =>
      call(teams, "POST", `${activitiesOf(teams, where)}?isTargetedActivity=true`, {
        ...hello,
        recipient: { id: teams.user(name).id },
      });
    expect(await to("johan", "solbacken")).toMatchObject({ status: 400 });
    expect(await to("anna", teams.personal("anna").id)).toMatchObject({ status: 400 });
    teams.takeTargeted(false);
    expect(await to("karin")).toMatchObject({ status: 403 });
    teams.takeTargeted(true);
    expect(await to("karin")).toMatchObject({ status: 201 });
  });

  test.each([
    { what: "somebody who has not installed it", who: "karin", status: 403 },
    { what: "somebody of another tenant", who: "johan", status: 403 },
    { what: "somebody who has", who: "anna", status: 201 },
  ])("a personal chat with $what: $status", async ({ who, status }) => {
    const body = {
      members: [{ id: teams.user(who).id }],
      tenantId: teams.tenantId,
      channelData: { tenant: { id: teams.tenantId } },
    };
    expect(await call(teams, "POST", "v3/conversations", body)).toMatchObject({ status });
  });

  test("429 past 7 in a second, and 412, 502 and 504 when told to, with how long to wait", async () => {
    const strict = await start({ rates: "strict" });
    const many = await Promise.all(
      Array.from({ length: 9 }, () => call(strict, "POST", activitiesOf(strict, "solbacken"), hello)),
    );
    expect(many.filter(({ status }) => status === 201)).toHaveLength(7);
    for (const { status, retryAfter } of many.slice(7))
      expect({ status, retryAfter }).toEqual({ status: 429, retryAfter: "1" });
    expect(await call(strict, "POST", activitiesOf(strict, "solbacken-kund"), hello)).toMatchObject({ status: 201 });
    for (const status of [412, 502, 504]) {
      teams.trouble("post", { kind: "status", status, retryAfter: 3 });
      expect(await post("solbacken")).toMatchObject({ status, retryAfter: "3" });
    }
    expect(await post("solbacken")).toMatchObject({ status: 201 });
  });

  test("a request that breaks before it was done leaves nothing, one that breaks after it leaves what it did", async () => {
    const before = teams.messages("solbacken").length;
    teams.trouble("post", { kind: "drop" });
    await expect(post("solbacken")).rejects.toThrow();
    expect(teams.messages("solbacken")).toHaveLength(before);
    teams.trouble("post", { kind: "drop-answer" });
    await expect(post("solbacken")).rejects.toThrow();
    expect(teams.messages("solbacken")).toHaveLength(before + 1);
  });

  test("what people cannot do: guests in shared channels, other tenants elsewhere, forms half filled, buttons that are not there", async () => {
    await expect(teams.addMember("karin", "solbacken-delad")).rejects.toThrow("guest");
    await expect(teams.addMember("johan", "solbacken")).rejects.toThrow("another tenant");
    await expect(teams.say("johan", "solbacken", "status")).rejects.toThrow("not in solbacken");
    await post("solbacken", messageOf(cardOf([said("Hej")])));
    const message = teams.messages("solbacken").at(-1);
    if (message === undefined) throw new Error("Nothing was posted");
    await expect(teams.press("anna", message, "Godkänn")).rejects.toThrow("No button");
  });
});
