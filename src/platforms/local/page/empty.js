import { make } from "./draw.js";

const empty = document.querySelector("#empty");

/** What stands where nothing was said yet: lines to begin with, or that one is told when there is something. */
export function createEmpty({ state, useLine }) {
  function draw() {
    const { words } = state;
    const staff = state.people.find(({ id }) => id === state.me)?.role === "staff";
    if (!staff) return empty.replaceChildren(make("p", { text: words.waitFor }));
    const lines = [words.tryOne, words.tryTwo, words.tryThree].map((line) =>
      make(
        "li",
        {},
        make(
          "button",
          { type: "button", className: "try", "data-part": line, onclick: () => useLine(line) },
          make("code", { text: line }),
        ),
      ),
    );
    empty.replaceChildren(
      make("h2", { text: words.tryFirst }),
      make("p", { text: words.tryHelp }),
      make("ul", {}, ...lines),
    );
  }
  return {
    show(is) {
      empty.hidden = !is;
      if (is) draw();
    },
    /** In another language. */
    redraw: () => !empty.hidden && draw(),
  };
}
