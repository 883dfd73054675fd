import { make } from "./draw.js";

/** A field with its label, its hint and the place of its error. `words`: the page's own. */
export function drawField(field, words) {
  const id = `field-${field.name}`;
  const about = `${id}-hint ${id}-error`;
  const attributes = {
    id,
    name: field.name,
    "aria-describedby": about,
    "aria-required": field.required ? "true" : undefined,
  };
  const control = drawControl(field, attributes, words);
  const label = make(
    "label",
    { for: field.type === "files" ? newFiles(id) : id, text: field.label },
    field.required ? undefined : make("small", { text: ` ${words.optional}` }),
  );
  const notes = [
    // A date picker needs no word on how a day is typed.
    field.hint &&
      !control.type?.startsWith("date") &&
      make("p", { id: `${id}-hint`, className: "note", text: field.hint }),
    make("p", { id: `${id}-error`, className: "error", hidden: true }),
  ];
  if (field.type !== "flag") return make("div", { className: "field" }, label, control, ...notes);
  return make(
    "div",
    { className: "field" },
    make("div", { className: "check" }, control, make("label", { for: id, text: field.label })),
    ...notes,
  );
}

/** What somebody has given for a field: nothing is the empty text. */
export function given(control) {
  if (control.getAttribute("role") === "group")
    return [...control.querySelectorAll("input:checked")].map(({ value }) => value).join(",");
  if (control.type === "checkbox") return control.checked ? "yes" : "";
  return control.value;
}

const newFiles = (id) => `${id}-new`;

/** Files that have come already, to tick, and a box to choose new ones in, whose names are shown. */
function drawFiles(field, attributes, words) {
  const come = drawControl({ ...field, type: "choices" }, attributes, words);
  const names = make("p", { className: "note", hidden: true });
  const show = ({ currentTarget: { files } }) => {
    names.hidden = files.length < 2;
    names.textContent = [...files].map(({ name }) => name).join(", ");
  };
  const about = attributes["aria-describedby"];
  come.append(
    make("input", {
      type: "file",
      multiple: true,
      id: newFiles(attributes.id),
      "aria-describedby": about,
      onchange: show,
    }),
    names,
  );
  return come;
}

function drawControl(field, attributes, words) {
  const value = field.value ?? "";
  if (field.type === "select") {
    const options = [{ value: "", label: words.choose }, ...(field.options ?? [])];
    return make(
      "select",
      attributes,
      ...options.map((option) =>
        make("option", { value: option.value, text: option.label, selected: option.value === value }),
      ),
    );
  }
  if (field.type === "files") return drawFiles(field, attributes, words);
  if (field.type === "choices") {
    const chosen = new Set(value.split(","));
    const boxes = (field.options ?? []).map((option) => {
      const input = make("input", { type: "checkbox", value: option.value, checked: chosen.has(option.value) });
      return make("label", { className: "check" }, input, make("span", { text: option.label }));
    });
    return make(
      "div",
      { ...attributes, role: "group", "aria-label": field.label, className: "choices", tabindex: "-1" },
      ...boxes,
    );
  }
  if (field.type === "longtext") return make("textarea", { ...attributes, rows: "6", text: value });
  if (field.type === "flag")
    return make("input", { ...attributes, type: "checkbox", checked: !["", "no", "nej", "false"].includes(value) });
  const types = {
    day: [/^\d{4}-\d{2}-\d{2}$/, "date"],
    datetime: [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "datetime-local"],
  };
  const [pattern, type] = types[field.type] ?? [/^/, "text"];
  // A prefilled word like "fri" can be read, but no date picker shows it.
  return make("input", {
    ...attributes,
    type: value === "" || pattern.test(value) ? type : "text",
    value,
    inputmode: field.type === "number" ? "decimal" : undefined,
  });
}
