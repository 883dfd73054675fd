import { randomUUID } from "node:crypto";
import type { ProjectContext } from "../../bot/command.ts";
import type { Block, Content } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { type Untold, untoldJob } from "../../store/contract/jobs.ts";

/** What one person writes within this time is one notice of ours, in milliseconds. */
const together = 30 * 60 * 1000;
/** As much of it is shown; more is only counted. */
const mostQuotes = 10;

interface PassedOn {
  /** What sort of words they are: only those of one sort are brought together. */
  readonly kind: string;
  /** As they were written. */
  readonly words: string;
  readonly before: readonly Block[];
  readonly after: readonly Block[];
}

/**
 * Passes on to our own channel what somebody wrote, word for word. What they write soon after is written into the same
 * notice, so that nobody is called for each line. Where there is no channel of ours to say it in, the project's staff
 * are told in their private chats.
 */
export async function passOn(ctx: ProjectContext, { kind, words, before, after }: PassedOn): Promise<void> {
  const { facts, store, actor, now } = ctx;
  const subject = `passed-on/${kind}/${actor.id}/${ctx.place.conversation}`;
  const notice = (content: Content, added: readonly string[]): Content => {
    const quotes = [...quotesIn(content), ...added];
    const more = countIn(content) + Math.max(0, quotes.length - mostQuotes);
    const shown = quotes.slice(0, mostQuotes).map((text): Block => ({ kind: "quote", text }));
    return {
      audience: "public",
      blocks: [...before, ...shown, ...(more === 0 ? [] : [moreBlock(more)]), ...after],
    };
  };
  const earlier = await store.messages.bySubject(facts.project.id, subject);
  if (earlier !== undefined && earlier.conversation === facts.project.internal && now - earlier.saidAt < together) {
    await ctx.revise(subject, notice(earlier.content, [words]));
    return;
  }
  const content = notice({ audience: "public", blocks: [] }, [words]);
  if (await ctx.post("internal", content, subject)) return;
  const key = `${facts.project.id}/${subject}/${Math.floor(now / together)}`;
  if (await store.requests.claim({ id: randomUUID(), platform: "house", tenant: "", key, at: now }))
    await store.jobs.add(untoldJob, { project: facts.project.id, notice: content } satisfies Untold);
}

const quotesIn = ({ blocks }: Content): readonly string[] =>
  blocks.flatMap((block) => (block.kind === "quote" ? [block.text] : []));

const moreBlock = (more: number): Block => ({
  kind: "text",
  text: phrase("ask.more", { count: more }),
  tone: "quiet",
  role: { more },
});

function countIn({ blocks }: Content): number {
  const counts = blocks.map((block) => (block.kind === "text" && typeof block.role === "object" ? block.role.more : 0));
  return counts.reduce((sum, count) => sum + count, 0);
}
