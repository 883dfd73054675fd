/** An element with its classes, text and children. Text goes in as text: nobody's words become markup. */
export function make(tag, { className, text, ...rest } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(rest)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

/** How a language writes days and times here: English as in Britain. */
export const localeOf = (language) => (language === "en" ? "en-GB" : "sv-SE");

const draws = {
  heading: ({ text }) => make("h2", { text }),
  text: ({ text, tone }) => make("p", { className: `say ${tone ?? "plain"}` }, ...withMark(text)),
  list: ({ items }) => make("ul", {}, ...items.map((text) => make("li", { text }))),
  facts: ({ rows }) =>
    make("dl", {}, ...rows.flatMap(({ label, value }) => [make("dt", { text: label }), make("dd", { text: value })])),
  table: ({ columns, rows }) => {
    const side = (index) => (columns[index]?.align === "right" ? "right" : "");
    // Their roles are said, since a row that is laid out as a list would lose them.
    const head = columns.map(({ label }, index) =>
      make("th", { text: label, className: side(index), role: "columnheader" }),
    );
    const body = rows.map((row) =>
      make(
        "tr",
        { role: "row" },
        ...row.map((text, index) => drawCell(text, index, columns[index]?.label, side(index))),
      ),
    );
    const table = make(
      "table",
      { role: "table" },
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...head)),
      make("tbody", { role: "rowgroup" }, ...body),
    );
    return fitting(make("div", { className: "table" }, table));
  },
  quote: ({ text }) => make("blockquote", { text }),
  line: ({ line }, { words, useLine }) =>
    make(
      "p",
      { className: "line" },
      make("code", { text: line }),
      make("button", {
        type: "button",
        className: "quiet",
        "data-part": line,
        text: words.useLine,
        onclick: () => useLine(line),
      }),
    ),
  buttons: ({ buttons }, { press, message }) =>
    make(
      "div",
      { className: "buttons" },
      ...buttons.map(({ id, label, style }) =>
        make("button", {
          type: "button",
          className: style ?? "",
          text: label,
          "data-action": id,
          onclick: (event) => press(message, id, event.currentTarget),
        }),
      ),
    ),
  picture: ({ alt, width, height, light, dark }) =>
    make(
      "picture",
      {},
      make("source", { srcset: dark, media: "(prefers-color-scheme: dark)" }),
      // Its size is said, so that nothing moves when it comes.
      make("img", { className: "picture", src: light, alt, width, height, loading: "lazy" }),
    ),
};

/** A tick, or the box for one, is drawn: not every font has them. */
function withMark(text) {
  const [mark] = /^[✓☐](?= )/u.exec(text) ?? [];
  if (mark === undefined) return [text];
  return [make("span", { className: mark === "✓" ? "mark ticked" : "mark", text: mark }), text.slice(mark.length)];
}

function drawCell(text, index, label, className) {
  if (index === 0) return make("th", { text, className, role: "rowheader" });
  return make("td", { text, className, role: "cell", "data-label": label });
}

/** A table whose columns do not fit side by side is laid out as a list, row by row. */
function fitting(frame) {
  let width;
  new ResizeObserver(() => {
    // What is above in the tree decides how wide it may be, so that laying it out anew does not call for another time.
    const room = frame.closest(".content")?.clientWidth;
    if (room === width || room === undefined) return;
    width = room;
    frame.classList.remove("stacked");
    frame.classList.toggle("stacked", frame.scrollWidth > frame.clientWidth);
  }).observe(frame);
  return frame;
}

/**
 * One message. `room` gives the words, the people, the viewer, and what a press or a line to copy does.
 */
export function drawMessage(message, room) {
  const { words, people, me, language } = room;
  const bot = message.from === "startklar";
  const person = people.find(({ id }) => id === message.from);
  const name = bot ? "Startklar" : (person?.name ?? message.from);
  const clock = new Date(message.at).toLocaleTimeString(localeOf(language), {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Stockholm",
  });
  const head = make(
    "p",
    { className: "who" },
    make("b", { text: name }),
    bot ? make("span", { className: "badge", text: words.bot }) : undefined,
    make(
      "a",
      {
        className: "when",
        "data-part": "when",
        href: `#${encodeURIComponent(message.in)}/${encodeURIComponent(message.id)}`,
      },
      make("time", { datetime: message.at, text: clock }),
    ),
    message.edited ? make("span", { className: "faint", text: words.edited }) : undefined,
    bot && message.visibleTo === me ? make("span", { className: "faint own", text: words.onlyYou }) : undefined,
  );
  const files = message.files.map(({ name: file, url }) =>
    make("a", { className: "file", "data-part": url, href: url, download: file, text: file }),
  );
  const body = make(
    "div",
    { className: "body" },
    ...message.blocks.map((block) => draws[block.kind]?.(block, { ...room, message })),
    ...files,
  );
  return make(
    "article",
    {
      className: `message ${bot ? "bot" : "person"}${message.visibleTo ? " private" : ""}`,
      "data-message": message.id,
    },
    avatar(bot ? undefined : (person ?? { id: message.from, name })),
    make("div", { className: "content" }, head, body),
  );
}

/** The round face of a person, the square one of the bot. */
export function avatar(person) {
  if (person === undefined) return make("img", { className: "face", src: "/page/icon.svg", alt: "" });
  const initials = person.name
    .split(" ")
    .map((part) => part[0])
    .join("")
    .slice(0, 2);
  return make("span", { className: `face ${person.role ?? ""}`, text: initials, "aria-hidden": "true" });
}

/** The line between two days. */
export function drawDay(at, language) {
  const text = new Date(at).toLocaleDateString(localeOf(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "Europe/Stockholm",
  });
  return make("p", { className: "day" }, make("span", { text }));
}
