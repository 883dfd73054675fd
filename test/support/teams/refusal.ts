import type { Fields } from "./types.ts";

/** What the connector answers with another status than success. */
export class TeamsRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfter: number | undefined;
  constructor(status: number, code: string, message: string = code, retryAfter?: number) {
    super(message);
    this.name = "TeamsRefusal";
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** The body as the connector writes it. */
  get body(): Fields {
    return this.status === 401 ? { message: this.message } : { error: { code: this.code, message: this.message } };
  }
}
