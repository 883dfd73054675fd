import { get, memory, Refused } from "./api.js";
import { make } from "./draw.js";
import { createEmpty } from "./empty.js";
import { keepFocus } from "./focus.js";
import { createPlace } from "./place.js";
import { createStanding } from "./standing.js";

const scroll = document.querySelector("#scroll");
const heard = document.querySelector("#heard");
/** How many messages are fetched when one scrolls, when one comes back, and how many stand at once. */
const page = 60;
const stretch = 200;
const most = 400;
/** How many are named in one request. */
const named = 40;
/** How many are read out at once. */
const readOut = 3;

/** Something else stands by now than what this was about. */
class Elsewhere extends Error {}

/** The messages of the conversation that is open: those around what one reads, of however many there are. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: what stands, what is more and whose turn it is are one state
export function createRoom({ state, useLine, press, fetching }) {
  const standing = createStanding({ state, useLine, press });
  const empty = createEmpty({ state, useLine });
  const place = createPlace({
    wantOlder: () => fetching(older),
    wantNewer: () => fetching(newer),
    wantNewest: () => fetching(() => (place.more().newer ? inTurn(newest) : place.toEnd())),
  });
  /**
   * Whose view of which conversation stands; by such a view: its newest, shown while they are fetched anew, or cannot
   * be.
   */
  let shown;
  const views = new Map();
  let turns = Promise.resolve();
  let soon;
  const told = new Set();

  const messagesOf = (id, as, query) =>
    get(`/conversations/${encodeURIComponent(id)}/messages?${new URLSearchParams([["as", as], ...query])}`);
  const seenKey = (id) => `seen.${state.me}.${id}`;
  const newestOf = (messages) => {
    const last = messages.findLast(({ from }) => from !== state.me);
    return last ? `${last.id}${last.edited ? "+" : ""}` : "";
  };

  /** One thing after the other, each only while the view stands that it was asked for in. */
  function inTurn(work) {
    const view = shown;
    const done = turns
      .then(() => (view === shown ? work() : undefined))
      .catch((failure) => {
        if (!(failure instanceof Elsewhere)) throw failure;
      });
    turns = done.catch(() => undefined);
    return done;
  }
  async function ask(...query) {
    const view = shown;
    const answer = await messagesOf(state.at, state.me, query);
    if (view !== shown) throw new Elsewhere();
    return answer;
  }

  /**
   * Changes what stands around what one reads, and where one's keyboard is; `work` tells what there is more of by then.
   */
  function change(work) {
    keepFocus(scroll, () => place.keep(work));
    empty.show(standing.first() === undefined);
    if (!place.more().newer) memory.set(seenKey(state.at), newestOf(standing.messages()));
  }

  /** Shows what is known of the conversation that is open by now, and nothing of the one before it. */
  function turn() {
    const view = `${state.me}/${state.at}`;
    if (view === shown) return;
    if (shown !== undefined && !place.more().newer && standing.first()) {
      const older = standing.messages().length > page || place.more().older;
      views.set(shown, { messages: standing.messages().slice(-page), older });
    }
    shown = view;
    turns = Promise.resolve();
    told.clear();
    const { messages = [], older = false } = views.get(view) ?? {};
    keepFocus(scroll, () =>
      place.keep(() => {
        standing.begin(messages);
        return { older, newer: false };
      }),
    );
    empty.show(false);
    heard.replaceChildren();
    place.toEnd();
  }

  const begin = (messages, more) =>
    change(() => {
      standing.begin(messages);
      return more;
    });

  async function newest() {
    const { messages, more } = await ask(["limit", page]);
    begin(messages, { older: more, newer: false });
    place.toEnd();
  }

  const older = () =>
    inTurn(async () => {
      if (!place.more().older) return;
      const { messages, more } = await ask(["before", standing.first().id], ["limit", page]);
      change(() => {
        standing.prepend(messages);
        return { older: more, newer: standing.keep(most, "oldest") || place.more().newer };
      });
    });

  const newer = () =>
    inTurn(async () => {
      if (!place.more().newer) return;
      const { messages, more } = await ask(["after", standing.last().id], ["limit", page]);
      change(() => {
        standing.append(messages);
        return { older: standing.keep(most, "newest") || place.more().older, newer: more };
      });
    });

  /** What came after the newest that stands. Whoever reads further back is told that there is something. */
  async function gain() {
    if (standing.first() === undefined) return newest();
    if (place.more().newer) return place.missed();
    const { messages, more } = await ask(["after", standing.last().id], ["limit", stretch]);
    if (more && place.isAtEnd()) return newest();
    come(messages, more);
  }
  function come(messages, more) {
    change(() => {
      const fresh = standing.append(messages);
      for (const { node } of fresh) node.classList.add("new");
      say(fresh.map(({ message }) => message));
      if (fresh.length > 0) place.missed();
      const end = place.isAtEnd() ? "newest" : "oldest";
      const cut = standing.keep(most, end);
      return { older: place.more().older || (cut && end === "newest"), newer: more || (cut && end === "oldest") };
    });
  }
  /** Read out: what others have said just now, and nothing else that moves. */
  function say(messages) {
    const others = messages.filter(({ from }) => from !== state.me).slice(-readOut);
    if (others.length === 0) return;
    const name = ({ from }) => state.people.find(({ id }) => id === from)?.name ?? "Startklar";
    heard.replaceChildren(...others.map((message) => make("p", { text: `${name(message)}: ${message.text}` })));
  }

  const edit = (messages) => {
    if (messages.some((message) => standing.isOther(message))) change(() => messages.forEach(standing.replace));
  };

  /** All that stands is read again, and what came after it. */
  async function catchUp() {
    const first = standing.first();
    if (first === undefined) return newest();
    edit((await ask(["id", first.id])).messages);
    for (let last = first.id, read = 0; ; read += stretch) {
      const { messages, more } = await ask(["after", last], ["limit", stretch]);
      edit(messages);
      const reached = messages.some(({ id }) => id === standing.last().id) || last === standing.last().id;
      if (more && !reached && read <= most) last = messages.at(-1).id;
      else if (!reached || (more && place.isAtEnd())) return newest();
      else if (place.more().newer) return;
      else return come(messages, more);
    }
  }

  /** Brings up to date; `down` goes to the newest. */
  async function refresh({ down = false } = {}) {
    turn();
    if (!state.at) return;
    await inTurn(async () => {
      if (down && place.more().newer) return newest();
      try {
        await catchUp();
      } catch (failure) {
        // What stood is not there any more.
        if (!(failure instanceof Refused && failure.status === 404 && standing.first())) throw failure;
        await newest();
      }
      if (down) place.toEnd();
    });
  }

  /** Reads what the stream told of: what stands is replaced where it stands, anything else is new. */
  async function hearTold() {
    const ids = [...told];
    told.clear();
    const there = ids.filter((id) => standing.has(id));
    for (let at = 0; at < there.length; at += named) edit((await ask(...there.slice(at, at + named).map((id) => ["id", id]))).messages);
    if (there.length < ids.length) await gain();
  }

  return {
    turn,
    refresh,
    /** Draws all that stands again, in another language. */
    redraw() {
      if (standing.first()) begin(standing.messages(), place.more());
      else empty.redraw();
    },
    /** Shows what an act of a person caused, and goes to the newest. */
    async hear(messages) {
      turn();
      await inTurn(async () => {
        if (place.more().newer) return newest();
        edit(messages);
        await gain();
        place.toEnd();
      });
    },
    /** Several things that happen at once are fetched once. */
    hearSoon(id) {
      told.add(id);
      clearTimeout(soon);
      soon = setTimeout(() => void inTurn(hearTold).catch(() => undefined), 60);
    },
    /** Shows a message, however far back; false when it is not there. */
    async show(id) {
      turn();
      let found = true;
      await inTurn(async () => {
        if (!standing.has(id)) {
          const { messages } = await ask(["id", id]);
          found = messages.length > 0;
          if (!found) return;
          const before = await ask(["before", id], ["limit", page]);
          const after = await ask(["after", id], ["limit", page]);
          begin([...before.messages, ...messages, ...after.messages], { older: before.more, newer: after.more });
        }
        place.show(standing.node(id));
      });
      return found;
    },
    /** Whether something was said in a conversation since it was last looked at. */
    async isUnread(id) {
      const last = newestOf((await messagesOf(id, state.me, [["limit", 20]])).messages);
      return last !== "" && last !== memory.get(seenKey(id), "");
    },
  };
}
