/** A message as the local API gives it. */
export interface LocalMessage {
  readonly id: string;
  readonly in: string;
  readonly at: string;
  readonly from: string;
  readonly text: string;
  readonly visibleTo?: string;
  readonly blocks: readonly unknown[];
  readonly actions: readonly { readonly id: string; readonly label: string }[];
  readonly files: readonly { readonly name: string; readonly url: string }[];
  readonly edited?: boolean;
}
export interface LocalForm {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly required: boolean;
    readonly value?: string;
  }[];
}
export interface LocalAnswer {
  readonly status: number;
  readonly messages: readonly LocalMessage[];
  readonly form?: LocalForm;
  readonly errors?: Readonly<Record<string, string>>;
  /** The texts of the messages, one after the other. */
  readonly text: string;
}

/** The local workspace's JSON API, as a newcomer's script would use it. */
export function localApi(url: () => string) {
  async function call(
    method: "GET" | "POST",
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${url()}/local/api${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  async function answer(path: string, body: unknown): Promise<LocalAnswer> {
    const { status, body: said } = await call("POST", path, body);
    const messages = (said.messages ?? []) as readonly LocalMessage[];
    return { ...(said as object), status, messages, text: messages.map((message) => message.text).join("\n") };
  }
  return {
    call,
    conversation: (id: string, shared: boolean) => call("POST", "/conversations", { id, name: id, shared }),
    say: (as: string, where: string, text: string, requestId?: string) =>
      answer("/messages", { as, in: where, text, ...(requestId === undefined ? {} : { requestId }) }),
    async messages(as: string, where: string): Promise<readonly LocalMessage[]> {
      const { body } = await call("GET", `/conversations/${where}/messages?as=${as}`);
      return body.messages as readonly LocalMessage[];
    },
    press: (as: string, message: LocalMessage, label: RegExp) => {
      const action = message.actions.find((one) => label.test(one.label));
      if (action === undefined)
        throw new Error(
          `No button ${label} on: ${message.text} (${message.actions.map((one) => one.label).join(", ")})`,
        );
      return answer("/actions", { as, in: message.in, message: message.id, action: action.id });
    },
    submit: (as: string, form: LocalForm | undefined, values: Readonly<Record<string, string>>) =>
      answer("/forms", { as, form: form?.id, values }),
    clockTo: (to: string) => answer("/clock", { to }),
    async conversations(): Promise<readonly string[]> {
      const { body } = await call("GET", "/workspace");
      return (body.conversations as readonly { id: string }[]).map((conversation) => conversation.id);
    },
  };
}

export type LocalApi = ReturnType<typeof localApi>;
