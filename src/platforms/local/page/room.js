import { get, memory } from "./api.js";
import { drawDay, drawMessage, make } from "./draw.js";
import { keepFocus } from "./focus.js";

const list = document.querySelector("#messages");
const scroll = document.querySelector("#scroll");
const empty = document.querySelector("#empty");

/** The messages of the conversation that is open. */
export function createRoom({ state, useLine, press }) {
  /** By message id: what is drawn, so that only what changed is drawn again. */
  let drawn = new Map();
  /** Whose view of which conversation that is. */
  let shown;
  /** By such a view: what was fetched last, shown while it is fetched anew, or cannot be. */
  const known = new Map();
  let soon;
  const fetchMessages = async (id, as) => (await get(`/conversations/${encodeURIComponent(id)}/messages?as=${as}`)).messages;
  const seenKey = (id) => `seen.${state.me}.${id}`;
  const newest = (messages) => {
    const last = messages.findLast(({ from }) => from !== state.me);
    return last ? `${last.id}${last.edited ? "+" : ""}` : "";
  };

  /** Shows what is known of the conversation that is open by now, and nothing of the one before it. */
  function turn() {
    const view = `${state.me}/${state.at}`;
    if (view === shown) return;
    shown = view;
    draw(known.get(view), { fresh: true });
  }

  /** Fetches and draws; `fresh` begins anew, `down` goes to the newest. */
  async function refresh({ fresh = false, down = false } = {}) {
    const { at, me } = state;
    turn();
    if (!at) return;
    const view = shown;
    const messages = await fetchMessages(at, me);
    const first = !known.has(view);
    known.set(view, messages);
    if (view !== shown) return;
    draw(messages, { fresh: fresh || first, down });
    memory.set(seenKey(at), newest(messages));
  }

  /** Draws messages; nothing is known of them: nothing. */
  function draw(messages, { fresh, down }) {
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
    const before = fresh ? new Map() : drawn;
    drawn = new Map();
    const nodes = [];
    let day;
    for (const message of messages ?? []) {
      const on = new Date(message.at).toLocaleDateString("sv", { timeZone: "Europe/Stockholm" });
      if (on !== day) nodes.push(drawDay(message.at, state.language));
      day = on;
      const says = JSON.stringify(message);
      const there = before.get(message.id);
      const node = there?.says === says ? there.node : drawMessage(message, { ...state, useLine, press });
      if (!fresh && there?.says !== says) node.classList.add("new");
      drawn.set(message.id, { says, node });
      nodes.push(node);
    }
    keepFocus(scroll, () => {
      list.replaceChildren(...nodes);
      drawEmpty(messages?.length === 0);
    });
    if (down || fresh || atEnd) scroll.scrollTop = scroll.scrollHeight;
  }

  function drawEmpty(shown) {
    empty.hidden = !shown;
    if (!shown) return;
    const { words } = state;
    const staff = state.people.find(({ id }) => id === state.me)?.role === "staff";
    if (!staff) return empty.replaceChildren(make("p", { text: words.waitFor }));
    const lines = [words.tryOne, words.tryTwo, words.tryThree].map((line) =>
      make(
        "li",
        {},
        make("button", { type: "button", className: "try", "data-part": line, onclick: () => useLine(line) }, make("code", { text: line })),
      ),
    );
    empty.replaceChildren(make("h2", { text: words.tryFirst }), make("p", { text: words.tryHelp }), make("ul", {}, ...lines));
  }

  return {
    turn,
    refresh,
    /** Several things that happen at once are fetched once. */
    refreshSoon() {
      clearTimeout(soon);
      soon = setTimeout(() => void refresh().catch(() => undefined), 60);
    },
    /** Whether something was said in a conversation since it was last looked at. */
    async isUnread(id) {
      const last = newest(await fetchMessages(id, state.me));
      return last !== "" && last !== memory.get(seenKey(id), "");
    },
  };
}
