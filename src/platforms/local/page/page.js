import { get, memory, newRequest, Offline, post, Refused, tab } from "./api.js";
import { createClock } from "./clock.js";
import { createComposer } from "./composer.js";
import { createDropped } from "./dropped.js";
import { whileBusy } from "./focus.js";
import { createForms } from "./form.js";
import { setHouseZone } from "./instants.js";
import { createRoom } from "./room.js";
import { createSide } from "./side.js";

/** What the page knows: who is acting, where, and what there is. */
const state = {
  words: {},
  language: "sv",
  languages: [],
  people: [],
  conversations: [],
  me: "anna",
  at: "kontoret",
  unread: new Set(),
};
const notice = document.querySelector("#notice");
/** By person: the conversations that they are in, as far as is known. */
const places = new Map();
let stream;

const me = () => state.people.find(({ id }) => id === state.me);
const here = () => state.conversations.find(({ id }) => id === state.at);
const words = () => state.words;

/**
 * What the notice is about: what a person did, or what the page fetches by itself, which takes back no complaint but
 * its own.
 */
let trouble = "";
function complain(text, about) {
  trouble = about;
  notice.textContent = text;
  notice.hidden = false;
}
function calm(about) {
  if (about === "act" || trouble === about) notice.hidden = true;
}

/** Does what a person asked for; true when it worked. What was typed stays where it is when it did not. */
async function attempt(work, about = "act") {
  try {
    await work();
    calm(about);
    return true;
  } catch (failure) {
    if (!(failure instanceof Offline || failure instanceof Refused)) throw failure;
    complain(failure instanceof Offline ? state.words.offline : (failure.words ?? state.words.failed), about);
    return false;
  }
}
const fetching = (work) => attempt(work, "fetch");

/** What an act of a person caused is shown; the form that it asks for opens. */
async function show(as, answer) {
  if (answer.form) forms.show(as, answer.form);
  if (as !== state.me) return;
  calm("act");
  await room.hear(answer.messages.filter((message) => message.in === state.at));
}

const act = (path, body, requestId) => {
  const as = state.me;
  return attempt(async () => show(as, await post(path, { as, requestId, ...body })));
};

/**
 * Hands in one file after the other, until one is not taken: with the line that stands in the box where that takes
 * files, which is then sent too.
 */
async function sendFiles(files, line) {
  const { me: as, at } = state;
  let withLine = false;
  for (const file of files) {
    const sent = await attempt(async () => {
      const answer = await post("/files", { as, in: at, requestId: newRequest(), ...file, ...(line && { line }) });
      withLine ||= answer.withLine === true;
      await show(as, answer);
    });
    if (!sent) break;
  }
  return withLine;
}

const who = () => state.me;
const forms = createForms({ who, words, done: (as, answer) => attempt(() => show(as, answer)) });
let arrived;
/** The page knows who is here and where. */
const placed = new Promise((resolve) => {
  arrived = resolve;
});
const composer = createComposer({
  placed,
  who,
  place: () => `${state.me}/${state.at}`,
  asking: () => new URLSearchParams({ as: state.me, in: state.at, language: state.language }).toString(),
  languages: () => state.languages,
  sendLine: (text, requestId) => act("/messages", { in: state.at, text }, requestId),
});
createDropped({ words, complain: (text) => complain(text, "act"), standing: composer.standing, sendFiles });
const room = createRoom({
  state,
  fetching,
  useLine: (line) => composer.fill(line),
  press: (message, action, button) =>
    whileBusy(button.parentElement, () =>
      act("/actions", { in: message.in, message: message.id, action }, newRequest()),
    ),
});
const clock = createClock({ state, attempt, moved: () => room.refresh({ down: true }) });
const side = createSide({
  state,
  actAs,
  go,
  created: async (id) => {
    await load();
    await go(id);
  },
  setLanguage: (language) => fetching(() => setLanguage(language)),
});

/** Acts as another person, where that person was last. */
async function actAs(id) {
  state.me = id;
  state.at = tab.get(`at.${id}`, "");
  state.conversations = places.get(id) ?? [];
  state.unread.clear();
  forms.offer();
  listen();
  enter();
  await load();
}

/** Puts one before a conversation: its name, the line that was left there, what is known of its messages. */
function enter() {
  tab.set("me", state.me);
  if (state.at !== "") tab.set(`at.${state.me}`, state.at);
  draw();
  room.turn();
  composer.restore();
  composer.focus();
}

