import { memory, newRequest } from "./api.js";
import { createCompletion } from "./complete.js";

const form = document.querySelector("#composer");
const line = document.querySelector("#line");
const send = document.querySelector("#send");
const remembered = 50;

/**
 * Whether what stands in the box was typed before the page knew where it is: it goes along to where that turns out to
 * be.
 */
function typedEarly(placed) {
  let isPlaced = false;
  let isEarly = line.value !== "";
  void placed.then(() => {
    isPlaced = true;
  });
  line.addEventListener("input", () => {
    isEarly = !isPlaced;
  });
  return () => isEarly && !isPlaced;
}

/** Where lines are typed. A line leaves the box only when it has been taken. */
export function createComposer({ who, place, placed, asking, languages, sendLine }) {
  /** What this person has sent. */
  const typed = () => memory.get(`history.${who()}`, []);
  let back = 0;
  let draft = "";
  const isEarly = typedEarly(placed);
  /** By who and where: a line that may have arrived although its answer did not, sent again as the same request. */
  const pending = new Map();
  /** Asked for while one was under way: the same is sent once more if that fails, another when it is done. */
  let again = false;

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
    if (text === "") return;
    if (send.disabled) {
      again = true;
      return;
    }
    send.disabled = true;
    again = false;
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
    if (lines.length > 0) return again && from === place() ? form.requestSubmit() : line.focus();
    pending.delete(from);
    memory.set(history, [...memory.get(history, []).filter((one) => one !== text), text].slice(-remembered));
    memory.set(`draft.${from}`, "");
    back = 0;
    if (from !== place()) return;
    if (line.value.trim() !== text) return again ? form.requestSubmit() : undefined;
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

  return {
    fill,
    /** What stands in the box, and what takes it out once it has been sent with a file. */
    standing() {
      const [from, text] = [place(), line.value.trim()];
      const taken = () => {
        memory.set(`draft.${from}`, "");
        if (from !== place()) return;
        if (line.value.trim() !== text) return again ? form.requestSubmit() : undefined;
        line.value = "";
        grow();
      };
      return { text, taken };
    },
    /** Shows the line that this person left in this conversation. */
    restore() {
      back = 0;
      if (isEarly()) memory.set(`draft.${place()}`, line.value);
      else line.value = memory.get(`draft.${place()}`, "");
      completion.close();
      grow();
    },
    /** Where there is a keyboard, one can write at once. */
    focus() {
      if (matchMedia("(hover: hover)").matches) line.focus();
    },
  };
}
