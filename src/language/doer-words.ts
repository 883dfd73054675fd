/** Folded: verbs that say no deed. */
export const plainVerbs: ReadonlySet<string> = new Set("har far ar blir kan bor maste can may must has is".split(" "));
/** Folded: what may stand between who does something and what they do. */
export const between: ReadonlySet<string> = new Set(
  "har ocksa also da alltsa sjalv himself herself inte ej not sen sedan then".split(" "),
);
/** Folded: what an object begins with. */
export const objects: ReadonlySet<string> = new Set("the a an his her their our all it them us me".split(" "));
/** Folded: somebody has another do it. */
export const letting: ReadonlySet<string> = new Set("later lata lat let lets".split(" "));
/** Folded, behind *later* where it says when. */
export const aside: ReadonlySet<string> = new Set("on this that today in i pa bli and och".split(" "));
