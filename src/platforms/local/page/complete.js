import { get } from "./api.js";
import { make } from "./draw.js";

const line = document.querySelector("#line");
const list = document.querySelector("#lines");
const most = 6;

/** Offers the commands that begin as the line does, and a command's verbs once it stands there. */
export function createCompletion({ asking, languages, fill }) {
  /** By who asks where in which language: the beginnings of lines, once. */
  const known = new Map();
  let offered = [];
  let chosen = -1;

  async function lines() {
    const query = asking();
    if (!known.has(query)) known.set(query, get(`/lines?${query}`));
    try {
      return (await known.get(query)).lines;
    } catch {
      // It is only a help: asked for again at the next letter.
      known.delete(query);
      return [];
    }
  }

  /** The first words of what may be typed here, in either language. */
  async function firstWords() {
    const answers = await Promise.all(
      languages().map((language) => {
        const query = new URLSearchParams(asking());
        query.set("language", language);
        return get(`/lines?${query}`);
      }),
    );
    return new Set(answers.flatMap(({ lines }) => lines.map(({ line }) => line.split(" ")[0])));
  }

  async function offer() {
    const typed = line.value.toLowerCase();
    const all = typed === "" ? [] : await lines();
    if (typed !== line.value.toLowerCase()) return;
    const depth = typed.includes(" ");
    const fitting = all.filter(
      (one) => one.line.startsWith(typed) && one.line.includes(" ") === depth && one.line !== typed,
    );
    draw(fitting.slice(0, most));
  }

  function draw(shown) {
    offered = shown;
    chosen = -1;
    list.hidden = shown.length === 0 || document.activeElement !== line;
    list.replaceChildren(
      ...shown.map((one, index) =>
        make(
          "div",
          { role: "option", id: `line-${index}`, "aria-selected": "false", onclick: () => take(index) },
          make("code", { text: one.line }),
          make("span", { className: "faint", text: one.about }),
        ),
      ),
    );
    line.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    chosen = index;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === index));
    if (index === -1) line.removeAttribute("aria-activedescendant");
    else line.setAttribute("aria-activedescendant", `line-${index}`);
  }

  function take(index) {
    fill(`${offered[index].line} `);
    void offer();
  }

  // A press must not take the keyboard from the line before it is filled in.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  line.addEventListener("input", () => void offer());
  line.addEventListener("blur", () => draw([]));

  return {
    close: () => draw([]),
    /** Lines of the bot that were pasted together, each by itself; any other text is one. */
    async each(text) {
      const rows = text
        .split("\n")
        .map((row) => row.trim())
        .filter((row) => row !== "");
      if (rows.length < 2) return [text];
      const words = await firstWords().catch(() => new Set());
      return rows.every((row) => words.has(row.split(" ")[0].toLowerCase())) ? rows : [text];
    },
    /**
     * Whether a key was meant for what is offered. Arrow up belongs to what was typed before, until something is
     * chosen.
     */
    takes({ key, shiftKey }) {
      if (list.hidden) return false;
      if (key === "Escape") draw([]);
      else if (key === "Tab" && !shiftKey) take(Math.max(chosen, 0));
      else if (key === "Enter" && chosen >= 0) take(chosen);
      else if (key === "ArrowDown") choose(Math.min(chosen + 1, offered.length - 1));
      else if (key === "ArrowUp" && chosen >= 0) choose(chosen - 1);
      else return false;
      return true;
    },
  };
}
