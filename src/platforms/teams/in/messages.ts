import type { Reply } from "../../../messages/content.ts";
import { phrase } from "../../../messages/phrase.ts";
import { mentionsBot } from "./activity.ts";
import type { Arrived } from "./arrived.ts";
import { type Dropped, download, droppedFiles, FileUnreadable } from "./files.ts";
import type { Kit, Register } from "./kit.ts";
import { postedPress } from "./press.ts";

/**
 * What is written to the bot: lines after a mention of it, and whatever is written or dropped in a private chat with
 * it. Acknowledged when it is stored; what comes of it is delivered by the outbox.
 */
export const registerMessages: Register = (routes, kit) => {
  routes.on("message", async (arrived) => {
    const { activity, ref } = arrived;
    const personal = ref.kind === "personal";
    const { turns } = kit;
    const press = postedPress(activity);
    if (press !== undefined)
      return turns.tell(arrived, await turns.take(arrived, press, { by: "press", forms: false }));
    if (!personal && !mentionsBot(activity)) return;
    const files = personal ? droppedFiles(activity) : [];
    if (files.length > 0) await allHandedIn(kit, arrived, files);
    const line = await turns.read(arrived);
    if (line.text === "" && files.length > 0) return;
    await turns.tell(arrived, await turns.take(arrived, { kind: "line", ...line }, { by: "message", forms: false }));
  });
  // Teams tells with the same type that a message was deleted and is back: nothing new was said.
  routes.on("messageUpdate", async (arrived) => {
    const { activity, ref } = arrived;
    if (activity.channelData?.eventType?.toLowerCase() !== "editmessage" || postedPress(activity) !== undefined) return;
    if (ref.kind !== "personal" && !mentionsBot(activity)) return;
    const line = await kit.turns.read(arrived);
    if (line.text === "") return;
    await kit.turns.tell(
      arrived,
      await kit.turns.take(arrived, { kind: "line", ...line }, { by: "message", edit: true, forms: false }),
    );
  });
};

/** Files dropped into the private chat. Who may not hand in files is told so, once, and nothing is fetched for them. */
async function allHandedIn(kit: Kit, arrived: Arrived, files: readonly Dropped[]): Promise<void> {
  const { turns } = kit;
  const may = await turns.take(arrived, { kind: "may" }, { by: "file/may", forms: false });
  if (may.outcome !== "done") return turns.tell(arrived, may);
  for (const [index, file] of files.entries()) await handedIn(kit, arrived, file, index);
}

/** A file dropped into the private chat is handed to the project. */
async function handedIn(
  { turns, options }: Kit,
  arrived: Arrived,
  { name, url }: Dropped,
  index: number,
): Promise<void> {
  const { access, log, language } = options;
  try {
    const content = await download(access, url);
    await turns.tell(
      arrived,
      await turns.take(arrived, { kind: "file", name, content }, { by: `file/${index}`, forms: false }),
    );
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    log.info("a dropped file could not be read", { why: error.message });
    const text = phrase("teams.file.unreadable", { name });
    const reply: Reply = { audience: "public", to: "person", blocks: [{ kind: "text", text, tone: "warning" }] };
    await turns.tell(arrived, { outcome: "failed", language, reply, caused: [], repeated: false });
  }
}
