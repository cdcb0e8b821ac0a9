import * as z from 'zod';
import { badRequest, Refusal } from '../refusal.ts';
import { formatText } from '../text/format-text.ts';
import { defineMethod, flag, fromJson, integer } from './method.ts';
import { readKeyboard, replyMarkup } from './read-keyboard.ts';
import { textArguments } from './send-message.ts';

const CALLBACK_ALIVE = 15_000;
const INLINE_ALIVE = 10_000;
const LONGEST_ALERT = 200;
const MOST_RESULTS = 50;
const LONGEST_ID = 64;
const TOO_OLD = 'query is too old and response timeout expired or query ID is invalid';

/** https://core.telegram.org/bots/api#answercallbackquery */
export const answerCallbackQuery = defineMethod(
  z.object({
    callback_query_id: z.coerce.string().default(''),
    text: z.string().optional(),
    show_alert: flag.optional(),
    url: z.string().optional(),
    cache_time: integer.optional(),
  }),
  ({ callback_query_id, ...answer }, { world, clock }) => {
    const query = world.callbacks.get(callback_query_id);
    if (query === undefined || clock() - query.askedAt > CALLBACK_ALIVE) return badRequest(TOO_OLD);
    if ((answer.text ?? '').length > LONGEST_ALERT) return badRequest('MESSAGE_TOO_LONG');
    // There is one answer to a query.
    if (query.answeredAt !== null) return badRequest(TOO_OLD);
    query.answeredAt = clock();
    query.answer = answer;
    return true;
  },
);

const result = z.looseObject({
  type: z.string(),
  id: z.coerce.string(),
  title: z.string().optional(),
  input_message_content: z.object({ ...textArguments, message_text: z.string().optional() }).optional(),
  reply_markup: replyMarkup.optional(),
});

/** https://core.telegram.org/bots/api#answerinlinequery; what an article would send is checked as a message is. */
export const answerInlineQuery = defineMethod(
  z.object({
    inline_query_id: z.coerce.string().default(''),
    results: fromJson(z.array(result)),
    next_offset: z.string().optional(),
    button: fromJson(z.looseObject({ text: z.string(), start_parameter: z.string().optional() })).optional(),
  }),
  ({ inline_query_id, results, next_offset = '', button }, { world, clock }) => {
    if (results.length > MOST_RESULTS) return badRequest('RESULTS_TOO_MUCH');
    if (Buffer.byteLength(next_offset) > LONGEST_ID) return badRequest('NEXT_OFFSET_INVALID');
    if (button?.start_parameter !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(button.start_parameter))
      return badRequest('START_PARAM_INVALID');
    const ids = new Set<string>();
    for (const one of results) {
      if (one.id === '' || Buffer.byteLength(one.id) > LONGEST_ID) return badRequest('RESULT_ID_INVALID');
      if (ids.has(one.id)) return badRequest('RESULT_ID_DUPLICATE');
      ids.add(one.id);
      const keyboard = readKeyboard(one.reply_markup);
      if (keyboard instanceof Refusal) return keyboard;
      if (one.type !== 'article') continue;
      if ((one.title ?? '').trim() === '') return badRequest('ARTICLE_TITLE_EMPTY');
      const content = one.input_message_content;
      const formatted = formatText({ ...content, text: content?.message_text ?? '' });
      if (formatted instanceof Refusal) return formatted;
      world.counters.droppedEntities += formatted.dropped;
    }
    const query = world.inlineQueries.get(inline_query_id);
    if (query === undefined || clock() - query.askedAt > INLINE_ALIVE) return badRequest(TOO_OLD);
    query.isAnswered = true;
    return true;
  },
);
