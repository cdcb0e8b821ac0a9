import { BadRequestError, NotFoundError } from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type { Model, ModelRequest, ModelResult, ModelTask } from '../core/ports/model.ts';
import type { ModelLedger, Spending } from '../core/ports/model-ledger.ts';
import { estimateTokens } from '../core/writing/estimate-tokens.ts';
import type { Call, CallAnswer } from './call.ts';
import { callChat } from './call-chat.ts';
import { callResponses } from './call-responses.ts';
import { type Circuit, createCircuit } from './circuit.ts';
import { createClient } from './create-client.ts';
import { createBudget } from './keep-budget.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import type { CallFailure } from './map-openai-error.ts';
import type { ModelMeter } from './model-meter.ts';
import type { Prompt } from './prompt.ts';
import { readAnswer } from './read-answer.ts';
import { createItemReader } from './read-items.ts';
import { refusesText } from './refuses-text.ts';
import { tryPatiently } from './try-patiently.ts';

export interface ModelSettings {
  key: string;
  /** Undefined for OpenAI's own. */
  baseUrl: string | undefined;
  /** It is OpenAI's own service, under whichever of its addresses. */
  isOpenai: boolean;
  model: string;
  api: 'responses' | 'chat';
  /** Tokens a day, in all and for one chat. */
  limits: { day: number; chat: number };
  /** Requests at a time. */
  concurrency: number;
}

/** Milliseconds in which a service at work has answered. */
const FAIR_TIME = 5000;
/** Of a request's time, what it waits for another's that finds out whether the service is back: the rest is for its own. */
const PATIENCE = 0.5;
/** What a reasoning model may think beside its answer, in tokens: it counts as output. */
const THOUGHT = 1500;
/** Roles, separators and the like. */
const OVERHEAD = 60;
/** Before anything was read: it costs nothing. */
const REFUSED: CallAnswer = { text: '', end: 'refusal', usage: { input: 0, cached: 0, output: 0 } };
const REASONING_MODEL = /^(?:gpt-[5-9]|o\d)/u;

/**
 * A model of OpenAI, or of a server that speaks its interface. Budgets are kept before anything is sent; whatever goes wrong
 * is a value. `log` gets causes without texts and keys.
 */
