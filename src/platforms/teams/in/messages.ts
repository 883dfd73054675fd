import type { BroughtFile } from "../../../bot/incoming.ts";
import type { Reply } from "../../../messages/content.ts";
import { phrase } from "../../../messages/phrase.ts";
import type { Addressed } from "../../addressed.ts";
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
    const line = await turns.read(arrived);
    if (files.length > 0 && kit.options.takesFiles(line.text)) return lineWithFiles(kit, arrived, line, files);
    if (files.length > 0) await allHandedIn(kit, arrived, files);
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
async function handedIn(kit: Kit, arrived: Arrived, dropped: Dropped, index: number): Promise<void> {
  const { turns } = kit;
  const file = await fetched(kit, arrived, dropped);
  if (file === undefined) return;
  await turns.tell(
    arrived,
    await turns.take(arrived, { kind: "file", ...file }, { by: `file/${index}`, forms: false }),
  );
}

/** A line with the files that it takes. What cannot be fetched is told of, and nothing is done. */
async function lineWithFiles(kit: Kit, arrived: Arrived, line: Addressed, dropped: readonly Dropped[]): Promise<void> {
  const { turns } = kit;
  const files: BroughtFile[] = [];
  for (const one of dropped) {
    const file = await fetched(kit, arrived, one);
    if (file === undefined) return;
    files.push(file);
  }
  await turns.tell(
    arrived,
    await turns.take(arrived, { kind: "line", ...line, files }, { by: "message", forms: false }),
  );
}

/** A dropped file with its bytes; undefined for one that cannot be had, which the person is told. */
async function fetched(
  { turns, options }: Kit,
  arrived: Arrived,
  { name, url }: Dropped,
): Promise<BroughtFile | undefined> {
  const { access, log, language } = options;
  try {
    return { name, content: await download(access, url) };
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    log.info("a dropped file could not be read", { why: error.message });
    const text = phrase("teams.file.unreadable", { name });
    const reply: Reply = { audience: "public", to: "person", blocks: [{ kind: "text", text, tone: "warning" }] };
    await turns.tell(arrived, { outcome: "failed", language, reply, caused: [], repeated: false });
    return undefined;
  }
}
