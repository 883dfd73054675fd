import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Dispatch, Incoming } from "../../src/bot/incoming.ts";
import type { Content } from "../../src/messages/content.ts";
import type { Day } from "../../src/messages/day.ts";
import { raw } from "../../src/messages/phrase.ts";
import type { Address, Delivery, Platform, PlatformName } from "../../src/messages/platform.ts";

/** A platform on trial: its real adapter, with a bot that answers what the contract says. */
export interface Trial {
  readonly platform: Platform;
  /** A conversation with people from outside in it. */
  readonly shared: Address;
  /** The platform's ids of a member of staff and of a customer. */
  readonly staff: string;
  readonly customer: string;
  /** A person types a line there; the same key is the same event sent again. */
  types(user: string, text: string, key: string): Promise<void>;
  /** A person presses a button of a message of ours; the same key is the same event sent again. */
  presses(user: string, message: string, button: string, key: string): Promise<void>;
  /** Whether it can show pictures; what cannot, leaves them out. */
  readonly pictures: boolean;
  /** What a person reads there: a text for each message in order, with the labels of its buttons. */
  reads(user: string): Promise<readonly { readonly text: string; readonly buttons: readonly string[] }[]>;
  stop(): Promise<void>;
}

/** A content with every kind of block; its words are found again on every platform. */
const everything: Content = {
  audience: "public",
  blocks: [
    { kind: "heading", text: raw("Kunddata") },
    { kind: "text", text: raw("Tre områden saknas"), tone: "warning" },
    { kind: "list", items: [raw("Huvudnummer"), raw("Röstbrevlåda")] },
    { kind: "facts", rows: [{ label: raw("Senast"), value: raw("fre 4 dec") }] },
    {
      kind: "table",
      columns: [{ label: raw("Resa") }, { label: raw("Belopp"), align: "right" }],
      rows: [[raw("Uppsala"), raw("3 035,00 kr")]],
    },
    { kind: "quote", text: "Väntar på HR" },
    { kind: "line", line: 'data stuck voicemail "HR"' },
    {
      kind: "buttons",
      buttons: [
        { id: "hand-in", label: raw("Lämna in"), runs: "data hand-in", style: "primary", asks: true },
        { id: "stuck", label: raw("Sitter fast"), runs: "data say-stuck" },
      ],
    },
  ],
};
const says = [
  "Kunddata",
  "Tre områden saknas",
  "Huvudnummer",
  "Röstbrevlåda",
  "Senast",
  "fre 4 dec",
  "Resa",
  "Belopp",
  "Uppsala",
  "3 035,00 kr",
];
const alsoSays = ["Väntar på HR", 'data stuck voicemail "HR"'];

/** A picture beside words that say the same. */
const pictured: Content = {
  audience: "public",
  blocks: [
    { kind: "text", text: raw("Senast: fre 4 dec") },
    {
      kind: "picture",
      picture: {
        kind: "timeline",
        title: raw("Solbacken <Vård>"),
        today: "2026-12-07" as Day,
        rows: [
          { name: raw("Kunddata"), on: "2026-12-04" as Day, state: "late", late: 1, who: raw("Solbacken <Vård>") },
        ],
        more: 0,
      },
    },
  ],
};

const textOf = (text: string): Content => ({ audience: "public", blocks: [{ kind: "text", text: raw(text) }] });

/**
 * What every platform does the same way: draws all of a content, once, for those who may see it, and brings back what
 * people do.
 */