export function createModel({
  settings,
  prompts,
  ledger,
  now,
  log,
  meter,
}: {
  settings: ModelSettings;
  prompts: Readonly<Record<ModelTask, Prompt>>;
  ledger: Pick<ModelLedger, 'reserve' | 'settle'>;
  now: () => number;
  log: { warn(details: object, message: string): void };
  meter?: ModelMeter | undefined;
}): Model & { circuit: Pick<Circuit, 'isOpen'> } {
  const { isOpenai } = settings;
  const client = createClient(settings);
  const budget = createBudget({ limits: settings.limits, ledger, now, log });
  const circuit = createCircuit(now);
  const enter = limitConcurrency(settings.concurrency);
  let api = settings.api;
  let thinksLittle = isOpenai && REASONING_MODEL.test(settings.model);

  async function send(call: Omit<Call, 'thinksLittle'>): Promise<CallAnswer> {
    const whole = { ...call, thinksLittle };
    try {
      return await (api === 'responses'
        ? callResponses(client, whole, { isOpenai })
        : callChat(client, whole, { isOpenai }));
    } catch (error) {
      if (api === 'responses' && error instanceof NotFoundError) {
        // A server without it, or without the model: the other interface knows.
        const answer = await callChat(client, whole, { isOpenai });
        api = 'chat';
        log.warn({ model: settings.model }, 'the model has no Responses API; chat completions serve');
        return answer;
      }
      if (thinksLittle && error instanceof BadRequestError && /reasoning/u.test(error.param ?? '')) {
        thinksLittle = false;
        return send(call);
      }
      // Three such articles in a row must not take the model from the others.
      if (refusesText(error)) return REFUSED;
      throw error;
    }
  }

  /** Tries until there is an answer, a failure that stays, or too little time. */
  async function sendPatiently(
    call: Omit<Call, 'thinksLittle'>,
    { until, payAgain }: { until: number; payAgain: () => Promise<boolean> },
  ): Promise<{ answer: CallAnswer } | { failure: CallFailure }> {
    let hasBegun = false;
    const { onText } = call;
    const watched =
      onText === undefined
        ? call
        : {
            ...call,
            onText(piece: string) {
              hasBegun = true;
              onText(piece);
            },
          };
    const { signal } = call;
    const mayRepeat = async ({ mayCost }: CallFailure) => !hasBegun && (!mayCost || (await payAgain()));
    return tryPatiently(() => send(watched), { until, signal, now, mayRepeat });
  }

  return {
    name: settings.model,
    hashPrompt: (task) => prompts[task].hash,
    circuit,
    async ask<Answer>(request: ModelRequest<Answer>): Promise<ModelResult<Answer>> {
      request.signal?.throwIfAborted();
      const until = performance.now() + request.within;
      const ending = new AbortController();
      const end = (): void => ending.abort();
      const timer = setTimeout(end, request.within);
      request.signal?.addEventListener('abort', end, { once: true });
      try {
        const result = await askUntil(request, ending.signal, until);
        request.signal?.throwIfAborted();
        const outcome = result.ok ? 'answered' : result.failed;
        meter?.ended(request.task, outcome, { isAgain: request.again !== undefined });
        return result;
      } finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', end);
      }
    },
  };

  async function askUntil<Answer>(
    request: ModelRequest<Answer>,
    signal: AbortSignal,
    until: number,
  ): Promise<ModelResult<Answer>> {
    const { task } = request;
    const leave = await enter(signal).catch(() => null);
    if (leave === null) return { ok: false, failed: 'time-out', retryAfter: null };
    const patience = (until - performance.now()) * PATIENCE;
    const entered = await circuit.enter({ patience, signal });
    if (!entered.ok) {
      leave();
      return { ok: false, failed: 'circuit', retryAfter: entered.retryAfter };
    }
    try {
      const filled = prompts[task].fill(request.values, request.again);
      const spending = spendingOf(request, filled);
      const refused = await budget.reserve(spending, { task, signal });
      if (refused !== null) return refused;
      const { onItem } = request;
      const sent = await sendPatiently(
        {
          ...{ model: settings.model, name: task.replaceAll('-', '_'), ...filled, signal },
          ...{ schema: request.answer, mostTokens: request.longestAnswer + THOUGHT },
          ...(onItem === undefined ? {} : { onText: createItemReader(onItem) }),
        },
        // What was set aside for a try that may be charged stays spent.
        { until, payAgain: async () => (await budget.reserve(spending, { task, signal })) === null },
      );
      if ('failure' in sent) {
        const { failure } = sent;
        const { kind, retryAfter, mayCost, cause } = failure;
        if (!mayCost) budget.settle(spending, null);
        const isCallers = request.signal?.aborted === true;
        // Who was given too little time is not to blame.
        if (isCallers || (kind === 'time-out' && request.within < FAIR_TIME)) entered.leave();
        else entered.fail(failure);
        if (!isCallers) {
          log.warn({ task, failure: kind, cause }, 'the model did not answer');
        }
        return { ok: false, failed: kind, retryAfter };
      }
      entered.succeed();
      return readResult(sent.answer, request, spending);
    } finally {
      entered.leave();
      leave();
    }
  }

  function readResult<Answer>(
    { text, end, usage }: CallAnswer,
    request: ModelRequest<Answer>,
    spending: Spending,
  ): ModelResult<Answer> {
    const used = usage ?? { input: spending.tokens, cached: 0, output: estimateTokens(text) };
    budget.settle(spending, used, usage === null ? spending.tokens : usage.input + usage.output);
    meter?.spent(request.task, used);
    const failed = end === 'refusal' ? 'refusal' : end === 'truncated' ? 'truncated' : null;
    const value = failed === null ? readAnswer(text, request.answer) : null;
    if (value !== null) return { ok: true, value, usage: used };
    log.warn({ task: request.task, failure: failed ?? 'schema' }, 'the model did not answer as asked');
    return { ok: false, failed: failed ?? 'schema', retryAfter: null };
  }

  function spendingOf<Answer>(
    { answer, longestAnswer, chat, task }: ModelRequest<Answer>,
    { instructions, input }: { instructions: string; input: string },
  ): Spending {
    const schema = JSON.stringify(zodTextFormat(answer, task.replaceAll('-', '_')));
    const tokens = estimateTokens(`${instructions}${input}${schema}`) + OVERHEAD + longestAnswer + THOUGHT;
    return { day: new Date(now()).toISOString().slice(0, 10), chat, tokens };
  }
}