/** Shows the message that the address names, however far back it is: `#solbacken/<message>`. */
async function follow() {
  const [at, id] = location.hash.slice(1).split("/").map(decodeURIComponent);
  if (!id || state.conversations.length === 0) return;
  const known = state.conversations.some((conversation) => conversation.id === at);
  if (known && at !== state.at) {
    state.at = at;
    enter();
  }
  await fetching(async () => {
    if (!(known && (await room.show(id)))) complain(state.words.noSuchMessage, "act");
  });
}
addEventListener("hashchange", () => void follow());

/** Goes to a conversation. */
async function go(id) {
  state.at = id;
  state.unread.delete(id);
  enter();
  await fetching(() => room.refresh({ down: true }));
}

/**
 * What could not be fetched is fetched again after so many milliseconds: the stream may have come back before that was
 * known.
 */
const again = 2_000;
let later;

/** Fetches who and what there is, and what is new in other conversations; again until there is contact. */
async function load() {
  clearTimeout(later);
  const loaded = await fetching(async () => {
    const asked = state.me;
    const workspace = await get(`/workspace?as=${asked}`);
    setHouseZone(workspace.timeZone);
    if (asked !== state.me) return;
    Object.assign(state, { people: workspace.people, conversations: workspace.conversations });
    places.set(asked, workspace.conversations);
    clock.show(workspace.now);
    const first = state.conversations.find(({ shared }) => shared && me()?.role !== "staff") ?? state.conversations[0];
    if (here()) {
      draw();
      await room.refresh();
    } else await go(first.id);
    await Promise.all(
      state.conversations.map(async ({ id }) => {
        if (id === state.at || asked !== state.me) return;
        if (await room.isUnread(id)) state.unread.add(id);
      }),
    );
    draw();
  });
  if (loaded) return;
  clearTimeout(later);
  later = setTimeout(() => void load(), again);
}

/** Draws everything around the messages. */
function draw() {
  side.draw();
  const conversation = here();
  const title = document.querySelector("#channel");
  title.textContent = conversation && !conversation.private ? `# ${conversation.name}` : "Startklar";
  title.title = title.textContent;
  const note = conversation?.private ? state.words.privateChat : conversation?.shared ? state.words.sharedMeaning : "";
  document.querySelector("#channel-note").textContent = note;
  document.title = `${state.unread.size > 0 ? "• " : ""}Startklar`;
}

/** Hears of what is new while it happens; the browser reconnects by itself. */
function listen() {
  stream?.close();
  stream = new EventSource(`/local/api/stream?as=${state.me}`);
  let lost = false;
  stream.addEventListener("open", () => {
    if (lost) void load();
    lost = false;
  });
  stream.addEventListener("error", () => {
    lost = true;
  });
  stream.addEventListener("message", ({ data }) => {
    const heard = JSON.parse(data);
    if (heard.in === state.at) room.hearSoon(heard.id);
    else if (heard.from !== state.me) {
      state.unread.add(heard.in);
      draw();
    }
  });
  stream.addEventListener("conversation", () => void fetching(refreshList));
  stream.addEventListener("clock", ({ data }) => clock.show(JSON.parse(data)));
}

async function refreshList() {
  const asked = state.me;
  const { conversations } = await get(`/workspace?as=${asked}`);
  places.set(asked, conversations);
  if (asked !== state.me) return;
  state.conversations = conversations;
  draw();
}

/** Speaks a language: every word on the page is fetched, none is written in it. */
async function setLanguage(language) {
  const answer = await get(`/words${language ? `?language=${language}` : ""}`);
  Object.assign(state, answer);
  memory.set("language", answer.language);
  document.documentElement.lang = answer.language;
  for (const element of document.querySelectorAll("[data-word]"))
    element.textContent = state.words[element.dataset.word];
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", state.words[element.dataset.label]);
    if (element.matches("button")) element.title = state.words[element.dataset.label];
  }
  for (const element of document.querySelectorAll("[data-placeholder]"))
    element.placeholder = state.words[element.dataset.placeholder];
  if (state.people.length > 0) {
    draw();
    clock.draw();
    forms.offer();
    room.redraw();
  }
}

await fetching(async () => {
  state.me = tab.get("me", "anna");
  state.at = tab.get(`at.${state.me}`, "");
  await setLanguage(memory.get("language", ""));
  enter();
  listen();
  await load();
  forms.offer();
});
arrived();
await follow();
