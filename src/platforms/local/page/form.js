import { newRequest, Offline, post } from "./api.js";
import { draftOf, dropDraft, keepDraft } from "./draft.js";
import { drawField, given } from "./field.js";
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
      const answer = await post("/forms", {
        as: sent.as,
        form: sent.form.id,
        values: values(),
        ...brought,
        requestId: sent.requestId,
      });
      // A corrected form is another request.
      sent.requestId = newRequest();
      if (answer.errors) return open === sent && showErrors(answer.errors);
      if (answer.form?.id === sent.form.id) return refused(sent, answer);
      if (filling.get(sent.as) === sent) {
        filling.delete(sent.as);
        dropDraft(sent.as);
      }
      if (open === sent) dialog.close();
      offer();
      done(sent.as, answer);
    } catch (failure) {
      if (open === sent) showProblem(failure instanceof Offline ? words().offline : (failure.words ?? words().failed));
    } finally {
      send.disabled = false;
    }
  });
  form.addEventListener("input", () => keepDraft(open, values()));
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

  /** Offers whoever acts the form that they closed, or the page with it, before it was sent. */
  function offer() {
    const kept = filling.has(who()) ? undefined : draftOf(who());
    if (kept) filling.set(who(), { ...kept, fields: kept.form.fields.map((field) => drawField(field, words())) });
    const left = filling.get(who());
    resume.hidden = left === undefined || dialog.open;
    if (left) resume.textContent = `${words().resume}: ${left.form.title}`;
  }

  function show(as, shown) {
    const fields = shown.fields.map((field) => drawField(field, words()));
    filling.set(as, { as, form: shown, requestId: newRequest(), fields });
    dropDraft(as);
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

  const chosenFiles = () => [...fieldsOf.querySelectorAll("input[type=file]")].flatMap(({ files }) => [...files]);
  function values() {
    const all = [...fieldsOf.querySelectorAll("[name]")].map((control) => [
      control.getAttribute("name"),
      given(control),
    ]);
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
