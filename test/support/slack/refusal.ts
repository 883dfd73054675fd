import type { Fields } from "./types.ts";

/** What Slack answers with `ok: false`. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly more: Fields;
  constructor(code: string, more: Fields = {}) {
    super(code);
    this.name = "SlackRefusal";
    this.code = code;
    this.more = more;
  }

  /** Refuses with the problems spelled out, as Slack does for blocks and views. */
  static because(code: string, problems: readonly string[]): SlackRefusal {
    return new SlackRefusal(code, {
      errors: problems,
      response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
    });
  }
}
