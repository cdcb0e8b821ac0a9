import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js';
import type { EncodePress } from './component-ids.ts';
import { type ChoiceLayout, createChoiceLayout, MOST_OPTIONS } from './lay-out-choices.ts';
import type { Part } from './rich-text.ts';
import type { MeasuredPart } from './split-parts.ts';
import { writeMarkdown } from './write-markdown.ts';

/** Characters of all text displays of a message together, and components, nested ones too; https://docs.discord.com/developers/components/reference */
const LONGEST_TEXT = 4000;
const MOST_COMPONENTS = 40;
/**
 * Bytes of all text displays of a message, with some for each: beyond that Discord answers 500, whatever the characters are
 * (some 3,390 in Chinese; https://github.com/discord/discord-api-docs/issues/8554).
 */
const MOST_BYTES = 10_170;
const BYTES_A_TEXT = 12;
/** More than these are chosen from a menu. */
const MOST_BUTTONS = 3;
/** Under one text; a container may have held no more than 10 components. */
const MOST_MENUS = 4;

/** Whether parts fit into one message of Components V2. */
export function fitsComponents(parts: readonly MeasuredPart[]): boolean {
  return (
    parts.reduce((sum, { length }) => sum + length, 0) <= LONGEST_TEXT &&
    parts.reduce((sum, { bytes }) => sum + bytes + BYTES_A_TEXT, 0) <= MOST_BYTES &&
    parts.reduce((sum, part) => sum + countComponents(part), 0) <= MOST_COMPONENTS &&
    parts.every((part) => restOf(part, part.choices) <= MOST_MENUS * MOST_OPTIONS)
  );
}

/** Counted as if no two texts were joined. */
function countComponents(part: MeasuredPart): number {
  const rest = restOf(part, part.choices);
  return (
    (part.frame === null ? 0 : 1) +
    (part.pieces.length === 0 ? 0 : 1) +
    (part.choices > rest ? 2 : 0) +
    (rest === 0 ? 0 : rest <= MOST_BUTTONS ? 1 + rest : 2 * Math.ceil(rest / MOST_OPTIONS)) +
    part.rows.reduce((sum, row) => sum + 1 + row.length, 0)
  );
}

/** How many choices stand below the text. */
function restOf({ accessory }: Part, choices: number): number {
  return accessory && choices > 0 ? choices - 1 : choices;
}

/** The parts of one message as Components V2. Never empty. */
export function layOutComponents(
  parts: readonly Part[],
  encodePress: EncodePress,
): APIMessageTopLevelComponent[] {
  const layout = createChoiceLayout(encodePress);
  const components = joinTexts(parts).flatMap((part): APIMessageTopLevelComponent[] => {
    const inside = layOutPart(part, layout);
    return part.frame === null
      ? inside
      : [{ type: ComponentType.Container, accent_color: part.frame.accent, components: inside }];
  });
  return components.length === 0 ? [showText('…')] : components;
}

/** Texts that follow each other without a frame or buttons are one. */
function joinTexts(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && part.frame === null && isText(last))
      joined.splice(-1, 1, { ...part, pieces: [...last.pieces, ...part.pieces] });
    else joined.push(part);
  }
  return joined;
}

function isText({ frame, rows, pieces }: Part): boolean {
  return frame === null && rows.length === 0 && pieces.every(({ choice }) => choice === undefined);
}

function layOutPart({ pieces, accessory, rows }: Part, layout: ChoiceLayout): APIComponentInContainer[] {
  const choices = pieces.flatMap(({ choice }) => (choice === undefined ? [] : [choice]));
  const text = pieces.length === 0 ? null : showText(writeMarkdown(pieces));
  const [first, ...others] = choices;
  const beside = accessory && text !== null && first !== undefined;
  return [
    ...(beside
      ? [
          {
            type: ComponentType.Section as const,
            components: [text],
            accessory: layout.button(first),
          },
        ]
      : text === null
        ? []
        : [text]),
    ...layout.choices(beside ? others : choices, MOST_BUTTONS),
    ...rows.map((row) => layout.row(row)),
  ];
}

function showText(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
