import type { types } from "@slack/bolt";
import { phrase } from "../../../messages/phrase.ts";
import type { HoursPicture, Picture } from "../../../messages/picture.ts";
import { pictureWords } from "../../../messages/picture-words.ts";
import { limits } from "./limits.ts";
import type { BlockPiece, ChartBlock } from "./piece.ts";
import { cut, say, type Writing } from "./text.ts";

/**
 * A picture: hours as a chart of Slack's own, anything else as an image where our pages are reached. Left out where
 * neither can be shown: the words beside it say the same.
 */
export function picturePieces(writing: Writing, picture: Picture, url: string | undefined): readonly BlockPiece[] {
  const chart = picture.kind === "hours" ? chartOf(writing, picture) : undefined;
  const block = chart ?? imageOf(writing, picture, url);
  if (block === undefined) return [];
  return [
    {
      block,
      text: pictureWords(writing.words, writing.language, picture),
      size: JSON.stringify(block).length,
      chart: chart && true,
    },
  ];
}

function imageOf(
  { words, language }: Writing,
  picture: Picture,
  url: string | undefined,
): types.ImageBlock | undefined {
  if (url === undefined || url.length > limits.url) return undefined;
  return { type: "image", image_url: url, alt_text: pictureWords(words, language, picture, limits.alt) };
}

const perHour = 60;

/** Undefined where Slack's chart cannot tell its bars apart: too many, or with one name once they are short enough. */
function chartOf(writing: Writing, picture: HoursPicture): ChartBlock | undefined {
  const { rows } = picture;
  const categories = rows.map(({ name }) => cut(say(writing, name), limits.chartLabel));
  if (rows.length === 0 || rows.length > limits.chartBars || new Set(categories).size < rows.length) return undefined;
  const series = (["used", "left", "covered", "notAgreed"] as const)
    .filter((kind) => kind === "used" || kind === "left" || rows.some((row) => row[kind] > 0))
    .map((kind) => ({
      name: cut(say(writing, phrase(`picture.legend.${kind}`)), limits.chartLabel),
      data: rows.map((row, index) => ({
        label: categories[index] ?? "",
        value: Math.round((row[kind] / perHour) * 100) / 100,
      })),
    }));
  return {
    type: "data_visualization",
    title: cut(say(writing, phrase("picture.hours.head")), limits.chartTitle),
    chart: {
      type: "bar",
      series,
      axis_config: { categories, y_label: cut(say(writing, phrase("picture.hours.unit")), limits.chartTitle) },
    },
  };
}
