import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button } from '../../core/blocks/blocks.ts';
import { createComponentIds, type EncodePress, MENU_ID } from './component-ids.ts';
import type { Choice, RowButton } from './rich-text.ts';
import { shortenText } from './shorten-text.ts';

export type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>;

/** https://docs.discord.com/developers/components/reference#button */
const LONGEST_LABEL = 80;
/** Of an option and of what is said about it; https://docs.discord.com/developers/components/reference#string-select */
const LONGEST_OPTION = 100;
const LONGEST_PLACEHOLDER = 150;
export const MOST_OPTIONS = 25;
export const MOST_IN_ROW = 5;

/** Lays out the buttons and menus of one message, whose ids are all different. */
export interface ChoiceLayout {
  /** One button, with the label given or its own. */
  button(choice: RowButton, label?: string): APIButtonComponentWithCustomId;
  row(buttons: readonly RowButton[]): ActionRow;
  /** As buttons in rows while there are at most `mostButtons`, as menus above that. */
  choices(choices: readonly Choice[], mostButtons: number): ActionRow[];
}

export function createChoiceLayout(encodePress: EncodePress): ChoiceLayout {
  const nextId = createComponentIds();
  const encode = ({ button, inPlace }: { button: Button; inPlace: boolean }): string =>
    encodePress({ action: button.action, inPlace });

  const button: ChoiceLayout['button'] = (choice, label = choice.button.label) => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: shortenText(label, LONGEST_LABEL),
    custom_id: nextId(encode(choice)),
  });

  const menu = (choices: readonly Choice[]): ActionRow => {
    const nextValue = createComponentIds();
    const labels = new Set(choices.map((choice) => choice.button.label));
    const [placeholder] = labels;
    return {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: nextId(MENU_ID),
          // Where all do the same thing it is named; else Discord asks to choose, in the reader's language.
          ...(labels.size === 1 && choices.length > 1 && placeholder !== undefined
            ? { placeholder: shortenText(placeholder, LONGEST_PLACEHOLDER) }
            : {}),
          options: choices.map((choice) => ({
            label: shortenText(choice.title, LONGEST_OPTION),
            value: nextValue(encode(choice)),
            ...(choice.description === null
              ? {}
              : { description: shortenText(choice.description, LONGEST_OPTION) }),
          })),
        },
      ],
    };
  };

  return {
    button,
    row: (buttons) => ({
      type: ComponentType.ActionRow,
      components: buttons.map((choice) => button(choice)),
    }),
    choices(choices, mostButtons) {
      const asButtons = choices.length <= mostButtons;
      const groups = inGroups(choices, asButtons ? MOST_IN_ROW : MOST_OPTIONS);
      return groups.map((group) =>
        asButtons
          ? {
              type: ComponentType.ActionRow,
              components: group.map((choice) => button(choice, choice.mark)),
            }
          : menu(group),
      );
    },
  };
}

export function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
