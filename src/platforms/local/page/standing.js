import { drawDay, drawMessage } from "./draw.js";
import { houseZone } from "./instants.js";

const list = document.querySelector("#messages");
const dayOf = ({ at }) => new Date(at).toLocaleDateString("sv", { timeZone: houseZone });

/**
 * The messages that stand on the page, in order, with a line between days. What stands is not touched by what comes
 * beside it.
 */
export function createStanding({ state, useLine, press }) {
  let items = [];
  const known = new Map();
  const itemOf = (message) => ({
    message,
    says: JSON.stringify(message),
    day: dayOf(message),
    node: drawMessage(message, { ...state, useLine, press }),
  });

  /** Puts or takes the line above a message, by what stands before it. */
  function settle(index) {
    const item = items[index];
    if (item === undefined) return;
    const begins = items[index - 1]?.day !== item.day;
    if (begins === (item.line !== undefined)) return;
    item.line?.remove();
    item.line = begins ? drawDay(item.message.at, state.language) : undefined;
    if (begins) item.node.before(item.line);
  }

  function add(messages, before) {
    const fresh = messages.filter(({ id }) => !known.has(id)).map(itemOf);
    const at = before ? 0 : items.length;
    for (const item of fresh) known.set(item.message.id, item);
    items = before ? [...fresh, ...items] : [...items, ...fresh];
    list[before ? "prepend" : "append"](...fresh.map(({ node }) => node));
    for (let index = at; index <= at + fresh.length; index += 1) settle(index);
    return fresh;
  }

  function remove(gone) {
    for (const { message, node, line } of gone) {
      known.delete(message.id);
      node.remove();
      line?.remove();
    }
  }

  /** It stands, and says something else there. */
  const isOther = (message) => known.has(message.id) && known.get(message.id).says !== JSON.stringify(message);

  return {
    isOther,
    first: () => items[0]?.message,
    last: () => items.at(-1)?.message,
    node: (id) => known.get(id)?.node,
    has: (id) => known.has(id),
    messages: () => items.map(({ message }) => message),
    /** Nothing stands any more but these. */
    begin(messages) {
      items = [];
      known.clear();
      list.replaceChildren();
      add(messages, false);
    },
    /** Above what stands. */
    prepend: (messages) => void add(messages, true),
    /** Below what stands; those that were not there. */
    append: (messages) => add(messages, false),
    /** Another revision of one that stands takes its place. */
    replace(message) {
      if (!isOther(message)) return;
      const item = known.get(message.id);
      const { node } = item;
      Object.assign(item, itemOf(message));
      item.node.classList.add("new");
      node.replaceWith(item.node);
    },
    /** Those were taken away. */
    takeAway(ids) {
      const gone = items.filter(({ message }) => ids.includes(message.id));
      items = items.filter((item) => !gone.includes(item));
      remove(gone);
      for (let index = 0; index < items.length; index += 1) settle(index);
    },
    /** Keeps so many, the newest or the oldest; true when others went. */
    keep(most, end) {
      if (items.length <= most) return false;
      const gone = end === "newest" ? items.slice(0, -most) : items.slice(most);
      items = end === "newest" ? items.slice(-most) : items.slice(0, most);
      remove(gone);
      settle(0);
      return true;
    },
  };
}
