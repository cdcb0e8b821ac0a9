import type { Action } from '../../core/blocks/blocks.ts';

/**
 * Turns what a button does into a custom_id of at most LONGEST_PRESS characters; the caller keeps what does not fit.
 * `inPlace`: the answer takes the place of the message that the button stands under.
 */
export type EncodePress = (press: { action: Action; inPlace: boolean }) => string;

/** Characters, https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
const LONGEST_ID = 100;
/** What a press may take, so that a counter fits behind it. */
export const LONGEST_PRESS = LONGEST_ID - 3;
/** How the custom_id of every menu begins; what was chosen is a press, in `values`. */
export const MENU_ID = 'menu';

const COUNTER = /~\d+$/;

/**
 * Gives each component of one message an id of its own, which Discord demands: the second button that does the same is
 * `…~2`. A press that ends like that by itself gets a counter in any case (`…~7~1`), so that there is one way to read it.
 * @throws RangeError where a press is longer than LONGEST_PRESS
 */
export function createComponentIds(): (press: string) => string {
  const used = new Map<string, number>();
  return (press) => {
    if (press === '' || press.length > LONGEST_PRESS)
      throw new RangeError(`A press takes 1 to ${LONGEST_PRESS} characters, not ${press.length}.`);
    const count = (used.get(press) ?? 0) + 1;
    used.set(press, count);
    return count === 1 && !COUNTER.test(press) ? press : `${press}~${count}`;
  };
}

/** The press that a custom_id or a chosen value stands for. */
export function readPress(id: string): string {
  return id.replace(COUNTER, '');
}
