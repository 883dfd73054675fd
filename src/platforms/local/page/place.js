const scroll = document.querySelector("#scroll");
const list = document.querySelector("#messages");
const older = document.querySelector("#older");
const newer = document.querySelector("#newer");
const newest = document.querySelector("#newest");
/** So near the end one reads what is newest, in pixels. */
const near = 120;

/**
 * Where one reads: the end of the conversation, which stays in sight while it grows, or a place further back, which
 * stays where it is.
 */
export function createPlace({ wantOlder, wantNewer, wantNewest }) {
  let more = { older: false, newer: false };
  let atEnd = true;
  let unheard = false;

  let top = 0;

  const follow = () => {
    if (!atEnd) return;
    scroll.scrollTop = scroll.scrollHeight;
    top = scroll.scrollTop;
  };
  function draw() {
    older.hidden = !more.older;
    newer.hidden = !more.newer;
    newest.hidden = atEnd;
    newest.classList.toggle("unread", unheard);
  }
  /** Whoever moves up leaves the end; what only grew below them before they were told has not moved them. */
  function look() {
    const end = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < near;
    atEnd = !more.newer && (end || (atEnd && scroll.scrollTop >= top));
    top = scroll.scrollTop;
    if (atEnd) unheard = false;
    draw();
  }
  scroll.addEventListener("scroll", look, { passive: true });
  const grown = new ResizeObserver(follow);
  grown.observe(list);
  grown.observe(scroll);

  /** What comes into sight soon is fetched; a press fetches it too, also again after it could not be had. */
  const watch = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen)
        if (isIntersecting) void (target === older ? wantOlder() : wantNewer());
    },
    { root: scroll, rootMargin: "600px 0px" },
  );
  const watchAgain = () => {
    for (const edge of [older, newer]) {
      watch.unobserve(edge);
      watch.observe(edge);
    }
  };
  older.addEventListener("click", () => void wantOlder());
  newer.addEventListener("click", () => void wantNewer());
  newest.addEventListener("click", () => {
    scroll.focus({ preventScroll: true });
    void wantNewest();
  });

  /** The first message that is seen. */
  function inSight() {
    const { top } = scroll.getBoundingClientRect();
    return [...list.children].find((node) => node.dataset.message && node.getBoundingClientRect().bottom > top);
  }

  return {
    more: () => more,
    isAtEnd: () => atEnd,
    /** Something new came where it is not seen. */
    missed() {
      unheard = !atEnd;
      draw();
    },
    toEnd() {
      atEnd = !more.newer;
      unheard = false;
      draw();
      follow();
    },
    /**
     * Changes what stands: what one reads stays where it is in the window. `change` may tell what there is more of by
     * then.
     */
    keep(change) {
      const read = atEnd ? undefined : inSight();
      const was = read?.getBoundingClientRect().top;
      more = change() ?? more;
      draw();
      const stays = read && list.querySelector(`[data-message="${CSS.escape(read.dataset.message)}"]`);
      if (atEnd) follow();
      else if (stays) scroll.scrollTop += stays.getBoundingClientRect().top - was;
      watchAgain();
    },
    /** Shows a message in the middle. */
    show(node) {
      atEnd = false;
      node.tabIndex = -1;
      node.scrollIntoView({ block: "center" });
      node.focus({ preventScroll: true });
      look();
    },
  };
}
