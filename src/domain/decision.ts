/** What a rule answers: go ahead, or the reason why not, as data that a command words. */
export type Decision<Why> = Allowed | Refused<Why>;
export interface Allowed {
  readonly ok: true;
}
export interface Refused<Why> {
  readonly ok: false;
  readonly refused: Why;
}

export const allowed: Allowed = { ok: true };
export const refused = <const Why>(why: Why): Refused<Why> => ({ ok: false, refused: why });
