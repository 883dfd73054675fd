import { App, AuthorizationError } from "@slack/bolt";
import { Malformed, shaped } from "./shape.ts";

type Event = Parameters<App["processEvent"]>[0];

/**
 * Bolt acknowledges an event before anybody has looked at it. Here it is acknowledged when what it caused is stored:
 * else Slack sends it again, and the transport's once gives a repeat the first answer.
 */
export class StoredFirst extends App {
  readonly #running = new Set<Promise<void>>();
  failed = new WeakSet<object>();
  /** Whether what came in is meant for us; undefined while we do not know who we are. */
  isOurs: (body: object) => Promise<boolean | undefined> = async () => true;
  /** What a slash command is answered meanwhile: the only request whose answer needs nobody to be known. */
  notYet: (line: string) => string = (line) => line;

  override async processEvent(event: Event): Promise<void> {
    const work = this.#process({ ...event, body: shaped(event.body) });
    this.#running.add(work);
    await work.finally(() => this.#running.delete(work));
  }

  async #process(event: Event): Promise<void> {
    const ours = await this.isOurs(event.body);
    if (ours === undefined) return this.#refuseUnknown(event);
    if (!ours) throw new AuthorizationError("meant for another app or workspace", new Error("not ours"));
    if ((event.body as { readonly type?: string }).type !== "event_callback") return this.#read(event);
    await this.#read({ ...event, ack: async () => undefined });
    if (!this.failed.has(event.body)) await event.ack();
  }

  /** What listeners throw is handled by then: a TypeError is Bolt's own, at a field that is not what it should be. */
  async #read(event: Event): Promise<void> {
    try {
      await super.processEvent(event);
    } catch (error) {
      throw error instanceof TypeError ? new Malformed([error.message]) : error;
    }
  }

  /**
   * Bolt would acknowledge it, and what somebody sent in would close as if it were kept. A line is answered in words;
   * everything else is not acknowledged, so that Slack says so, or sends it again.
   */
  async #refuseUnknown({ body, ack }: Event): Promise<void> {
    const { command, text = "" } = body as { readonly command?: string; readonly text?: string };
    if (command === undefined) throw new NotYet();
    await ack({ response_type: "ephemeral", text: this.notYet(`${command} ${text}`.trim()) });
  }

  /** Resolves when nothing that came in is being worked on. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }
}

/** Slack has not told us yet who we are, so nobody can be known. */
export class NotYet extends Error {}
