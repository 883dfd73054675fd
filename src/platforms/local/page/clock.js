import { get, post } from "./api.js";
import { whileBusy } from "./focus.js";
import { localeOf } from "./instants.js";

const group = document.querySelector("#clock");
const shown = document.querySelector("#now");
const panel = document.querySelector("#clock-panel");
const to = document.querySelector("#clock-to");

/** The clock of the workspace: what it shows, and moving it forward. */
export function createClock({ state, attempt, moved }) {
  let now = "";
  function draw() {
    if (now === "") return;
    const [day, time] = now.split("T");
    const on = new Date(`${day}T12:00:00Z`).toLocaleDateString(localeOf(state.language), {
      weekday: "short",
      day: "numeric",
      month: "short",
      timeZone: "UTC",
    });
    shown.textContent = `${on} ${time}`;
    shown.setAttribute("aria-label", `${state.words.clock}: ${on} ${time}`);
  }
  function show(instant) {
    now = instant;
    to.min = now;
    draw();
  }
  const move = (by) => whileBusy(group, () => play(by));
  async function play(by) {
    shown.textContent = state.words.clockPlaying;
    await attempt(async () => {
      show((await post("/clock", { ...by, as: state.me })).now);
      if (panel.contains(document.activeElement)) shown.focus();
      panel.hidden = true;
      shown.setAttribute("aria-expanded", "false");
      await moved();
    });
    draw();
  }
  for (const button of group.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => void move({ advance: button.dataset.advance }));
  }
  shown.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    shown.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) return;
    to.value = now;
    to.focus();
  });
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    void move({ to: to.value });
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.hidden = true;
    shown.setAttribute("aria-expanded", "false");
    shown.focus();
  });
  // The workspace's clock runs on as any other does.
  setInterval(async () => {
    if (document.hidden) return;
    try {
      show((await get("/workspace")).now);
    } catch {
      // Shown again when there is contact.
    }
  }, 20_000);
  return { show, draw };
}
