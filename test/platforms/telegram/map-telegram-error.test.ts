import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GrammyError, HttpError } from 'grammy';
import { mapTelegramError } from '../../../src/platforms/telegram/map-telegram-error.ts';
import { ForeignAnswer } from '../../../src/platforms/telegram/post-json.ts';

const token = '123456:SECRET-abcdefghijklmnopqrstuv';

function refused(code: number, description: string, parameters = {}): unknown {
  return new GrammyError(
    "Call to 'sendMessage' failed!",
    { ok: false, error_code: code, description, parameters },
    'sendMessage',
    { text: 'what somebody wrote' },
  );
}

const REFUSALS: [number, string, string][] = [
  [403, 'Forbidden: bot was blocked by the user', 'blocked'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'blocked'],
  [403, 'Forbidden: user is deactivated', 'gone'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'kicked'],
  [403, 'Forbidden: bot is not a member of the channel chat', 'kicked'],
  [403, 'Forbidden: something new', 'kicked'],
  [400, 'Bad Request: chat not found', 'gone'],
  [400, 'Bad Request: TOPIC_CLOSED', 'thread-closed'],
  [400, 'Bad Request: message thread not found', 'thread-closed'],
  [
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    'not-modified',
  ],
  [400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 4', 'bad-markup'],
  [400, 'Bad Request: message is too long', 'bad-markup'],
  [400, 'Bad Request: BUTTON_DATA_INVALID', 'bad-markup'],
  [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid', 'too-old'],
  [400, 'Bad Request: message to edit not found', 'message-gone'],
  [400, "Bad Request: message can't be edited", 'message-gone'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'no-rights'],
  [400, 'Bad Request: need administrator rights in the channel chat', 'no-rights'],
  [401, 'Unauthorized', 'unauthorized'],
  [404, 'Not Found', 'unauthorized'],
  [409, 'Conflict: terminated by other getUpdates request', 'conflict'],
  [500, 'Internal Server Error', 'retryable'],
  [400, 'Bad Request: something new', 'unknown'],
];

describe('a refusal of Telegram', () => {
  for (const [code, description, kind] of REFUSALS)
    it(`"${code} ${description.slice(0, 60)}" is ${kind}`, () => {
      assert.equal(mapTelegramError(refused(code, description)).kind, kind);
    });

  it('for a fault of its own did not carry the call out; a gateway that waited in vain does not know', () => {
    for (const [code, reached] of [
      [500, false],
      [502, false],
      [504, true],
    ] as const) {
      const failure = mapTelegramError(refused(code, 'what the server says'));
      assert.equal(failure.kind === 'retryable' && failure.reached, reached, String(code));
    }
  });

  it('says how long to wait, and where the chat goes on', () => {
    const limited = mapTelegramError(refused(429, 'Too Many Requests: retry after 7', { retry_after: 7 }));
    assert.equal(limited.kind === 'rate-limited' && limited.after, 7000);
    const migrated = mapTelegramError(
      refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -100 }),
    );
    assert.equal(migrated.kind === 'migrated' && migrated.to, -100);
  });

  it('has a reason without the token, what was sent, or what it quotes', () => {
    const { reason } = mapTelegramError(
      refused(
        400,
        `Bad Request: can't parse entities: Unsupported start tag "秘密 secret" in /bot${token}/sendMessage 秘密`,
      ),
    );
    assert.match(reason, /can't parse entities/);
    assert.doesNotMatch(reason, /secret|秘密|SECRET|wrote/);
  });
});

describe('a failure of the network', () => {
  const fails = (properties: object): unknown =>
    new HttpError(
      "Network request for 'sendMessage' failed!",
      Object.assign(
        new Error(`request to https://api.telegram.org/bot${token}/sendMessage failed`),
        properties,
      ),
    );

  it('is told apart by whether the request may have arrived, without the address', () => {
    const refusedConnection = mapTelegramError(fails({ code: 'ECONNREFUSED' }));
    assert.deepEqual(refusedConnection, {
      kind: 'retryable',
      reached: false,
      reason: 'network: ECONNREFUSED',
    });
    for (const [status, reached] of [
      [502, false],
      [504, true],
    ] as const) {
      const answered = mapTelegramError(new HttpError('failed', new ForeignAnswer(status)));
      assert.equal(answered.kind === 'retryable' && answered.reached, reached, String(status));
    }
    const reset = mapTelegramError(fails({ code: 'ECONNRESET' }));
    assert.deepEqual(reset, { kind: 'retryable', reached: true, reason: 'network: ECONNRESET' });
    assert.equal(mapTelegramError(fails({})).reason, 'network: no answer');
    assert.equal(mapTelegramError(fails({ name: 'AbortError' })).kind, 'aborted');
  });

  it('or any other mistake never shows the token', () => {
    for (const error of [fails({ code: token }), new Error(token), token, null])
      assert.ok(!JSON.stringify(mapTelegramError(error)).includes('SECRET'));
  });
});