export function platformContract(name: PlatformName, start: (dispatch: Dispatch) => Promise<Trial>): void {
  describe(`${name} keeps the platform contract`, () => {
    const handled: Incoming[] = [];
    let answer: Partial<Answer> = {};
    let trial: Trial;
    const dispatch: Dispatch = {
      async handle(incoming) {
        handled.push(incoming);
        return { outcome: "done", language: "sv", caused: [], repeated: false, ...answer };
      },
      async system() {},
    };
    const deliver = (message: string, content: Content, more: Partial<Delivery> = {}) =>
      trial.platform.deliver({
        message,
        revision: 1,
        to: trial.shared,
        language: "sv",
        content,
        saidAt: Date.parse("2026-11-23T08:00Z"),
        ...more,
      });
    const readsOf = async (user: string) => (await trial.reads(user)).map(({ text }) => text);

    beforeAll(async () => {
      trial = await start(dispatch);
    });
    afterAll(() => trial.stop());

    test("is called by its name", () => expect(trial.platform.name).toBe(name));

    test("every block says what it says, and every button stands under it", async () => {
      expect(await deliver("m-all", everything)).toMatchObject({ outcome: "sent" });
      const shown = (await trial.reads(trial.customer)).at(-1);
      for (const said of [...says, ...alsoSays]) expect(shown?.text).toContain(said);
      expect(shown?.buttons).toEqual(["Lämna in", "Sitter fast"]);
    });

    test("a picture is said to whoever does not see it, and left out where it cannot be shown", async () => {
      expect(await deliver("m-picture", pictured)).toMatchObject({ outcome: "sent" });
      const shown = (await readsOf(trial.customer)).at(-1);
      expect(shown).toContain("Senast: fre 4 dec");
      const words = "Kunddata: fre 4 dec, 1 arbetsdag sent, väntar på Solbacken <Vård>.";
      if (trial.pictures) expect(shown).toContain(words);
      else expect(shown).not.toContain(words);
    });

    test("people's own words are read as they were typed", async () => {
      const typed = '<b>fet</b> & *stjärna* _streck_ <script>alert(1)</script> "citat" <!channel>';
      await deliver("m-raw", textOf(typed));
      expect((await readsOf(trial.customer)).at(-1)).toContain(typed);
    });

    test("a delivery that is tried again is no second message", async () => {
      const first = await deliver("m-once", textOf("En gång"));
      const again = await deliver("m-once", textOf("En gång"), first.outcome === "sent" ? { sent: first.id } : {});
      expect(again).toMatchObject({ outcome: "sent" });
      expect((await readsOf(trial.staff)).filter((text) => text.includes("En gång"))).toHaveLength(1);
    });

    test("a later revision takes the place of the earlier one", async () => {
      const first = await deliver("m-edit", textOf("Fax saknas"));
      await deliver("m-after", textOf("Efteråt"));
      await deliver("m-edit", textOf("Allt är klart"), {
        revision: 2,
        ...(first.outcome === "sent" ? { sent: first.id } : {}),
      });
      const shown = await readsOf(trial.staff);
      expect(shown.some((text) => text.includes("Fax saknas"))).toBe(false);
      expect(shown.findIndex((text) => text.includes("Allt är klart"))).toBeLessThan(
        shown.findIndex((text) => text.includes("Efteråt")),
      );
    });

    test("what is worth nothing any more goes, and gone already it is no trouble", async () => {
      const first = await deliver("m-gone", textOf("Påminnelse"));
      await deliver("m-stays", textOf("Stannar"));
      const where = first.outcome === "sent" ? { sent: first.id } : {};
      for (const _ of ["there", "gone already"]) {
        expect(await deliver("m-gone", textOf("Ersatt"), { revision: 2, gone: true, ...where })).toEqual({
          outcome: "dropped",
        });
        const shown = await readsOf(trial.customer);
        expect(shown.some((text) => /Påminnelse|Ersatt/u.test(text))).toBe(false);
        expect(shown.some((text) => text.includes("Stannar"))).toBe(true);
      }
    });

    test("A1: what is for one person is read by nobody else", async () => {
      await deliver("m-own", textOf("Bara för Karin"), { visibleTo: trial.customer });
      expect((await readsOf(trial.customer)).some((text) => text.includes("Bara för Karin"))).toBe(true);
      expect((await readsOf(trial.staff)).some((text) => text.includes("Bara för Karin"))).toBe(false);
    });

    test.each([
      { who: "staff", staff: true },
      { who: "customer", staff: false },
    ] as const)("a line of $who comes in as it was typed, with who typed it", async ({ who, staff }) => {
      const text = `status "åäö – ”citat”" ${who}`;
      await trial.types(trial[who], text, `line-${who}`);
      const { account, conversation, intent } = handled.at(-1) ?? {};
      expect(account).toMatchObject({ platform: name, user: trial[who], staff });
      expect(conversation).toMatchObject({
        platform: name,
        external: trial.shared.conversation,
        outsiders: true,
        private: false,
      });
      expect(intent).toEqual({ kind: "line", text });
    });

    test("a press brings back our message and our button", async () => {
      await deliver("m-press", everything);
      await trial.presses(trial.customer, "m-press", "stuck", "press-1");
      expect(handled.at(-1)?.intent).toEqual({ kind: "press", message: "m-press", button: "stuck" });
    });

    test("once: an event that is sent again brings the same key, another one another key", async () => {
      await trial.types(trial.staff, "status", "again");
      const first = handled.at(-1)?.key;
      await trial.types(trial.staff, "status", "again");
      expect(handled.at(-1)?.key).toBe(first);
      await trial.types(trial.staff, "status", "another");
      expect(handled.at(-1)?.key).not.toBe(first);
    });

    test("a refusal reaches the person who was refused, and nobody else", async () => {
      answer = { outcome: "refused", reply: { ...textOf("Det får bara leverantören göra"), to: "person" } };
      await trial.types(trial.customer, "log 2h", "refused");
      answer = {};
      expect((await readsOf(trial.customer)).some((text) => text.includes("Det får bara leverantören göra"))).toBe(
        true,
      );
      expect((await readsOf(trial.staff)).some((text) => text.includes("Det får bara leverantören göra"))).toBe(false);
    });
  });
}
