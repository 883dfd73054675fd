import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activitiesOf, call, cardOf, messageOf, said } from "./calling.ts";
import { type Fields, type Message, startTeams, type Teams } from "./index.ts";
import { startSdkBot } from "./sdk-bot.ts";

const press = (title: string, data: Fields = {}): Fields => ({ type: "Action.Execute", title, verb: "press", data });
const open = (title: string): Fields => ({
  type: "Action.Submit",
  title,
  data: { msteams: { type: "task/fetch" }, open: "press" },
});
const send: Fields = { type: "Action.Submit", title: "Skicka", data: { form: "f1" } };
const attachment = (content: Fields): Fields => ({ contentType: "application/vnd.microsoft.card.adaptive", content });
const dialogWith = (card: Fields): Fields => ({
  task: { type: "continue", value: { title: "Önskan", card: attachment(card) } },
});
const wish = cardOf(
  [
    { type: "Input.Text", id: "wish", label: "Önskan", isRequired: true, errorMessage: "Skriv något", maxLength: 20 },
    {
      type: "Input.ChoiceSet",
      id: "area",
      label: "Område",
      value: "fax",
      choices: ["fax", "växel"].map((value) => ({ title: value, value })),
    },
    { type: "Input.Number", id: "hours", label: "Timmar", min: 0 },
    { type: "Input.Toggle", id: "urgent", title: "Bråttom" },
  ],
  { actions: [send] },
);

