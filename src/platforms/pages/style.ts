import { createHash } from "node:crypto";

/** How our pages look: made for a phone first, in the device's own light or dark. */
export const style = `
:root { color-scheme: light dark; --ground: #f5f4ef; --card: #fff; --ink: #1c2420; --faint: #5d6862; --rule: #c9c9bd; --accent: #1f6f54; --on-accent: #fff; --warn: #8a2c20; --warn-wash: #fbeae6; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #141715; --card: #1f2421; --ink: #e8ece9; --faint: #a3aea8; --rule: #475049; --accent: #63c3a0; --on-accent: #0d1f18; --warn: #f5a79b; --warn-wash: #3a211d; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
main { max-width: 34rem; margin: 0 auto; padding: max(1.25rem, 6vh) 1rem 2rem; }
article { background: var(--card); border: 1px solid var(--rule); border-radius: 14px; padding: 1.5rem 1.25rem; }
.from { margin: 0 0 .75rem; color: var(--accent); font-weight: 600; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
p:last-child { margin-bottom: 0; }
label { display: block; margin: 1.5rem 0 .5rem; font-weight: 600; }
input { display: block; width: 100%; min-height: 56px; padding: .5rem; font: inherit; font-size: 1rem; color: inherit; background: var(--ground); border: 1px solid var(--faint); border-radius: 10px; }
input::file-selector-button { min-height: 40px; margin-inline-end: .75rem; padding: 0 1rem; font: inherit; font-weight: 600; color: var(--ink); background: var(--card); border: 1px solid var(--faint); border-radius: 8px; }
input[aria-invalid] { border: 2px solid var(--warn); }
button { display: block; width: 100%; min-height: 56px; margin: 1.25rem 0; padding: .75rem 1rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 10px; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.hint { margin: .5rem 0 0; color: var(--faint); font-size: .9375rem; }
.problem { margin: 1rem 0 0; padding: .875rem 1rem; color: var(--warn); background: var(--warn-wash); border: 1px solid currentcolor; border-radius: 10px; }
.problem p { margin: 0; }
.problem p:first-child { font-weight: 600; }
`;

/** Runs nothing, loads nothing, is shown in nobody's frame, and sends its form nowhere but here. */
export const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
