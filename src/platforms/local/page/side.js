import { Offline, post, Refused } from "./api.js";
import { avatar, make } from "./draw.js";
import { keepFocus } from "./focus.js";

const side = document.querySelector("#side");
const veil = document.querySelector("#veil");
const menu = document.querySelector("#menu");
const dialog = document.querySelector("#channel-dialog");
const id = document.querySelector("#channel-id");
const shared = document.querySelector("#channel-shared");
const error = document.querySelector("#channel-error");

/** The side of the page: whom to act as, where to go, a new channel, the language. */
export function createSide({ state, actAs, go, created, setLanguage }) {
  function open(is) {
    side.classList.toggle("open", is);
    veil.hidden = !is;
    menu.setAttribute("aria-expanded", String(is));
    if (is) side.querySelector("button").focus();
    else if (side.contains(document.activeElement) && getComputedStyle(menu).display !== "none") menu.focus();
  }
  menu.addEventListener("click", () => open(!side.classList.contains("open")));
  veil.addEventListener("click", () => open(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") open(false);
  });
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => void setLanguage(button.dataset.language));
  }

  document.querySelector("#new-channel").addEventListener("click", () => {
    complain("");
    dialog.showModal();
    id.focus();
  });
  document.querySelector("#channel-cancel").addEventListener("click", () => dialog.close());
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = id.value.trim().replace(/^#/, "");
    try {
      await post("/conversations", { id: chosen, name: chosen, shared: shared.checked });
    } catch (failure) {
      if (failure instanceof Offline) return complain(state.words.offline);
      if (!(failure instanceof Refused)) throw failure;
      return complain(failure.status === 409 ? state.words.shortNameTaken : state.words.shortNameWrong);
    }
    dialog.close();
    id.value = "";
    shared.checked = false;
    open(false);
    await created(chosen);
  });
  function complain(text) {
    error.hidden = text === "";
    error.textContent = text;
    id.setAttribute("aria-invalid", String(text !== ""));
    if (text !== "") id.focus();
  }

  const pick = (current, attributes, ...content) =>
    make(
      "li",
      {},
      make("button", { type: "button", "aria-current": current ? "true" : undefined, ...attributes }, ...content),
    );

  return {
    draw: () => keepFocus(side, draw),
  };

  function draw() {
    const { words, people, conversations, me, at, unread } = state;
    document.querySelector("#people").replaceChildren(
      ...people.map((person) => {
        const act = () => {
          open(false);
          void actAs(person.id);
        };
        const about = make(
          "span",
          { className: "about" },
          make("b", { text: person.name, title: person.name }),
          make("small", {
            text: `${words[person.role]} · ${person.company}`,
            title: `${words[person.role]} · ${person.company}`,
          }),
        );
        return pick(person.id === me, { "data-person": person.id, onclick: act }, avatar(person), about);
      }),
    );
    document.querySelector("#channels").replaceChildren(
      ...conversations.map((conversation) => {
        const enter = () => {
          open(false);
          void go(conversation.id);
        };
        const isUnread = unread.has(conversation.id);
        return pick(
          conversation.id === at,
          { "data-channel": conversation.id, className: isUnread ? "unread" : "", onclick: enter },
          conversation.private
            ? make("img", { className: "sign", src: "/page/icon.svg", alt: "" })
            : make("span", { className: "sign", text: "#", "aria-hidden": "true" }),
          make("span", { className: "about", text: conversation.name, title: conversation.name }),
          conversation.shared && make("span", { className: "badge", text: words.shared }),
          isUnread && make("span", { className: "dot", role: "img", "aria-label": words.unread }),
        );
      }),
    );
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
    }
    const staff = people.find((person) => person.id === me)?.role === "staff";
    document.querySelector("#new-channel").hidden = !staff;
  }
}
