import { newRequest, Offline, post } from "./api.js";
import { make } from "./draw.js";
import { readFiles } from "./files.js";

const dialog = document.querySelector("#form-dialog");
const form = dialog.querySelector("form");
const fieldsOf = document.querySelector("#form-fields");
const title = document.querySelector("#form-title");
const problem = document.querySelector("#form-error");
const send = document.querySelector("#form-send");
const resume = document.querySelector("#resume");

/** By person: the form that they are filling in, its one request and its fields, which keep what was typed. */
const filling = new Map();

/** Forms: shown in a dialog, sent once, kept as typed until they are sent. `done` gets what a form caused. */
export function createForms({ who, words, done }) {
  /** Whose form is in the dialog. */
  let open;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    const sent = open;
    send.disabled = true;
    showErrors({});
    try {
      const files = await readFiles(chosenFiles());
      if (files === undefined) return showProblem(words().fileTooLarge);
      const brought = files.length === 0 ? {} : { files };
      const answer = await post("/forms", { as: sent.as, form: sent.form.id, values: values(), ...brought, requestId: sent.requestId });
      // A corrected form is another request.
      sent.requestId = newRequest();
      if (answer.errors) return open === sent && showErrors(answer.errors);
      if (answer.form?.id === sent.form.id) return refused(sent, answer);
      if (filling.get(sent.as) === sent) filling.delete(sent.as);
      if (open === sent) dialog.close();
      offer();
      done(sent.as, answer);
    } catch (failure) {
      if (open === sent) showProblem(failure instanceof Offline ? words().offline : (failure.words ?? words().failed));
    } finally {
      send.disabled = false;
    }
  });
  document.querySelector("#form-cancel").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    offer();
    if (document.activeElement === document.body) (resume.hidden ? document.querySelector("#line") : resume).focus();
  });
  resume.addEventListener("click", () => bring(filling.get(who())));

  /** It was not taken, for a reason that is no field's: it stays as it was filled in, with why. */
  function refused(sent, { messages }) {
    if (open === sent) showProblem(messages.at(-1)?.text ?? words().failed);
    done(sent.as, { messages });
  }

  /** Offers whoever acts the form that they closed before it was sent. */
  function offer() {
    const left = filling.get(who());
    resume.hidden = left === undefined || dialog.open;
    if (left) resume.textContent = `${words().resume}: ${left.form.title}`;
  }

  function show(as, shown) {
    const fields = shown.fields.map(drawField);
    filling.set(as, { as, form: shown, requestId: newRequest(), fields });
    if (as === who()) bring(filling.get(as));
  }

  function bring(chosen) {
    if (open !== chosen) {
      open = chosen;
      title.textContent = chosen.form.title;
      fieldsOf.replaceChildren(...chosen.fields);
      showProblem("");
    }
    if (!dialog.open) dialog.showModal();
    offer();
    fieldsOf.querySelector("input, select, textarea")?.focus();
  }

  function drawField(field) {
    const id = `field-${field.name}`;
    const about = `${id}-hint ${id}-error`;
    const attributes = { id, name: field.name, "aria-describedby": about, "aria-required": field.required ? "true" : undefined };
    const control = drawControl(field, attributes, words());
    const label = make(
      "label",
      { for: field.type === "files" ? newFiles(id) : id, text: field.label },
      field.required ? undefined : make("small", { text: ` ${words().optional}` }),
    );
    const notes = [
      // A date picker needs no word on how a day is typed.
      field.hint && !control.type?.startsWith("date") && make("p", { id: `${id}-hint`, className: "note", text: field.hint }),
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

  const chosenFiles = () => [...fieldsOf.querySelectorAll("input[type=file]")].flatMap(({ files }) => [...files]);
  function values() {
    const all = [...fieldsOf.querySelectorAll("[name]")].map((control) => [control.getAttribute("name"), given(control)]);
    return Object.fromEntries(all.filter(([, value]) => value !== ""));
  }

  function showErrors(errors) {
    const rest = { ...errors };
    let first;
    for (const control of fieldsOf.querySelectorAll("[name]")) {
      const line = document.getElementById(`${control.id}-error`);
      const error = errors[control.getAttribute("name")];
      delete rest[control.getAttribute("name")];
      line.hidden = error === undefined;
      line.textContent = error ?? "";
      control.setAttribute("aria-invalid", String(error !== undefined));
      if (error !== undefined) first ??= control;
    }
    showProblem(Object.values(rest).join(" "));
    first?.focus();
  }

  function showProblem(text) {
    problem.hidden = text === "";
    problem.textContent = text;
  }

  return { show, offer };
}

function given(control) {
  if (control.getAttribute("role") === "group") return [...control.querySelectorAll("input:checked")].map(({ value }) => value).join(",");
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
    make("input", { type: "file", multiple: true, id: newFiles(attributes.id), "aria-describedby": about, onchange: show }),
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
      ...options.map((option) => make("option", { value: option.value, text: option.label, selected: option.value === value })),
    );
  }
  if (field.type === "files") return drawFiles(field, attributes, words);
  if (field.type === "choices") {
    const chosen = new Set(value.split(","));
    const boxes = (field.options ?? []).map((option) => {
      const input = make("input", { type: "checkbox", value: option.value, checked: chosen.has(option.value) });
      return make("label", { className: "check" }, input, make("span", { text: option.label }));
    });
    return make("div", { ...attributes, role: "group", "aria-label": field.label, className: "choices", tabindex: "-1" }, ...boxes);
  }
  if (field.type === "longtext") return make("textarea", { ...attributes, rows: "6", text: value });
  if (field.type === "flag")
    return make("input", { ...attributes, type: "checkbox", checked: !["", "no", "nej", "false"].includes(value) });
  const types = { day: [/^\d{4}-\d{2}-\d{2}$/, "date"], datetime: [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "datetime-local"] };
  const [pattern, type] = types[field.type] ?? [/^/, "text"];
  // A prefilled word like "fri" can be read, but no date picker shows it.
  return make("input", {
    ...attributes,
    type: value === "" || pattern.test(value) ? type : "text",
    value,
    inputmode: field.type === "number" ? "decimal" : undefined,
  });
}
