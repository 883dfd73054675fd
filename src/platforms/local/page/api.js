/** No contact with the server: what was typed is kept and may be sent again. */
export class Offline extends Error {}
/** The server did not take it. */
export class Refused extends Error {
  constructor(status, words) {
    super(String(status));
    this.status = status;
    /** Why, for the person; undefined when it is for the program alone. */
    this.words = words;
  }
}

const base = "/local/api";

export const get = (path) => call(path);

/** Sends something once: the same `requestId` may be sent again after a lost answer without doing it twice. */
export const post = (path, body) =>
  call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** An id for one act of a person. */
export const newRequest = () => crypto.randomUUID();

async function call(path, options) {
  let response;
  try {
    response = await fetch(base + path, options);
  } catch {
    throw new Offline();
  }
  if (response.ok || response.status === 422) {
    try {
      return await response.json();
    } catch {
      throw new Offline();
    }
  }
  throw new Refused(response.status, response.status === 503 ? await wordsOf(response) : undefined);
}

async function wordsOf(response) {
  try {
    return (await response.json()).error;
  } catch {
    return undefined;
  }
}

/** What is remembered of a browser that keeps nothing: until the page is closed. */
const kept = new Map();

function remembering(storages) {
  return {
    get(key, otherwise) {
      const name = `startklar.${key}`;
      for (const storage of storages) {
        try {
          const found = JSON.parse(storage().getItem(name));
          if (found !== null) return found;
        } catch {
          // The next one may know, and the page itself.
        }
      }
      return kept.get(name) ?? otherwise;
    },
    set(key, value) {
      const name = `startklar.${key}`;
      kept.set(name, value);
      for (const storage of storages) {
        try {
          storage().setItem(name, JSON.stringify(value));
        } catch {
          // It loses only conveniences.
        }
      }
    },
  };
}

/** What the browser remembers from one visit to the next, where it allows it. */
export const memory = remembering([() => localStorage]);

/** What a tab keeps for as long as it is open. */
export const visit = remembering([() => sessionStorage]);

/** What each tab has for itself, such as whom one acts as; a new tab begins as the last one that chose. */
export const tab = remembering([() => sessionStorage, () => localStorage]);
