import type { Json } from '../discord-server.ts';
import { checkText, type FormErrors, type Path, readObjects } from './form-errors.ts';

/** https://docs.discord.com/developers/components/reference#button and #string-select */
const MOST_OPTIONS = 25;
const STRING_SELECT = 3;
const LINK = 5;

/** What counts for the message as a whole. */
export interface Totals {
  components: number;
  text: number;
  customIds: Set<string>;
  ids: Set<number>;
}

export function validateButton(button: Json, path: Path, totals: Totals, errors: FormErrors): void {
  if (button.emoji === undefined || button.label !== undefined)
    checkText(button.label, [...path, 'label'], errors, { longest: 80 });
  if (button.style === LINK) {
    checkText(button.url, [...path, 'url'], errors, { longest: 512 });
    if (typeof button.url === 'string')
      checkUrl(button.url, [...path, 'url'], errors, ['http', 'https', 'discord']);
    if (button.custom_id !== undefined)
      errors.add(path, 'BUTTON_COMPONENT_CUSTOM_ID_AND_URL', 'A custom id and url cannot both be specified');
    return;
  }
  if (![1, 2, 3, 4].includes(button.style as number)) errors.choices([...path, 'style'], [1, 2, 3, 4, 5]);
  if (button.url !== undefined)
    errors.add(path, 'BUTTON_COMPONENT_CUSTOM_ID_AND_URL', 'A custom id and url cannot both be specified');
  checkCustomId(button, path, totals, errors);
}

export function validateSelect(select: Json, path: Path, totals: Totals, errors: FormErrors): void {
  checkCustomId(select, path, totals, errors);
  checkText(select.placeholder, [...path, 'placeholder'], errors, {
    shortest: 0,
    longest: 150,
    isRequired: false,
  });
  for (const name of ['min_values', 'max_values']) {
    const count = select[name];
    if (count !== undefined && !(Number(count) >= 0 && Number(count) <= MOST_OPTIONS))
      errors.add(
        [...path, name],
        'NUMBER_TYPE_MAX',
        `int value should be less than or equal to ${MOST_OPTIONS}.`,
      );
  }
  if (select.type !== STRING_SELECT) return;
  const options = readObjects(select.options, [...path, 'options'], errors);
  if (options.length < 1 || options.length > MOST_OPTIONS)
    errors.badLength([...path, 'options'], 1, MOST_OPTIONS);
  const values = new Set<unknown>();
  options.forEach((option, index) => {
    const at = [...path, 'options', index];
    checkText(option.label, [...at, 'label'], errors, { longest: 100 });
    checkText(option.value, [...at, 'value'], errors, { longest: 100 });
    checkText(option.description, [...at, 'description'], errors, { longest: 100, isRequired: false });
    if (values.has(option.value)) {
      errors.add(
        [...at, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    values.add(option.value);
  });
}

function checkCustomId(one: Json, path: Path, totals: Totals, errors: FormErrors): void {
  const at = [...path, 'custom_id'];
  checkText(one.custom_id, at, errors, { longest: 100 });
  if (typeof one.custom_id !== 'string') return;
  if (totals.customIds.has(one.custom_id))
    errors.add(at, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  totals.customIds.add(one.custom_id);
}

export function checkUrl(url: string, path: Path, errors: FormErrors, schemes: readonly string[]): void {
  if (!URL.canParse(url)) {
    errors.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    return;
  }
  const scheme = new URL(url).protocol.slice(0, -1);
  if (!schemes.includes(scheme)) {
    const list = schemes.map((one) => `'${one}'`).join(', ');
    errors.add(
      path,
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${scheme}" is not supported. Scheme must be one of (${list}).`,
    );
  }
}
