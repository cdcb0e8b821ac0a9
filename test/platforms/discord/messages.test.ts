import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AskOutput } from '../../../src/core/model/output.ts';
import { createMemorySources } from '../../fakes/memory-sources.ts';
import { answersIn, lastMessage, runDiscord, textOf } from './run-discord.ts';

const SEND = 'POST /channels/:channel/messages';
const THREADS = 'POST /channels/:channel/messages/:message/threads';
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const QUESTION = '周末共有多少人报名';

/** Keeps what was asked; each answer cites the first article. */
function noteQuestions() {
  const asked: string[] = [];
  const quote = '周末共有59人报名参加清扫。';
  return {
    asked,
    services: {
      ask: async (question: string): Promise<AskOutput & { nearestTopics: string[] }> => {
        asked.push(question);
        return {
          ...{ question, answered: true, generator: 'extractive', nearestTopics: [] },
          sentences: [
            { text: quote, citations: [{ articleId: 'aaa111', start: 0, end: quote.length, quote }] },
          ],
          articles: [{ id: 'aaa111', title: '', score: 1 }],
        };
      },
    },
  };
}

describe('a message', () => {
  it('is answered where the bot is meant: a mention, a reply with the ping on; as a reply that pings nobody', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, ada, ming } = place;
    const asked = server.sendMessage(ada, channel, `<@${server.botId}> ${QUESTION}`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    assert.match(textOf(lastMessage(server, channel)), /59人/);
    assert.equal(lastMessage(server, channel).repliesTo?.messageId, asked);
    server.sendMessage(ming, channel, '新车间有多大', { replyTo: lastMessage(server, channel).id });
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.deepEqual(server.pings(), []);
    assert.ok(server.gateway.sessions().every(({ intents }) => (intents & PRIVILEGED) === 0));
  });

  it('is left alone where members talk, reply without a ping, or answer others; and that of a bot', async (t) => {
    const { server, place, logged } = await runDiscord(t);
    const { channel, guild, ada, ming } = place;
    const robot = server.addUser({ username: 'robot', isBot: true });
    server.addMember(guild, robot);
    server.sendMessage(ming, channel, `<@${server.botId}> /help`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const { id } = lastMessage(server, channel);
    server.sendMessage(ada, channel, 'what a day');
    server.sendMessage(ada, channel, QUESTION, { replyTo: id, pingsReplied: false });
    server.sendMessage(robot, channel, `<@${server.botId}> ${QUESTION}`);
    server.sendMessage(robot, channel, QUESTION, { replyTo: id });
    const talk = server.sendMessage(ada, channel, 'hello');
    server.sendMessage(ming, channel, 'hello Ada', { replyTo: talk });
    server.sendMessage(ada, channel, '@everyone look');
    server.sendMessage(ming, channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /Topics/);
    assert.ok(logged.every(({ level }) => level !== 'error' && level !== 'warn'));
  });

  it('that only names the bot is answered with help, in a direct message any text is a question', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, direct, ada, ming } = place;
    server.sendMessage(ada, channel, `<@${server.botId}>`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    assert.match(textOf(lastMessage(server, channel)), /Commands/);
    server.sendMessage(ming, direct, QUESTION);
    await server.waitFor(() => answersIn(server, direct).length === 1);
    assert.match(textOf(lastMessage(server, direct)), /59人/);
    assert.equal(lastMessage(server, direct).repliesTo, null);
  });

  it('shows that it was seen while it is worked on', async (t) => {
    const { promise, resolve } = Promise.withResolvers<never[]>();
    const { server, place } = await runDiscord(t, { services: { completeTopics: async () => promise } });
    server.sendMessage(place.ming, place.direct, QUESTION);
    await server.waitFor(() => server.typing(place.direct).length === 1);
    resolve([]);
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
  });

  it('is answered in the language that it is written in, until somebody uses a command', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, ada, ming } = place;
    server.sendMessage(ada, channel, `<@${server.botId}> what is nowhere to be found?`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    assert.match(textOf(lastMessage(server, channel)), /do not say/);
    server.sendMessage(ming, channel, `<@${server.botId}> 哪里都没有写的是什么？`);
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /没有/);
    server.slashCommand({ userId: ming, channelId: channel, name: 'topics', locale: 'zh-TW' });
    await server.waitFor(() => answersIn(server, channel).length === 3);
    server.sendMessage(ada, channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => answersIn(server, channel).length === 4);
    assert.match(textOf(lastMessage(server, channel)), /話題/);
  });

  it('that is gone before its answer is there is answered all the same', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, ada } = place;
    server.fail(SEND, { kind: 'hang', milliseconds: 200 });
    const asked = server.sendMessage(ada, channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => server.underway(SEND) === 1);
    server.removeMessage(channel, asked);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    assert.equal(lastMessage(server, channel).repliesTo, null);
  });
});

