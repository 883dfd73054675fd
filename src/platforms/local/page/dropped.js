import { readFiles } from "./files.js";

const file = document.querySelector("#file");
const drop = document.querySelector("#drop");
const main = document.querySelector("#main");

/** Where files are handed in: chosen with the button, or dropped on the page, with the line that stands in the box. */
export function createDropped({ words, complain, standing, sendFiles }) {
  async function hand(chosen) {
    if (chosen.length === 0) return;
    const files = await readFiles([...chosen]);
    if (files === undefined) return complain(words().fileTooLarge);
    const { text, taken } = standing();
    if (await sendFiles(files, text)) taken();
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
}