describe("what people do in Teams, with a bot on Microsoft's own SDK", () => {
  let teams: Teams;
  let stop: () => Promise<void>;
  const heard: Fields[] = [];
  let answer: Fields = {};
  beforeAll(async () => {
    teams = await startTeams();
    stop = await startSdkBot(teams, (activity) => {
      heard.push(activity);
      return answer;
    });
  });
  afterAll(async () => {
    await stop();
    await teams.stop();
  });
  async function posted(where: string, card: Fields, path = activitiesOf(teams, where)): Promise<Message> {
    const { status } = await call(teams, "POST", path, messageOf(card));
    expect(status).toBe(201);
    const message = teams.messages(where).at(-1);
    if (message === undefined) throw new Error("Nothing was posted");
    return message;
  }

  describe("tokens", () => {
    const activity = { type: "message", text: "Hej", id: "1", channelId: "msteams", from: { id: "29:x" } };
    test("a good one is let in, and the same activity again", async () => {
      const acked = await teams.say("anna", "solbacken", "status");
      expect(acked).toMatchObject({ status: 200 });
      expect(await teams.retry(acked)).toMatchObject({ status: 200, sent: acked.sent });
    });
    test.each([
      { what: "none", token: () => null },
      { what: "foreign", token: () => teams.mint({ key: "foreign" }) },
      { what: "unsigned", token: () => teams.mint({ key: "none" }) },
      { what: "of an unknown key", token: () => teams.mint({ keyId: "other" }) },
      { what: "for another audience", token: () => teams.mint({ claims: { aud: "other" } }) },
      { what: "of another issuer", token: () => teams.mint({ claims: { iss: "https://evil.example" } }) },
      { what: "expired", token: () => teams.mint({ claims: { exp: 1_700_000_000, nbf: 1_600_000_000 } }) },
      { what: "for another service", token: () => teams.mint({ claims: { serviceurl: "https://evil.example/" } }) },
      { what: "for no service", token: () => teams.mint({ claims: { serviceurl: undefined } }) },
    ])("$what is told apart", async ({ token }) => {
      const before = heard.length;
      expect(await teams.raw({ ...activity, serviceUrl: teams.serviceUrl }, { token: token() })).toMatchObject({
        status: 401,
      });
      expect(heard).toHaveLength(before);
    });
  });

  test("what is typed comes with the mention marked, the space after it kept whole, signs escaped, and as rich text", async () => {
    await teams.say("anna", "solbacken", 'log 2h "a < b" @erik');
    expect(heard.at(-1)).toMatchObject({
      type: "message",
      text: '<at>Startklar</at>&nbsp;log 2h "a &lt; b" <at>Erik Holm</at>\n',
      from: { id: teams.user("anna").id, aadObjectId: teams.user("anna").aad },
      recipient: { id: `28:${teams.clientId}` },
      attachments: [{ contentType: "text/html", content: expect.stringContaining('itemid="1">Erik Holm</span>') }],
      channelData: { team: { id: teams.team("Leverans").id }, tenant: { id: teams.tenantId } },
    });
    const { conversation, entities, id } = heard.at(-1) as {
      conversation: Fields;
      entities: readonly Fields[];
      id: string;
    };
    expect(conversation).toMatchObject({
      conversationType: "channel",
      id: `${teams.conversation("solbacken").id};messageid=${id}`,
    });
    expect(entities.filter(({ type }) => type === "mention")).toHaveLength(2);
    expect(teams.reads("erik", "solbacken").at(-1)?.text).toBe('@Startklar log 2h "a < b" @erik');
  });

  test("the same key is the same event, and a message without a mention is not heard outside a personal chat", async () => {
    const first = await teams.say("anna", "solbacken", "status", { key: "k" });
    expect((await teams.say("anna", "solbacken", "status", { key: "k" })).sent).toEqual(first.sent);
    const before = heard.length;
    expect(await teams.say("anna", "solbacken", "Hej alla", { mention: false })).toMatchObject({ status: 0 });
    expect(heard).toHaveLength(before);
    await teams.say("anna", "personal", "portfolio");
    expect(heard.at(-1)).toMatchObject({
      text: "portfolio\n",
      conversation: { conversationType: "personal", id: teams.personal("anna").id },
    });
  });

  test("a thread: a reply carries its root, and what is sent to the root stands in it", async () => {
    const root = await posted("solbacken", cardOf([said("Rot")]));
    await teams.say("anna", "solbacken", "status", { thread: root.id });
    expect(heard.at(-1)).toMatchObject({
      conversation: { id: `${teams.conversation("solbacken").id};messageid=${root.id}` },
    });
    const path = activitiesOf(teams, "solbacken").replace("/activities", `;messageid=${root.id}/activities`);
    expect((await posted("solbacken", cardOf([said("Svar")]), path)).root).toBe(root.id);
  });

  test("a press brings what the button carries; its answer changes the card for the presser alone, until it is edited for all", async () => {
    const message = await posted(
      "solbacken-kund",
      cardOf([said("Godkänn?")], { actions: [press("Godkänn", { message: "m1", button: "ok" })] }),
    );
    answer = { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: cardOf([said("Godkänt")]) };
    const acked = await teams.press("karin", message, "Godkänn", { key: "p" });
    expect(heard.at(-1)).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: message.id,
      value: { action: { type: "Action.Execute", verb: "press", data: { message: "m1", button: "ok" } } },
    });
    expect(acked.refused).toBeUndefined();
    expect(teams.own("karin", "solbacken-kund")).toContain("Godkänt");
    expect(teams.everything("johan")).not.toContain("Godkänt");
    expect(teams.reads("karin", "solbacken-kund").at(-1)).toMatchObject({ text: "Godkänt", buttons: [] });
    expect(teams.reads("johan", "solbacken-kund").at(-1)).toMatchObject({ text: "Godkänn?", buttons: ["Godkänn"] });
    await expect(teams.press("karin", message, "Godkänn")).rejects.toThrow("No button");
    await call(
      teams,
      "PUT",
      `${activitiesOf(teams, "solbacken-kund")}/${message.id}`,
      messageOf(cardOf([said("Klart")])),
    );
    for (const who of ["karin", "johan"])
      expect(teams.reads(who, "solbacken-kund").at(-1)).toMatchObject({ text: "Klart", edited: true });
  });

  test.each([
    {
      what: "words",
      body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "Bara för dig" },
      shows: "Bara för dig",
    },
    {
      what: "an error",
      body: { statusCode: 400, type: "application/vnd.microsoft.error", value: { code: "x", message: "Nej" } },
      shows: "Nej",
    },
    { what: "nothing", body: {}, refused: "Something went wrong" },
    {
      what: "a card too new",
      body: {
        statusCode: 200,
        type: "application/vnd.microsoft.card.adaptive",
        value: { ...cardOf([]), version: "2.0" },
      },
      refused: "version",
    },
  ])("a press that is answered with $what", async ({ body, shows, refused }) => {
    const message = await posted("solbacken-kund", cardOf([said("Fråga")], { actions: [press("Ja")] }));
    answer = body;
    const acked = await teams.press("johan", message, /Ja/);
    if (refused === undefined) expect(acked).toMatchObject({ shown: shows });
    else expect(acked.refused).toContain(refused);
    expect(teams.reads("johan", "solbacken-kund").at(-1)?.text).toBe("Fråga");
  });

  test("a dialog: opened, refused with what was typed still in it, and closed", async () => {
    const message = await posted("solbacken-kund", cardOf([said("Önska")], { actions: [open("Önska")] }));
    answer = dialogWith(wish);
    const { dialog } = await teams.press("johan", message, "Önska");
    expect(heard.at(-1)).toMatchObject({
      name: "task/fetch",
      replyToId: message.id,
      value: { data: { open: "press" } },
    });
    if (dialog === undefined) throw new Error("No dialog opened");
    expect(dialog).toMatchObject({ title: "Önskan", values: { wish: "", area: "fax" }, buttons: ["Skicka"] });
    await expect(teams.submit("johan", dialog, {})).rejects.toThrow("required");
    await expect(teams.submit("johan", dialog, { wish: "x".repeat(21) })).rejects.toThrow("longer");
    await expect(teams.submit("johan", dialog, { wish: "Kö", area: "tomte" })).rejects.toThrow("not offered");
    await expect(teams.submit("johan", dialog, { wish: "Kö", hours: "-1" })).rejects.toThrow("limits");
    await expect(teams.submit("petra", dialog, { wish: "Kö" })).rejects.toThrow("another person's");
    answer = dialogWith({
      ...wish,
      body: [
        { ...said("För kort"), color: "Attention" },
        { ...(wish.body as Fields[])[0], value: "Kö" },
      ],
    });
    const again = await teams.submit("johan", dialog, { wish: "Kö", hours: "2.5" });
    expect(heard.at(-1)).toMatchObject({
      name: "task/submit",
      value: { data: { form: "f1", wish: "Kö", area: "fax", hours: 2.5, urgent: "false" } },
    });
    expect(again.dialog).toMatchObject({ text: "För kort\nÖnskan", values: { wish: "Kö" } });
    await expect(teams.submit("johan", dialog, { wish: "Kö" })).rejects.toThrow("not open");
    answer = {};
    await teams.submit("johan", again.dialog ?? dialog, {});
    expect(teams.dialog("johan")).toBeUndefined();
    answer = { task: { type: "message", value: "Redan gjort" } };
    expect(await teams.submit("petra", dialog, { wish: "Kö" }, { forged: true })).toMatchObject({
      shown: "Redan gjort",
    });
    expect(heard.at(-1)).toMatchObject({ from: { id: teams.user("petra").id }, value: { data: { form: "f1" } } });
  });

  test("a button that opens no dialog comes as a message without text", async () => {
    const message = await posted("solbacken-kund", cardOf([said("Ja?")], { actions: [{ ...send, title: "Ja" }] }));
    await teams.press("karin", message, "Ja");
    expect(heard.at(-1)).toMatchObject({ type: "message", replyToId: message.id, value: { form: "f1" } });
    expect(heard.at(-1)).not.toHaveProperty("text");
  });

  test("a message action brings the message, opens a dialog and submits it", async () => {
    await teams.say("johan", "solbacken-kund", "Kan vi få <kö>?", { mention: false });
    const message = teams.messages("solbacken-kund").at(-1) as Message;
    answer = dialogWith(wish);
    const { dialog } = await teams.messageAction("anna", message, "makeChange");
    expect(heard.at(-1)).toMatchObject({
      name: "composeExtension/fetchTask",
      value: {
        commandId: "makeChange",
        messagePayload: { id: message.id, body: { content: "<div>Kan vi få &lt;kö&gt;?</div>" } },
      },
    });
    if (dialog === undefined) throw new Error("No dialog opened");
    answer = {};
    await teams.submit("anna", dialog, { wish: "Kö" });
    expect(heard.at(-1)).toMatchObject({
      name: "composeExtension/submitAction",
      value: { commandId: "makeChange", data: { wish: "Kö" } },
    });
  });

  test("a file dropped in the personal chat is fetched without a token", async () => {
    await teams.upload("anna", "nummer.csv", "a;b\n");
    const [file] = (heard.at(-1) as { attachments: readonly { content: { downloadUrl: string } }[] }).attachments;
    const url = file?.content.downloadUrl ?? "";
    expect(await (await fetch(url)).text()).toBe("a;b\n");
    expect((await fetch(url, { headers: { authorization: `Bearer ${teams.token}` } })).status).toBe(401);
  });

  test("a targeted message is seen by one person, who alone can press on it", async () => {
    const { id } = teams.user("karin");
    const path = `${activitiesOf(teams, "solbacken-kund")}?isTargetedActivity=true`;
    const body = messageOf(cardOf([said("Bara du")], { actions: [press("Visa")] }), {
      recipient: { id, isTargeted: true },
    });
    await call(teams, "POST", path, body);
    expect(teams.reads("karin", "solbacken-kund").at(-1)).toMatchObject({ text: "Bara du", targetedTo: "karin" });
    expect(teams.reads("johan", "solbacken-kund").at(-1)?.text).not.toBe("Bara du");
    expect(teams.own("karin", "solbacken-kund")).toContain("Bara du");
    expect(teams.everything("johan")).not.toContain("Bara du");
    const message = teams.messages("solbacken-kund").at(-1) as Message;
    await expect(teams.press("johan", message, "Visa")).rejects.toThrow("does not see");
  });
});
