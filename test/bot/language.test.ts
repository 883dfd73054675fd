import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { labelText } from "../../src/messages/phrase.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import { commands } from "../support/commands.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

const words = createWords();
const opened = 'open "Solbacken Vård AB" internal:solbacken shared:solbacken-kund';
/** A house of one language with a project in the other. */
const houses = [
  { house: "sv", spoken: "en" },
  { house: "en", spoken: "sv" },
] as const;
const workspaces = new Map<string, Workspace>();
const receipts = new Map<string, string>();

async function says(ws: Workspace, user: "anna" | "erik" | "karin", place: string, text: string): Promise<string> {
  const answer = await ws.house.dispatch.handle({
    account: { platform: "local", tenant: "local", user, name: ws[user].name, staff: user !== "karin", handle: user },
    conversation: {
      platform: "local",
      tenant: "local",
      external: place,
      name: place,
      private: place.startsWith("dm-"),
      outsiders: place.endsWith("kund"),
    },
    key: randomUUID(),
    intent: { kind: "line", text },
  });
  const labels = answer.form?.fields.map(({ label }) => words.text(answer.language, labelText(label))) ?? [];
  const reply = answer.reply === undefined ? "" : plainText(words, answer.language, answer.reply);
  return [reply, ...labels].join("\n");
}

beforeAll(async () => {
  for (const { house, spoken } of houses) {
    const ws = await openWorkspace({ language: house });
    workspaces.set(spoken, ws);
    await ws.conversation("solbacken", { outsiders: false });
    await ws.conversation("solbacken-kund", { outsiders: true });
    receipts.set(spoken, await says(ws, "anna", "solbacken", `${opened} language:${spoken}`));
    await says(ws, "anna", "solbacken", "team add karin approver");
  }
}, 60_000);
afterAll(async () => {
  for (const ws of workspaces.values()) await ws.close();
});

const strange = {
  en: /[åäö]|\b(?:och|inte|projekt|ange|hjälp|skriv)\b/iu,
  sv: /\b(?:the|and|not|is|are|project|set|write|you|package|open|kickoff|configuration|documentation)\b/iu,
};
/** The customer's own name, and what a Swedish place names in English. */
const own =
  /Solbacken Vård AB|Anna Lind|Karin Ek|Kö Premium|Startklar|solbacken-kund|”[^”]*”|“[^”]*”|"[^"]*"|[a-z]+=\d+h/gu;

test.each(houses)("$spoken in a house of $house: the receipt of open", ({ spoken }) => {
  expect(receipts.get(spoken)?.replaceAll(own, "")).not.toMatch(strange[spoken]);
});

test.each(
  houses.flatMap(({ spoken }) =>
    [
      "help",
      "portfolio",
      "xyzzy",
      "log 2h",
      "log 2h xyz",
      "change X9",
      "status",
      "invoice",
      "golive",
      "log",
      "plan",
      "history",
    ].map((text) => ({ spoken, text })),
  ),
)("$spoken: $text", async ({ spoken, text }) => {
  const ws = workspaces.get(spoken) as Workspace;
  expect((await says(ws, "anna", "solbacken", text)).replaceAll(own, "")).not.toMatch(strange[spoken]);
});

test.each(houses)("$spoken: a customer's private chat speaks as her project does", async ({ spoken }) => {
  const ws = workspaces.get(spoken) as Workspace;
  for (const text of ["help", "xyzzy"]) {
    expect((await says(ws, "karin", "dm-karin", text)).replaceAll(own, "")).not.toMatch(strange[spoken]);
  }
});

test.each(houses)(
  "$spoken: the line to copy speaks as the answer does, asked where both are spoken",
  async ({ house, spoken }) => {
    const ws = workspaces.get(spoken) as Workspace;
    await says(ws, "anna", "backen", `open "Backen AB" internal:backen language:${house}`);
    const said = await says(ws, "erik", "dm-erik", "log xyz configuration in:solbacken");
    expect(said).toContain(
      spoken === "sv" ? "logga <tid> konfiguration i:solbacken" : "log <time> configuration in:solbacken",
    );
  },
);

test("sv: help of every command names nothing in English outside its examples' own texts", async () => {
  const ws = workspaces.get("sv") as Workspace;
  for (const { name } of commands) {
    const text = (await says(ws, "anna", "solbacken", `help ${name}`)).replaceAll(own, "");
    expect([name, strange.sv.exec(text)?.[0]]).toEqual([name, undefined]);
  }
});
