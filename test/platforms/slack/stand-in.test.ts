import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { approve, boltApp, clientOf, type Heard, modal, refusal } from "../../support/slack/bolt-app.ts";
import { type Slack, startSlack } from "../../support/slack/index.ts";

describe.each(["http", "socket"] as const)("a Bolt app over %s", (mode) => {
  let slack: Slack;
  let stop: () => Promise<void>;
  const heard: Heard[] = [];
  const last = () => heard.at(-1) as Heard;
  beforeAll(async () => {
    slack = await startSlack({ mode, rates: "none" });
    stop = await boltApp(slack, mode, heard);
  });
  afterAll(async () => {
    await stop();
    await slack.stop();
  });
  beforeEach(() => void heard.splice(0));

  test("a slash command comes in escaped, and its acknowledgement is the answer that one person sees", async () => {
    const { status, answer, ms } = await slack.command("anna", "solbacken", 'log 2h <kund> & "växel"');
    expect(status).toBe(200);
    expect(ms).toBeLessThan(3000);
    expect(last().text).toBe('log 2h &lt;kund&gt; &amp; "växel"');
    expect(last().body).toMatchObject({
      command: "/startklar",
      team_id: slack.home.id,
      user_id: slack.user("anna").id,
    });
    expect(answer).toMatchObject({ ephemeralTo: slack.user("anna").id });
    expect(slack.reads("anna", "solbacken").at(-1)?.text).toBe('svar: log 2h <kund> & "växel"');
    expect(slack.reads("erik", "solbacken").some(({ ts }) => ts === answer?.ts)).toBe(false);
  });

  test("an answer may be for the channel, may be none, and is refused when Slack would not draw it", async () => {
    const shown = await slack.command("anna", "solbacken", "in channel");
    expect(slack.reads("erik", "solbacken").at(-1)?.ts).toBe(shown.answer?.ts);
    expect(await slack.command("anna", "solbacken", "nothing")).toMatchObject({ status: 200 });
    expect((await slack.command("anna", "solbacken", "broken")).refused).toMatchObject({ error: "invalid_blocks" });
  });

  test("people of another organisation get no slash commands and no shortcuts; guests do", async () => {
    await expect(slack.command("karin", "solbacken-kund", "status")).rejects.toThrow(
      "slash commands are for the home workspace",
    );
    expect(await slack.command("olle", "solbacken-kund", "status")).toMatchObject({ status: 200 });
    const { message } = await slack.say("karin", "solbacken-kund", "Vi behöver fax");
    await expect(slack.shortcut("karin", message, "make-change")).rejects.toThrow("home workspace");
    expect(heard.filter(({ what }) => what === "shortcut")).toEqual([]);
  });

  test("a press by a customer comes in as theirs, with the message, and is answered through its URL", async () => {
    const client = clientOf(slack, slack.botToken);
    await client.chat.postMessage({ channel: slack.channel("solbacken-kund").id, text: "Kort", blocks: [approve] });
    const message = slack.messages("solbacken-kund").at(-1);
    if (message === undefined) return expect.unreachable();
    expect(await slack.press("karin", message, "Godkänn & klart")).toMatchObject({ status: 200 });
    await expect.poll(() => slack.reads("karin", "solbacken-kund").at(-1)?.text).toBe("Godkänt");
    expect(last().body).toMatchObject({
      type: "block_actions",
      team: { id: slack.customer.id },
      user: { id: slack.user("karin").id, team_id: slack.customer.id },
      actions: [{ action_id: "press:approve", block_id: "m:1", value: "1", text: { text: "Godkänn &amp; klart" } }],
      message: { ts: message.ts },
    });
    await expect(slack.press("karin", message, "Avslå")).rejects.toThrow("No button");
    expect(await slack.press("karin", message, { action_id: "press:forged", value: "9" })).toMatchObject({
      status: 200,
    });
    expect(last().body).toMatchObject({ actions: [{ action_id: "press:forged", value: "9" }] });
  });

  test("a modal opens on a trigger, keeps its errors, and closes on success", async () => {
    await slack.command("anna", "solbacken", "form");
    await expect.poll(() => slack.modal("anna")).toBeDefined();
    const view = slack.modal("anna");
    if (view === undefined) return expect.unreachable();
    await expect(slack.submit("anna", view, {})).rejects.toThrow("note: is required");
    await expect(slack.submit("anna", view, { note: "x", kind: "c" })).rejects.toThrow("not offered");
    await expect(slack.submit("erik", view, { note: "x" })).rejects.toThrow("another person's");
    await slack.submit("anna", view, { note: "fel" });
    expect(slack.modal("anna")?.errors).toEqual({ note: "Så går det inte" });
    const done = await slack.submit("anna", view, { note: "Möte <1> & 2", kind: "b" });
    expect(slack.modal("anna")).toBeUndefined();
    expect(last()).toMatchObject({
      text: "Möte <1> & 2",
      body: {
        team: { id: slack.home.id },
        view: {
          private_metadata: "f1",
          app_installed_team_id: slack.home.id,
          state: { values: { kind: { v: { selected_option: { value: "b" } } } } },
        },
      },
    });
    expect(await slack.retry(done)).toMatchObject({ status: 200 });
    expect(await slack.submit("erik", view, { note: "x" }, { forged: true, privateMetadata: "f2" })).toMatchObject({
      status: 200,
    });
    expect(last().body).toMatchObject({ user: { id: slack.user("erik").id }, view: { private_metadata: "f2" } });
  });

  test("a mention, a direct message and a retry of one", async () => {
    const mention = await slack.mention("karin", "solbacken-kund", "status @anna https://example.com <x>");
    const { event_id: id, is_ext_shared_channel: shared } =
      heard.find(({ what }) => what === "app_mention")?.body ?? {};
    expect(heard.find(({ what }) => what === "app_mention")?.text).toBe(
      `<@${slack.botUser}> status <@${slack.user("anna").id}> <https://example.com> &lt;x&gt;`,
    );
    expect(shared).toBe(true);
    heard.splice(0);
    await slack.retry(mention, 2);
    await expect.poll(() => heard.length).toBe(1);
    expect(last()).toMatchObject({ what: "app_mention", retry: 2, body: { event_id: id } });
    await slack.dm("anna", "status");
    await expect
      .poll(() => last())
      .toMatchObject({
        what: "message",
        text: "status",
        body: { event: { channel_type: "im", channel: slack.im("anna").id } },
      });
  });

  test("a message shortcut, a home, a file in a shared channel", async () => {
    const { message } = await slack.say("erik", "solbacken", "Kunden vill ha fax");
    await slack.shortcut("erik", message, "make-change");
    expect(last().body).toMatchObject({
      callback_id: "make-change",
      message: { text: "Kunden vill ha fax", ts: message.ts },
    });
    await slack.openHome("anna");
    await expect.poll(() => slack.homeOf("anna")?.drawn.blocks).toHaveLength(1);
    const { file } = await slack.upload("karin", "solbacken-kund", "nummer.csv", "08-1\n08-2\n");
    await expect
      .poll(() => heard.filter(({ what }) => what === "file_shared" || what === "message").length)
      .toBeGreaterThanOrEqual(2);
    const share = heard.find(
      ({ body }) => (body.event as { readonly subtype?: string } | undefined)?.subtype === "file_share",
    );
    expect(share?.body).toMatchObject({ event: { files: [{ id: file.id, file_access: "check_file_info" }] } });
    const client = clientOf(slack, slack.botToken);
    const { file: info } = await client.files.info({ file: file.id });
    const bytes = (token: string) =>
      fetch(info?.url_private ?? "", { headers: { authorization: `Bearer ${token}` } }).then((one) => one.text());
    expect(await bytes(slack.botToken)).toBe("08-1\n08-2\n");
    expect(await bytes("xoxb-other")).toContain("Sign in");
  });

  test("a channel that becomes shared gets another id, and the bot is told", async () => {
    const project = slack.addChannel({ name: `berga-${mode}`, kind: "private", members: ["anna"] });
    const old = project.id;
    await slack.share(project.name, slack.customer.id, { newId: `C0BERGANEW${mode.toUpperCase()}` });
    await expect.poll(() => heard.map(({ what }) => what)).toEqual(["channel_id_changed", "channel_shared"]);
    expect(heard[0]?.body).toMatchObject({ event: { old_channel_id: old, new_channel_id: project.id } });
    const client = clientOf(slack, slack.botToken);
    expect(await refusal(client.conversations.info({ channel: old }))).toBe("channel_not_found");
    expect((await client.conversations.info({ channel: project.id })).channel).toMatchObject({ is_ext_shared: true });
    await slack.archive(project.name);
    await expect.poll(() => last().what).toBe("group_archive");
  });

  test("a modal that a customer opens from a button names both organisations: theirs, and the one that has the bot", async () => {
    const client = clientOf(slack, slack.botToken);
    await client.chat.postMessage({ channel: slack.channel("solbacken-kund").id, text: "Kort", blocks: [approve] });
    const card = slack.messages("solbacken-kund").at(-1);
    if (card === undefined) return expect.unreachable();
    await slack.press("karin", card, /^Godkänn/);
    await client.views.open({ trigger_id: String(last().body.trigger_id), view: modal() });
    const view = slack.modal("karin");
    if (view === undefined) return expect.unreachable();
    await slack.submit("karin", view, { note: "Ja" });
    expect(last().body).toMatchObject({
      team: { id: slack.customer.id },
      view: { team_id: slack.home.id, app_installed_team_id: slack.home.id },
    });
  });

  test("a submission that is answered with what Slack would not draw leaves the modal open", async () => {
    await slack.command("anna", "solbacken", "form");
    await expect.poll(() => slack.modal("anna")).toBeDefined();
    const view = slack.modal("anna");
    if (view === undefined) return expect.unreachable();
    expect((await slack.submit("anna", view, { note: "fel fält" })).refused).toMatchObject({ error: "invalid_errors" });
    expect((await slack.submit("anna", view, { note: "större" })).refused).toMatchObject({
      error: "invalid_arguments",
    });
    expect(slack.modal("anna")).toBe(view);
    await slack.submit("anna", view, { note: "vidare" });
    expect(slack.modal("anna")?.drawn).toMatchObject({ title: { text: "Steg 2" } });
    expect(slack.modal("anna")?.id).toBe(view.id);
    expect(await slack.close("anna", view)).toBeUndefined();
    expect(slack.modal("anna")).toBeUndefined();
  });

  test("an external select offers what the bot finds, and takes nothing else", async () => {
    await slack.command("anna", "solbacken", "find");
    await expect.poll(() => slack.modal("anna")).toBeDefined();
    const view = slack.modal("anna");
    if (view === undefined) return expect.unreachable();
    await expect(slack.submit("anna", view, { project: "SOL-sol" })).rejects.toThrow("not offered");
    expect((await slack.suggest("anna", view, "project", "sol")).options).toEqual(["SOL-sol"]);
    await slack.submit("anna", view, { project: "SOL-sol" });
    expect(last().body).toMatchObject({
      view: { state: { values: { project: { v: { selected_option: { value: "SOL-sol" } } } } } },
    });
  });
});

test("a socket that Slack closes is opened again by the bot, and nothing is lost", async () => {
  const slack = await startSlack({ mode: "socket", rates: "none" });
  const stop = await boltApp(slack, "socket", []);
  slack.recycleSockets();
  expect(await slack.command("anna", "solbacken", "status")).toMatchObject({
    status: 200,
    answer: { text: "svar: status" },
  });
  await stop();
  await slack.stop();
});
