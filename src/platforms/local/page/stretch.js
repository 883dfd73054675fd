import { createEmpty } from "./empty.js";
import { keepFocus } from "./focus.js";
import { readAloud } from "./heard.js";

const scroll = document.querySelector("#scroll");
/** How many messages are fetched when one scrolls, when one comes back, and how many stand at once. */
export const page = 60;
const stretch = 200;
const most = 400;
/** How many are named in one request. */
const named = 40;

/** The stretch of a conversation that stands around what one reads, and what comes beside it. */
export function createStretch({ state, useLine, standing, place, view }) {
  const empty = createEmpty({ state, useLine });
  const { ask } = view;

  /**
   * Changes what stands around what one reads, and where one's keyboard is; `work` tells what there is more of by then.
   */
  function change(work) {
    keepFocus(scroll, () => place.keep(work));
    empty.show(standing.first() === undefined);
    if (!place.more().newer) view.saw(standing.messages());
  }
  const begin = (messages, more) =>
    change(() => {
      standing.begin(messages);
      return more;
    });
  const edit = (messages) => {
    if (messages.some((message) => standing.isOther(message))) change(() => messages.forEach(standing.replace));
  };

  const takeAway = (ids) => {
    if (ids.length === 0) return;
    change(() => {
      standing.takeAway(ids);
      return place.more();
    });
  };

  async function newest() {
    const { messages, more } = await ask(["limit", page]);
    begin(messages, { older: more, newer: false });
    place.toEnd();
  }
  async function older() {
    if (!place.more().older) return;
    const { messages, more } = await ask(["before", standing.first().id], ["limit", page]);
    change(() => {
      standing.prepend(messages);
      return { older: more, newer: standing.keep(most, "oldest") || place.more().newer };
    });
  }
  async function newer() {
    if (!place.more().newer) return;
    const { messages, more } = await ask(["after", standing.last().id], ["limit", page]);
    change(() => {
      standing.append(messages);
      return { older: standing.keep(most, "newest") || place.more().older, newer: more };
    });
  }

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
      readAloud(
        state,
        fresh.map(({ message }) => message),
      );
      if (fresh.length > 0) place.missed();
      const end = place.isAtEnd() ? "newest" : "oldest";
      const cut = standing.keep(most, end);
      return { older: place.more().older || (cut && end === "newest"), newer: more || (cut && end === "oldest") };
    });
  }

  /** All that stands is read again, and what came after it. */
  async function catchUp() {
    const first = standing.first();
    if (first === undefined) return newest();
    edit((await ask(["id", first.id])).messages);
    const there = new Set([first.id]);
    for (let last = first.id, read = 0; ; read += stretch) {
      const { messages, more } = await ask(["after", last], ["limit", stretch]);
      edit(messages);
      for (const { id } of messages) there.add(id);
      const reached = messages.some(({ id }) => id === standing.last().id) || last === standing.last().id;
      if (more && !reached && read <= most) last = messages.at(-1).id;
      else if (!reached || (more && place.isAtEnd())) return newest();
      else {
        const stood = standing.messages().map(({ id }) => id);
        takeAway(stood.filter((id) => !there.has(id)));
        return place.more().newer ? undefined : come(messages, more);
      }
    }
  }

  /** These by their ids: what stands is replaced where it stands, or goes where it was taken away; all else is new. */
  async function reread(ids) {
    const there = ids.filter((id) => standing.has(id));
    for (let at = 0; at < there.length; at += named) {
      const asked = there.slice(at, at + named);
      const { messages } = await ask(...asked.map((id) => ["id", id]));
      edit(messages);
      takeAway(asked.filter((id) => !messages.some((message) => message.id === id)));
    }
    if (there.length < ids.length) await gain();
  }

  return { begin, edit, newest, older, newer, gain, catchUp, reread, empty };
}
