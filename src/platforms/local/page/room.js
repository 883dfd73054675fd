import { Refused } from "./api.js";
import { keepFocus } from "./focus.js";
import { hush } from "./heard.js";
import { createPlace } from "./place.js";
import { createStanding } from "./standing.js";
import { createStretch, page } from "./stretch.js";
import { createView } from "./view.js";

const scroll = document.querySelector("#scroll");

/** The messages of the conversation that is open: those around what one reads, of however many there are. */
export function createRoom({ state, useLine, press, fetching }) {
  const view = createView({ state });
  const { ask, inTurn } = view;
  const standing = createStanding({ state, useLine, press });
  const place = createPlace({
    wantOlder: () => fetching(() => inTurn(stretch.older)),
    wantNewer: () => fetching(() => inTurn(stretch.newer)),
    wantNewest: () => fetching(() => (place.more().newer ? inTurn(stretch.newest) : place.toEnd())),
  });
  const stretch = createStretch({ state, useLine, standing, place, view });
  /** By such a view: its newest, shown while they are fetched anew, or cannot be. */
  const views = new Map();
  const told = new Set();
  let soon;

  /** Shows what is known of the conversation that is open by now, and nothing of the one before it. */
  function turn() {
    const before = view.name();
    const name = `${state.me}/${state.at}`;
    if (name === before) return;
    if (before !== undefined && !place.more().newer && standing.first()) {
      const older = standing.messages().length > page || place.more().older;
      views.set(before, { messages: standing.messages().slice(-page), older });
    }
    view.turnTo(name);
    told.clear();
    const { messages = [], older = false } = views.get(name) ?? {};
    keepFocus(scroll, () =>
      place.keep(() => {
        standing.begin(messages);
        return { older, newer: false };
      }),
    );
    stretch.empty.show(false);
    hush();
    place.toEnd();
  }

  /** Reads what the stream told of. */
  async function hearTold() {
    const ids = [...told];
    told.clear();
    await stretch.reread(ids);
  }

  return {
    turn,
    isUnread: view.isUnread,
    /** Brings up to date; `down` goes to the newest. */
    async refresh({ down = false } = {}) {
      turn();
      if (!state.at) return;
      await inTurn(async () => {
        if (down && place.more().newer) return stretch.newest();
        try {
          await stretch.catchUp();
        } catch (failure) {
          // What stood is not there any more.
          if (!(failure instanceof Refused && failure.status === 404 && standing.first())) throw failure;
          await stretch.newest();
        }
        if (down) place.toEnd();
      });
    },
    /** Draws all that stands again, in another language. */
    redraw() {
      if (standing.first()) stretch.begin(standing.messages(), place.more());
      else stretch.empty.redraw();
    },
    /** Shows what an act of a person caused, and goes to the newest. */
    async hear(messages) {
      turn();
      await inTurn(async () => {
        if (place.more().newer) return stretch.newest();
        stretch.edit(messages);
        await stretch.gain();
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
          stretch.begin([...before.messages, ...messages, ...after.messages], {
            older: before.more,
            newer: after.more,
          });
        }
        place.show(standing.node(id));
      });
      return found;
    },
  };
}
