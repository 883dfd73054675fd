import { houseZone, localeOf, withInstants } from "./instants.js";

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

const draws = {
  heading: ({ text }, room) => make("h2", {}, ...withInstants(text, room)),
  text: ({ text, tone }, room) => make("p", { className: `say ${tone ?? "plain"}` }, ...withMark(text, room)),
  list: ({ items }, room) => make("ul", {}, ...items.map((text) => make("li", {}, ...withInstants(text, room)))),
  facts: ({ rows }, room) =>
    make(
      "dl",
      {},
      ...rows.flatMap(({ label, value }) => [
        make("dt", {}, ...withInstants(label, room)),
        make("dd", {}, ...withInstants(value, room)),
      ]),
    ),
  table: ({ columns, rows }, room) => {
    const side = (index) => (columns[index]?.align === "right" ? "right" : "");
    // Their roles are said, since a row that is laid out as a list would lose them.
    const head = columns.map(({ label }, index) =>
      make("th", { text: label, className: side(index), role: "columnheader" }),
    );
    const body = rows.map((row) =>
      make(
        "tr",
        { role: "row" },
        ...row.map((text, index) => drawCell(withInstants(text, room), index, columns[index]?.label, side(index))),
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
  buttons: ({ buttons }, room) =>
    make(
      "div",
      { className: "buttons" },
      ...buttons.map(({ id, label, style }) =>
        make(
          "button",
          {
            type: "button",
            className: style ?? "",
            "data-action": id,
            onclick: (event) => room.press(room.message, id, event.currentTarget),
          },
          ...withInstants(label, room),
        ),
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
function withMark(text, room) {
  const [mark] = /^[✓☐](?= )/u.exec(text) ?? [];
  if (mark === undefined) return withInstants(text, room);
  const box = make("span", { className: mark === "✓" ? "mark ticked" : "mark", text: mark });
  return [box, ...withInstants(text.slice(mark.length), room)];
}

function drawCell(parts, index, label, className) {
  if (index === 0) return make("th", { className, role: "rowheader" }, ...parts);
  return make("td", { className, role: "cell", "data-label": label }, ...parts);
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
    timeZone: houseZone,
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
    timeZone: houseZone,
  });
  return make("p", { className: "day" }, make("span", { text }));
}
