import type { Theme } from "../../messages/picture.ts";

/** The colours of a picture: those of our own page. Texts stand on `ground` at 4.5 to 1 or more. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  readonly rule: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly wash: string;
  readonly danger: string;
  readonly cover: string;
}

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    ...{ ground: "#ffffff", ink: "#1c2420", faint: "#5d6862", rule: "#dddcd2" },
    ...{ accent: "#1f6f54", onAccent: "#ffffff", wash: "#cfe3d9", danger: "#a8322a", cover: "#35589a" },
  },
  dark: {
    ...{ ground: "#1f2421", ink: "#e8ece9", faint: "#9aa6a0", rule: "#3a423c" },
    ...{ accent: "#63c3a0", onAccent: "#0d1f18", wash: "#35594a", danger: "#f08b82", cover: "#8fb0ee" },
  },
};
