import { memory, newRequest } from "./api.js";
import { createCompletion } from "./complete.js";
import { readFiles } from "./files.js";

const form = document.querySelector("#composer");
const line = document.querySelector("#line");
const send = document.querySelector("#send");
const file = document.querySelector("#file");
const drop = document.querySelector("#drop");
const main = document.querySelector("#main");
const remembered = 50;

/** Where lines are typed and files dropped. A line leaves the box only when it has been taken. */
export function createComposer({ who, place, placed, asking, words, languages, complain, sendLine, sendFiles }) {
  /** What this person has sent. */
  const typed = () => memory.get(`history.${who()}`, []);
  let back = 0;
  let draft = "";
  /** By who and where: a line that may have arrived although its answer did not, sent again as the same request. */
  const pending = new Map();

  function fill(text) {
    line.value = text;
    grow();
    line.focus();
    // What is to be replaced is: one types over it.
    const open = /<[^<>]+>/u.exec(text);
    line.setSelectionRange(open?.index ?? text.length, open ? open.index + open[0].length : text.length);
    memory.set(`draft.${place()}`, text);
  }
  function grow() {
    line.style.height = "auto";
    line.style.height = `${Math.min(line.scrollHeight + 2, 220)}px`;
  }

  const completion = createCompletion({ asking, languages, fill });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = line.value.trim();
    completion.close();
    if (text === "" || send.disabled) return;
    send.disabled = true;
    // Who is quicker than the page is sent on as soon as it knows where it is.
    await placed;
    const from = place();
    const history = `history.${who()}`;
    if (pending.get(from)?.text !== text) {
      const lines = await completion.each(text);
      pending.set(from, { text, lines: lines.map((one) => ({ text: one, requestId: newRequest() })) });
    }
    const { lines } = pending.get(from);
    // Whoever goes elsewhere meanwhile finds the rest here again.
    while (lines.length > 0 && from === place() && (await sendLine(lines[0].text, lines[0].requestId))) lines.shift();
    send.disabled = false;
    if (lines.length > 0) return line.focus();
    pending.delete(from);
    memory.set(history, [...memory.get(history, []).filter((one) => one !== text), text].slice(-remembered));
    memory.set(`draft.${from}`, "");
    back = 0;
    if (from !== place() || line.value.trim() !== text) return;
    line.value = "";
    grow();
    if (!document.querySelector("dialog[open]")) line.focus();
  });
  line.addEventListener("input", () => {
    back = 0;
    grow();
    memory.set(`draft.${place()}`, line.value);
  });
  line.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (completion.takes(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
    const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    // Inside a line of several rows the arrows move the cursor.
    if (step === 0 || line.value.includes("\n") || back + step < 0 || back + step > typed().length) return;
    event.preventDefault();
    if (back === 0) draft = line.value;
    back += step;
    completion.close();
    fill(back === 0 ? draft : typed().at(-back));
  });

  async function hand(chosen) {
    if (chosen.length === 0) return;
    const files = await readFiles([...chosen]);
    if (files === undefined) return complain(words().fileTooLarge);
    await sendFiles(files);
  }
  document.querySelector("#attach").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    await hand(file.files);
    file.value = "";
  });
  main.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.hidden = false;
  });
  main.addEventListener("dragleave", (event) => {
    if (!main.contains(event.relatedTarget)) drop.hidden = true;
  });
  main.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.hidden = true;
    void hand(event.dataTransfer.files);
  });

  return {
    fill,
    /** Shows the line that this person left in this conversation. */
    restore() {
      back = 0;
      line.value = memory.get(`draft.${place()}`, "");
      completion.close();
      grow();
    },
    /** Where there is a keyboard, one can write at once. */
    focus() {
      if (matchMedia("(hover: hover)").matches) line.focus();
    },
  };
}
