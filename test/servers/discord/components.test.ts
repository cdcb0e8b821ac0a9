import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFormErrors } from './messages/form-errors.ts';
import { validateComponents } from './messages/validate-components.ts';
import { errorsIn, startConversation } from './start-conversation.ts';

const V2 = 1 << 15;
const text = (content: unknown): object => ({ type: 10, content });
const button = (customId: string, more: object = {}): object => ({
  type: 2,
  style: 1,
  label: 'a',
  custom_id: customId,
  ...more,
});
const row = (...components: object[]): object => ({ type: 1, components });
const link = (url: unknown): object => ({ type: 2, style: 5, label: 'a', url });
const select = (more: object = {}): object => ({
  type: 3,
  custom_id: 's',
  options: [{ label: 'a', value: 'a' }],
  ...more,
});

function errorsOf(components: object[], isV2 = true): string[] {
  const errors = createFormErrors();
  validateComponents(components, isV2, errors);
  return errorsIn({ errors: errors.refusal()?.errors });
}

describe('components', () => {
  it('are taken where they may stand', () => {
    const section = { type: 9, components: [text('a')], accessory: link('https://example.org/') };
    const container = {
      type: 17,
      components: [text('b'), section, { type: 14, spacing: 2 }, row(button('x'), button('y'))],
    };
    assert.deepEqual(errorsOf([text('c'), container, row(select())]), []);
    assert.deepEqual(errorsOf([text('a')], false), ['components.0.type UNION_TYPE_CHOICES']);
    assert.deepEqual(errorsOf([button('x')]), ['components.0.type UNION_TYPE_CHOICES']);
    assert.deepEqual(errorsOf([{ type: 17, components: [{ type: 17, components: [] }] }]), [
      'components.0.components.0.type UNION_TYPE_CHOICES',
    ]);
    assert.deepEqual(errorsOf([{ type: 9, components: [], accessory: text('a') }]), [
      'components.0.components BASE_TYPE_BAD_LENGTH',
      'components.0.accessory.type UNION_TYPE_CHOICES',
    ]);
    assert.deepEqual(errorsOf([{ type: 9, components: [text('a')] }]), [
      'components.0.accessory BASE_TYPE_REQUIRED',
    ]);
    assert.deepEqual(
      errorsOf([
        { type: 14, spacing: 3 },
        { type: 17, components: [] },
      ]),
      ['components.0.spacing BASE_TYPE_CHOICES', 'components.1.components BASE_TYPE_BAD_LENGTH'],
    );
  });

  it('are forty at most, the nested ones counted', () => {
    const full = Array.from({ length: 7 }, (_, index) =>
      row(...Array.from({ length: 5 }, (_, at) => button(`${index} ${at}`))),
    );
    assert.deepEqual(errorsOf(full.slice(0, 6)), []);
    assert.deepEqual(errorsOf(full), ['components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED']);
    assert.deepEqual(errorsOf(full.slice(0, 6), false), ['components BASE_TYPE_BAD_LENGTH']);
    assert.deepEqual(errorsOf(Array.from({ length: 40 }, () => text('a'))), []);
    assert.deepEqual(errorsOf(Array.from({ length: 41 }, () => text('a'))), [
      'components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ]);
  });

  it('show 4000 characters of text together', () => {
    assert.deepEqual(
      errorsOf([text('a'.repeat(2000)), { type: 17, components: [text('a'.repeat(2000))] }]),
      [],
    );
    assert.deepEqual(errorsOf([text('a'.repeat(2000)), { type: 17, components: [text('a'.repeat(2001))] }]), [
      'components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ]);
    assert.deepEqual(errorsOf([text('')]), ['components.0.content BASE_TYPE_BAD_LENGTH']);
  });

  it('stand five buttons or one select to a row', () => {
    const six = Array.from({ length: 6 }, (_, index) => button(String(index)));
    assert.deepEqual(errorsOf([row(...six)]), ['components.0.components BASE_TYPE_BAD_LENGTH']);
    assert.deepEqual(errorsOf([row()]), ['components.0.components BASE_TYPE_BAD_LENGTH']);
    assert.deepEqual(errorsOf([row(select(), button('x'))]), [
      'components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ]);
  });

  it('have their own short custom ids, or a link', () => {
    const at = 'components.0.components';
    assert.deepEqual(errorsOf([row(button('x'), button('x'))]), [
      `${at}.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED`,
    ]);
    assert.deepEqual(errorsOf([row(button('x'.repeat(101)), button(''))]), [
      `${at}.0.custom_id BASE_TYPE_BAD_LENGTH`,
      `${at}.1.custom_id BASE_TYPE_BAD_LENGTH`,
    ]);
    assert.deepEqual(errorsOf([row(button('x', { label: 'a'.repeat(81) }))]), [
      `${at}.0.label BASE_TYPE_BAD_LENGTH`,
    ]);
    assert.deepEqual(errorsOf([row(link('https://example.org/'), link('discord://x'))]), []);
    assert.deepEqual(errorsOf([row(link('javascript:alert(1)'), link('nothing'), link(undefined))]), [
      `${at}.0.url URL_TYPE_INVALID_SCHEME`,
      `${at}.1.url URL_TYPE_INVALID_URL`,
      `${at}.2.url BASE_TYPE_REQUIRED`,
    ]);
    assert.deepEqual(errorsOf([row(button('x', { url: 'https://example.org/' }))]), [
      `${at}.0 BUTTON_COMPONENT_CUSTOM_ID_AND_URL`,
    ]);
  });

  it('offer one to twenty-five options with different values', () => {
    const at = 'components.0.components.0.options';
    const options = Array.from({ length: 26 }, (_, index) => ({ label: 'a', value: String(index) }));
    assert.deepEqual(errorsOf([row(select({ options: options.slice(0, 25) }))]), []);
    assert.deepEqual(errorsOf([row(select({ options }))]), [`${at} BASE_TYPE_BAD_LENGTH`]);
    assert.deepEqual(errorsOf([row(select({ options: [] }))]), [`${at} BASE_TYPE_BAD_LENGTH`]);
    const wrong = [
      { label: 'a'.repeat(101), value: 'a', description: 'a'.repeat(101) },
      { label: 'a', value: 'a' },
    ];
    assert.deepEqual(errorsOf([row(select({ options: wrong }))]), [
      `${at}.0.label BASE_TYPE_BAD_LENGTH`,
      `${at}.0.description BASE_TYPE_BAD_LENGTH`,
      `${at}.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED`,
    ]);
  });

  it('break Discord when their texts weigh more than it can carry', async (test) => {
    const { channel, refusalOf } = await startConversation(test);
    const send = (...texts: string[]): Promise<string> =>
      refusalOf('POST', `/channels/${channel}/messages`, { flags: V2, components: texts.map(text) });
    assert.equal(await send('新'.repeat(3386)), 'accepted');
    assert.equal(await send('新'.repeat(3387)), '500 0 500: Internal Server Error');
    assert.equal(await send('新'.repeat(3382)), 'accepted');
    assert.equal(await send('新'.repeat(1691), '新'.repeat(1692)), '500 0 500: Internal Server Error');
    assert.equal(await send('a'.repeat(4000)), 'accepted');
  });

  it('of the second version leave no room for content, and do not go away again', async (test) => {
    const { server, channel, call, refusalOf } = await startConversation(test);
    const path = `/channels/${channel}/messages`;
    const both = await call('POST', path, { content: 'a', flags: V2, components: [text('a')] });
    assert.deepEqual(errorsIn(both.body), ['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']);
    const { body } = await call('POST', path, { flags: V2, components: [text('a')] });
    assert.equal((body.components as { id: number }[])[0]?.id, 1);
    const edited = await call('PATCH', `${path}/${body.id}`, { content: 'a', flags: 0 });
    assert.deepEqual(errorsIn(edited.body), ['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']);
    assert.equal(await refusalOf('PATCH', `${path}/${body.id}`, { components: [text('b')] }), 'accepted');
    assert.equal(server.messages()[0]?.flags, V2);

    const plain = (await call('POST', path, { content: 'plain' })).body.id;
    const kept = await call('PATCH', `${path}/${plain}`, { flags: V2, components: [text('a')] });
    assert.deepEqual(errorsIn(kept.body), ['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']);
    const change = { flags: V2, content: null, components: [text('a')] };
    assert.equal(await refusalOf('PATCH', `${path}/${plain}`, change), 'accepted');
  });
});
