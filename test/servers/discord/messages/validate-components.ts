import type { Json } from '../discord-server.ts';
import { checkText, type FormErrors, isJson, type Path, readObjects } from './form-errors.ts';
import type { Totals } from './validate-interactive.ts';
import { checkUrl, validateButton, validateSelect } from './validate-interactive.ts';

/** https://docs.discord.com/developers/components/reference */
const MOST_COMPONENTS = 40;
const MOST_TEXT = 4000;
const MOST_ROWS = 5;
const MOST_BUTTONS = 5;
const MOST_GALLERY_ITEMS = 10;

const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const SELECTS = [STRING_SELECT, 5, 6, 7, 8];
const SECTION = 9;
const TEXT = 10;
const THUMBNAIL = 11;
const GALLERY = 12;
const FILE = 13;
const SEPARATOR = 14;
const CONTAINER = 17;

/** Adds to `errors` what Discord refuses of a message's components. */
export function validateComponents(value: unknown, isV2: boolean, errors: FormErrors): void {
  const path = ['components'];
  const top = readObjects(value, path, errors);
  const totals: Totals = { components: 0, text: 0, customIds: new Set(), ids: new Set() };
  if (!isV2 && top.length > MOST_ROWS) errors.badLength(path, 1, MOST_ROWS);
  const allowed = isV2 ? [ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER] : [ROW];
  top.forEach((one, index) => {
    validate(one, [...path, index], allowed, totals, errors);
  });
  if (!isV2) return;
  if (totals.components > MOST_COMPONENTS) {
    errors.add(
      path,
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components (${totals.components}) exceeds the maximum of ${MOST_COMPONENTS}`,
    );
  }
  if (totals.text > MOST_TEXT) {
    errors.add(
      path,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The displayable text content exceeds the maximum size of ${MOST_TEXT}`,
    );
  }
}

function validate(one: Json, path: Path, allowed: number[], totals: Totals, errors: FormErrors): void {
  totals.components += 1;
  if (!allowed.includes(one.type as number)) {
    const choices = allowed.join(', ');
    errors.add([...path, 'type'], 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${choices}).`);
    return;
  }
  if (typeof one.id === 'number' && one.id !== 0) {
    if (totals.ids.has(one.id))
      errors.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
    totals.ids.add(one.id);
  }
  VALIDATORS[one.type as number]?.(one, path, totals, errors);
}

type Validate = (one: Json, path: Path, totals: Totals, errors: FormErrors) => void;

const VALIDATORS: Record<number, Validate> = {
  [ROW]: validateRow,
  [BUTTON]: validateButton,
  ...Object.fromEntries(SELECTS.map((type) => [type, validateSelect])),
  [SECTION]: validateSection,
  [TEXT](one, path, totals, errors) {
    checkText(one.content, [...path, 'content'], errors, { longest: MOST_TEXT });
    totals.text += typeof one.content === 'string' ? one.content.length : 0;
  },
  [THUMBNAIL]: (one, path, _totals, errors) => checkMedia(one.media, [...path, 'media'], errors),
  [FILE]: (one, path, _totals, errors) => checkMedia(one.file, [...path, 'file'], errors),
  [GALLERY](one, path, _totals, errors) {
    const items = readObjects(one.items, [...path, 'items'], errors);
    if (items.length < 1 || items.length > MOST_GALLERY_ITEMS)
      errors.badLength([...path, 'items'], 1, MOST_GALLERY_ITEMS);
    items.forEach((item, index) => {
      checkMedia(item.media, [...path, 'items', index, 'media'], errors);
    });
  },
  [SEPARATOR](one, path, _totals, errors) {
    if (one.spacing !== undefined && one.spacing !== 1 && one.spacing !== 2)
      errors.choices([...path, 'spacing'], [1, 2]);
  },
  [CONTAINER](one, path, totals, errors) {
    const inside = readObjects(one.components, [...path, 'components'], errors);
    if (inside.length === 0) errors.badLength([...path, 'components'], 1, MOST_COMPONENTS);
    const children = [ROW, TEXT, SECTION, GALLERY, SEPARATOR, FILE];
    inside.forEach((child, index) => {
      validate(child, [...path, 'components', index], children, totals, errors);
    });
  },
};

function validateRow(row: Json, path: Path, totals: Totals, errors: FormErrors): void {
  const inside = readObjects(row.components, [...path, 'components'], errors);
  const isSelect = inside.some(({ type }) => SELECTS.includes(type as number));
  if (inside.length < 1 || inside.length > MOST_BUTTONS)
    errors.badLength([...path, 'components'], 1, MOST_BUTTONS);
  else if (isSelect && inside.length > 1) {
    errors.add(
      [...path, 'components'],
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    );
  }
  inside.forEach((child, index) => {
    validate(child, [...path, 'components', index], [BUTTON, ...SELECTS], totals, errors);
  });
}

function validateSection(section: Json, path: Path, totals: Totals, errors: FormErrors): void {
  const texts = readObjects(section.components, [...path, 'components'], errors);
  if (texts.length < 1 || texts.length > 3) errors.badLength([...path, 'components'], 1, 3);
  texts.forEach((text, index) => {
    validate(text, [...path, 'components', index], [TEXT], totals, errors);
  });
  if (isJson(section.accessory))
    validate(section.accessory, [...path, 'accessory'], [BUTTON, THUMBNAIL], totals, errors);
  else errors.required([...path, 'accessory']);
}

function checkMedia(media: unknown, path: Path, errors: FormErrors): void {
  const url = isJson(media) ? media.url : undefined;
  if (typeof url !== 'string') errors.required([...path, 'url']);
  else checkUrl(url, [...path, 'url'], errors, ['http', 'https', 'attachment']);
}
