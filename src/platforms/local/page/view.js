import { get, memory } from "./api.js";

/** Something else stands by now than what this was about. */
class Elsewhere extends Error {}

/** Whose view of which conversation is shown: what is asked for in it is dropped where another is shown by then. */
export function createView({ state }) {
  let shown;
  let turns = Promise.resolve();

  const messagesOf = (id, query) =>
    get(`/conversations/${encodeURIComponent(id)}/messages?${new URLSearchParams([["as", state.me], ...query])}`);
  const seenKey = (id) => `seen.${state.me}.${id}`;
  const newestOf = (messages) => {
    const last = messages.findLast(({ from }) => from !== state.me);
    return last ? `${last.id}${last.edited ? "+" : ""}` : "";
  };

  return {
    name: () => shown,
    /** Another is shown from now on: what is under way is dropped. */
    turnTo(name) {
      shown = name;
      turns = Promise.resolve();
    },
    /** One thing after the other, each only while the view is shown that it was asked for in. */
    inTurn(work) {
      const view = shown;
      const done = turns
        .then(() => (view === shown ? work() : undefined))
        .catch((failure) => {
          if (!(failure instanceof Elsewhere)) throw failure;
        });
      turns = done.catch(() => undefined);
      return done;
    },
    /** Messages of the conversation that is open; only within `inTurn`. */
    async ask(...query) {
      const view = shown;
      const answer = await messagesOf(state.at, query);
      if (view !== shown) throw new Elsewhere();
      return answer;
    },
    /** These are the newest of the conversation that is open, and were seen. */
    saw: (messages) => memory.set(seenKey(state.at), newestOf(messages)),
    /** Whether something was said in a conversation since it was last looked at. */
    async isUnread(id) {
      const last = newestOf((await messagesOf(id, [["limit", 20]])).messages);
      return last !== "" && last !== memory.get(seenKey(id), "");
    },
  };
}
