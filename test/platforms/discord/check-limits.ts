import assert from 'node:assert/strict';
import type { APIMessageComponent } from 'discord.js';
import type { RenderedMessage } from '../../../src/platforms/discord/render-blocks.ts';

/** A component as it goes over the wire; what the limits are about is read from it without trusting its type. */
interface AnyComponent {
  type: number;
  content?: string;
  label?: string;
  custom_id?: string;
  placeholder?: string;
  options?: { label: string; value: string; description?: string }[];
  components?: AnyComponent[];
  accessory?: AnyComponent;
}

const [ROW, BUTTON, MENU, SECTION, TEXT, CONTAINER] = [1, 2, 3, 9, 10, 17];

/** Every component of a message, nested ones too. */
export function walkComponents(components: readonly APIMessageComponent[]): AnyComponent[] {
  const walk = (component: AnyComponent): AnyComponent[] => [
    component,
    ...(component.components ?? []).flatMap(walk),
    ...(component.accessory === undefined ? [] : walk(component.accessory)),
  ];
  return (components as AnyComponent[]).flatMap(walk);
}

/** The texts of a message of Components V2, in order. */
export function textsOf({ components }: RenderedMessage): string[] {
  return walkComponents(components).flatMap(({ content }) => content ?? []);
}

/** What Discord would refuse (https://docs.discord.com/developers/components/reference) fails here. */
export function assertWithinLimits(message: RenderedMessage): void {
  const all = walkComponents(message.components);
  assert.ok(all.length >= 1 && all.length <= 40, `${all.length} components`);
  const characters = textsOf(message).reduce((sum, text) => sum + text.length, 0);
  assert.ok(characters <= 4000, `${characters} characters`);
  const texts = textsOf(message);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0);
  assert.ok(bytes <= 10_170, `${bytes} bytes`);
  for (const { type } of message.components) assert.ok([ROW, SECTION, TEXT, CONTAINER].includes(type));
  assertComponents(all);

  assert.ok(message.plain.length >= 1);
  for (const { content, components } of message.plain) {
    assert.ok(content.trim() !== '' && content.length <= 2000, `${content.length} characters`);
    assert.ok(content.isWellFormed());
    assert.ok(components.length <= 5, `${components.length} rows`);
    for (const { type } of components) assert.equal(type, ROW);
    assertComponents(walkComponents(components));
  }
}

function assertComponents(all: readonly AnyComponent[]): void {
  const ids = all.flatMap(({ custom_id }) => custom_id ?? []);
  assert.equal(new Set(ids).size, ids.length, `an id comes twice: ${ids.join(' ')}`);
  for (const component of all) assertComponent(component);
}

function assertComponent({ type, components = [], options = [], ...component }: AnyComponent): void {
  switch (type) {
    case ROW: {
      const types = components.map((inside) => inside.type);
      const menus = types.filter((inside) => inside === MENU).length;
      assert.ok(menus === 1 ? types.length === 1 : types.length >= 1 && types.length <= 5);
      assert.ok(types.every((inside) => inside === MENU || inside === BUTTON));
      break;
    }
    case BUTTON:
      assertLength(component.label, 1, 80);
      assertLength(component.custom_id, 1, 100);
      break;
    case MENU:
      assertLength(component.custom_id, 1, 100);
      if (component.placeholder !== undefined) assertLength(component.placeholder, 1, 150);
      assert.ok(options.length >= 1 && options.length <= 25);
      assert.equal(new Set(options.map(({ value }) => value)).size, options.length);
      for (const { label, value, description } of options) {
        assertLength(label, 1, 100);
        assertLength(value, 1, 100);
        if (description !== undefined) assertLength(description, 1, 100);
      }
      break;
    case SECTION:
      assert.ok(components.length >= 1 && components.length <= 3);
      assert.ok(components.every((inside) => inside.type === TEXT));
      assert.equal(component.accessory?.type, BUTTON);
      break;
    case TEXT:
      assert.ok((component.content ?? '').trim() !== '');
      assert.ok(component.content?.isWellFormed());
      break;
    case CONTAINER:
      assert.ok(components.length >= 1 && components.length <= 10);
      assert.ok(components.every((inside) => [ROW, SECTION, TEXT].includes(inside.type)));
      break;
    default:
      assert.fail(`a component of type ${type}`);
  }
}

function assertLength(text: string | undefined, least: number, most: number): void {
  assert.ok(text !== undefined && text.length >= least && text.length <= most, `${text?.length}: ${text}`);
  assert.ok(text.isWellFormed());
}
