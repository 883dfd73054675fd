/** What tells one control from its neighbours, also after it was drawn anew. */
const names = ["data-person", "data-channel", "data-action", "data-part"];

/** Changes what is shown; whoever stood on a control there stands on the same one afterwards. */
export function keepFocus(container, change) {
  const focused = container.contains(document.activeElement) ? document.activeElement : undefined;
  const name = names.find((each) => focused?.hasAttribute(each));
  const message = focused?.closest("[data-message]")?.dataset.message;
  change();
  if (!focused || document.activeElement === focused) return;
  const within = message === undefined ? container : container.querySelector(`[data-message="${CSS.escape(message)}"]`);
  const same = name && within?.querySelector(`[${name}="${CSS.escape(focused.getAttribute(name))}"]`);
  (focused.isConnected ? focused : (same ?? within?.querySelector("button, a, [tabindex]") ?? container)).focus({
    preventScroll: true,
  });
}

/** While something is being done its controls take no more presses; they stay where the keyboard is. */
export async function whileBusy(group, work) {
  if (group.getAttribute("aria-busy") === "true") return;
  group.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    group.removeAttribute("aria-busy");
  }
}