describe('a reply to an answer', () => {
  it('goes on about what was asked, also after a restart, however it was asked', async (t) => {
    const { asked, services } = noteQuestions();
    const bot = await runDiscord(t, { services });
    const { server, place } = bot;
    const { channel, direct, ada, ming } = place;
    server.sendMessage(ada, channel, `<@${server.botId}> 老街社区有多少人报名？`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const first = lastMessage(server, channel).id;
    server.slashCommand({ userId: ming, channelId: channel, name: 'ask', options: { question: '谁来了？' } });
    await server.waitFor(() => answersIn(server, channel).length === 2);
    const second = lastMessage(server, channel).id;
    server.sendMessage(ming, direct, '新车间有多大？');
    await server.waitFor(() => answersIn(server, direct).length === 1);
    const third = lastMessage(server, direct).id;
    await bot.stop();
    bot.start();
    await bot.serves();
    server.sendMessage(ming, channel, '什么时候？', { replyTo: first });
    await server.waitFor(() => asked.length === 4, 15_000);
    server.sendMessage(ada, channel, '在哪里？', { replyTo: second });
    server.sendMessage(ming, direct, '多少钱？', { replyTo: third });
    await server.waitFor(() => answersIn(server).length === 6);
    assert.deepEqual(asked.slice(3).toSorted(), [
      '新车间有多大？ 多少钱？',
      '老街社区有多少人报名？ 什么时候？',
      '谁来了？ 在哪里？',
    ]);
  });
});

describe('a question that is answered in a thread', () => {
  it('opens one named as it, and what is asked in it stays there, also after a restart', async (t) => {
    const { asked, services } = noteQuestions();
    const bot = await runDiscord(t, { services, settings: { answersInThreads: true } });
    const { server, place } = bot;
    const { channel, ada } = place;
    server.sendMessage(ada, channel, `<@${server.botId}> ${QUESTION}`);
    await server.waitFor(() => server.threads(channel).length === 1);
    const [thread] = server.threads(channel);
    assert.equal(thread?.name, QUESTION);
    const id = thread?.id ?? '';
    await server.waitFor(() => answersIn(server, id).length === 1);
    await bot.stop();
    bot.start();
    await bot.serves();
    server.sendMessage(ada, id, '什么时候？', { replyTo: lastMessage(server, id).id });
    await server.waitFor(() => answersIn(server, id).length === 2);
    assert.equal(asked.at(-1), `${QUESTION} 什么时候？`);
    assert.deepEqual([server.threads(channel).length, answersIn(server, channel).length], [1, 0]);
  });

  it('has a long answer in it whole and in order', async (t) => {
    const sentences = Array.from({ length: 60 }, (_, index) => `第${index}句${'长'.repeat(150)}。`);
    const body = sentences.join('');
    const { services } = noteQuestions();
    const { server, place } = await runDiscord(t, {
      settings: { answersInThreads: true },
      services: {
        ask: async (question) => ({
          ...(await services.ask(question)),
          sentences: sentences.map((text) => {
            const start = body.indexOf(text);
            const citation = { articleId: 'aaa111', start, end: start + text.length, quote: text };
            return { text, citations: [citation] };
          }),
        }),
      },
    });
    const { channel, ada } = place;
    server.sendMessage(ada, channel, `<@${server.botId}> ${QUESTION}`);
    await server.waitFor(() => /第59句/.test(answersIn(server).map(textOf).join('')));
    const [thread] = server.threads(channel);
    const texts = answersIn(server, thread?.id ?? '').map(textOf);
    assert.ok(texts.length >= 3);
    const numbers = [...texts.join('').matchAll(/第(\d+)句/g)].map(([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      sentences.map((_, index) => index),
    );
    assert.equal(answersIn(server, channel).length, 0);
  });

  it('is answered where it stands where no thread may be opened; a command is in any case', async (t) => {
    const { server, place } = await runDiscord(t, { settings: { answersInThreads: true } });
    const { channel, ada } = place;
    server.sendMessage(ada, channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    server.setPermissions(channel, { deny: ['CreatePublicThreads'] });
    server.sendMessage(ada, channel, `<@${server.botId}> ${QUESTION}`);
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.equal(server.threads(channel).length, 0);
    assert.equal(server.calls(THREADS).length, 1);
  });

  it('has its answer in it once where opening it or sending got no answer', async (t) => {
    const { server, place } = await runDiscord(t, { settings: { answersInThreads: true } });
    const { channel, ada } = place;
    server.fail(THREADS, { kind: 'drop-after-effect' });
    server.fail(SEND, { kind: 'drop-after-effect' });
    server.sendMessage(ada, channel, `<@${server.botId}> ${QUESTION}`);
    await server.waitFor(
      () => server.calls(SEND).filter(({ response }) => response.status === 200).length === 1,
    );
    const [thread] = server.threads(channel);
    assert.equal(answersIn(server, thread?.id ?? '').length, 1);
    assert.equal(answersIn(server).length, 1);
  });

  it('in a thread that somebody locked is logged, and nothing is posted elsewhere', async (t) => {
    const bot = await runDiscord(t, { settings: { answersInThreads: true } });
    const { server, place } = bot;
    const { channel, ada } = place;
    const thread = server.addThread({ channelId: channel, ownerId: ada });
    server.sendMessage(ada, thread, `<@${server.botId}> /help`);
    await server.waitFor(() => answersIn(server, thread).length === 1);
    server.sendMessage(ada, thread, `<@${server.botId}> /topics`);
    server.setThread(thread, { isLocked: true });
    await server.waitFor(() => server.calls(SEND).length >= 2);
    await bot.stop();
    assert.equal(answersIn(server, channel).length, 0);
    assert.ok(bot.logged.every(({ level }) => level !== 'error'));
  });
});

describe('an address alone in a message', () => {
  it('is fetched for the owner of the bot alone, without a thread of its own', async (t) => {
    const fetched: string[] = [];
    const sources = createMemorySources([], undefined, (address) => {
      fetched.push(address);
      return { kind: 'taken', id: 'aaa111', title: 'x' };
    });
    const owners: string[] = [];
    const { server, place } = await runDiscord(t, {
      services: { sources: async () => sources },
      settings: { owners, answersInThreads: true },
    });
    const { channel, ada, ming } = place;
    owners.push(ming);
    server.sendMessage(ada, channel, `<@${server.botId}> <https://example.org/ada>`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    assert.match(textOf(lastMessage(server, channel)), /whoever runs this bot/);
    server.sendMessage(ming, channel, `<@${server.botId}> <https://example.org/street>`);
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /志愿者走进老街社区[\s\S]*59人/);
    assert.deepEqual(fetched, ['https://example.org/street']);
  });
});
