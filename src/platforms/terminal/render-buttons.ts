import type { Button, PageControlsBlock } from '../../core/blocks/blocks.ts';
import { toSingleLine } from '../../core/text/strip-control-characters.ts';
import { type Line, styled, type Writer } from './block-lines.ts';
import type { Span } from './wrap-spans.ts';

/** Buttons as numbered choices on a line, or as what to type, a line each. */
export function renderButtons(buttons: readonly Button[], writer: Writer): Line[] {
  return writer.writeAction === null
    ? [{ spans: spread(buttons.map((button) => chooseSpans(button, writer))) }]
    : buttons.map((button) => writtenButton(button, writer));
}

/** Where one is, and the letters that turn the page. */
export function renderPageControls(block: PageControlsBlock, writer: Writer): Line[] {
  writer.choices.previous = block.previous?.action ?? null;
  writer.choices.next = block.next?.action ?? null;
  const label = styled(block.label, ['dim']);
  const turns = [
    { key: 'n', button: block.next },
    { key: 'p', button: block.previous },
  ].flatMap(({ key, button }) => (button === null ? [] : [{ key, button }]));
  if (writer.writeAction !== null)
    return [{ spans: [label] }, ...turns.map(({ button }) => writtenButton(button, writer))];
  return [
    {
      spans: spread([
        [label],
        ...turns.map(({ key, button }) => [
          styled(`[${key}]`, ['cyan']),
          { text: ` ${toSingleLine(button.label)}` },
        ]),
      ]),
    },
  ];
}

function chooseSpans(button: Button, writer: Writer): Span[] {
  return [styled(`[${writer.choose(button)}]`, ['cyan']), { text: ` ${toSingleLine(button.label)}` }];
}

function writtenButton({ label, action }: Button, { writeAction }: Writer): Line {
  return {
    spans: [styled(`${toSingleLine(label)}  `, ['dim']), { text: toSingleLine(writeAction?.(action) ?? '') }],
    hanging: 2,
  };
}

function spread(groups: readonly Span[][]): Span[] {
  return groups.flatMap((group, index) => (index === 0 ? group : [{ text: '   ' }, ...group]));
}
