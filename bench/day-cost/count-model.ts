import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Model, ModelRequest, ModelResult } from '../../src/core/ports/model.ts';
import { detectLanguage } from '../../src/core/text/language.ts';
import { estimateTokens } from '../../src/core/writing/estimate-tokens.ts';
import type { loadPrompts } from '../../src/llm/load-prompts.ts';
import { toSimplified, toTraditional } from '../faithful/convert-script.ts';

/** Of an answer's most tokens, what a model that keeps to the length uses. */
const OUTPUT_SHARE = 0.6;
/** The JSON Schema that goes along, in tokens. */
const SCHEMA = 120;

/** What is said where the article is in a language that can't be written out here: without a figure or a name that could be wrong. */
const ELSEWHERE: Record<string, string> = {
  'Simplified Chinese': '报道介绍了这件事的经过和后来的情况。',
  'Traditional Chinese': '報導介紹了這件事的經過和後來的情況。',
  English: 'The report tells what happened there and what came of it later on.',
};

/** A sentence in the language asked for that passes the check: the source's own, in the other script if need be. */
function tell(line: string, language: string): string {
  const isChinese = detectLanguage(line).startsWith('zh');
  if (language === 'English') return isChinese ? (ELSEWHERE[language] ?? '') : line;
  if (!isChinese) return ELSEWHERE[language] ?? '';
  return language === 'Simplified Chinese' ? toSimplified(line) : toTraditional(line);
}

export interface CountedCall {
  task: string;
  input: number;
  output: number;
  /** The estimate of the prompt over what o200k, the vocabulary of OpenAI's models, has it as. */
  over: number;
}

/** Nothing in a text is a sign of the model's own. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

export function compareEstimate(text: string): number {
  return estimateTokens(text) / Math.max(1, countTokens(text, AS_TEXT));
}

/**
 * A model in this process that writes what stands, and notes what each call would cost: the real templates filled with the real values,
 * counted by the estimate that budgets are kept by, which is high.
 */
export function createCountingModel(prompts: Awaited<ReturnType<typeof loadPrompts>>): {
  model: Model;
  calls: CountedCall[];
  /** Of a summary or headline, by `language\ntitle`; of an answer and an overview, of one. */
  costs: Map<string, CountedCall[]>;
} {
  const calls: CountedCall[] = [];
  const costs = new Map<string, CountedCall[]>();

  function write({ task, values }: ModelRequest<unknown>): object {
    const [language = ''] = (values.language ?? '').split(' (');
    const lines = [
      ...(values.text ?? values.passages ?? values.stories ?? '').matchAll(/^\[(\d+)\] (.*)$/gmu),
    ];
    const sentences = lines.slice(0, 2).map((match) => ({
      text: task === 'answer' ? (match[2] ?? '') : tell(match[2] ?? '', language),
      sources: [Number(match[1])],
    }));
    if (task === 'headline-translation') return { headline: tell(values.headline ?? '', language) };
    return { answered: true, sentences, order: [] };
  }

  return {
    calls,
    costs,
    model: {
      name: 'counted',
      hashPrompt: (task) => prompts[task].hash,
      async ask<Answer>(request: ModelRequest<Answer>): Promise<ModelResult<Answer>> {
        const { task, values } = request;
        const { instructions, input } = prompts[task].fill(values, request.again);
        const call = {
          task: request.again === undefined ? task : `${task}, again`,
          input: estimateTokens(instructions + input) + SCHEMA,
          output: Math.ceil(request.longestAnswer * OUTPUT_SHARE),
          over: compareEstimate(instructions + input),
        };
        calls.push(call);
        const key = `${values.language}\n${values.title ?? values.headline ?? task}`;
        costs.set(key, [...(costs.get(key) ?? []), call]);
        const value = request.answer.parse(write(request as ModelRequest<unknown>));
        return { ok: true, value, usage: { input: call.input, cached: 0, output: call.output } };
      },
    },
  };
}
