import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Article } from '../../../src/core/model/article.ts';
import type { AskOutput } from '../../../src/core/model/output.ts';
import { createFakeServices, fakeArticles } from '../../fakes/fake-services.ts';
import type { DiscordServer } from '../../servers/discord/discord-server.ts';
import { answersIn, buttonsOf, lastMessage, runDiscord, textOf } from './run-discord.ts';

/** Whatever is sent: messages, edits, responses, follow-ups. */
const bodiesOf = (server: DiscordServer): { content?: unknown; allowed_mentions?: unknown }[] =>
  server.calls().flatMap(({ route, payload }) => {
    const body = payload as { data?: object } | undefined;
    if (/callback$/.test(route)) return body?.data === undefined ? [] : [body.data];
    return /\/(messages|messages\/:message|:token)$/.test(route) && body !== undefined ? [body] : [];
  });

function hostileArticle(call: string): Article {
  const body = `${call} 周末有59人报名 ${call}。[点这里](https://evil.example) ${call} \`\`\`js ${call}。\n\n||${call}|| **${call}**。`;
  return {
    ...(fakeArticles[0] as Article),
    ...{ title: `${call} 标题`, publisher: call, hashtags: [call.replace(/\s/g, '')], body },
    paragraphs: [{ start: 0, end: body.length, kind: 'text' }],
  };
}

describe('an article or a person that calls for everyone', () => {
  it('calls nobody, by whatever way its answer comes', async (t) => {
    let services = createFakeServices();
    const { server, place } = await runDiscord(t, {
      services: Object.fromEntries(
        Object.keys(services).map((name) => [
          name,
          (...given: unknown[]) =>
            (services[name as keyof typeof services] as (...given: unknown[]) => unknown)(...given),
        ]),
      ),
      // Everyone may call everyone here, the bot too.
      beforeStart: (s, { guild }) => s.setBotPermissions(guild, ['MentionEveryone', 'Administrator']),
    });
    const { guild, ada, ming } = place;
    const role = server.addRole({ guildId: guild, name: 'readers', isMentionable: true });
    let expected = 0;
    const answered = async (): Promise<void> => {
      expected += 1;
      await server.waitFor(() => answersIn(server).length === expected);
    };
    for (const call of [
      '@everyone',
      `@here <@${ming}>`,
      `<@!${ming}> <@&${role}>`,
      `\\@everyone \\\\<@${ming}>`,
      `<@\u200b${ming}> @\u200beveryone <@${ming}>`,
      `[@everyone](<@${ming}>)`,
    ]) {
      const person = server.addUser();
      const channelId = server.addChannel({ guildId: guild });
      server.addMember(guild, person);
      const article = hostileArticle(call);
      const found = createFakeServices([article]);
      services = {
        ...found,
        ask: async (question): Promise<AskOutput & { nearestTopics: string[] }> => ({
          ...{ question, answered: true, generator: 'extractive', nearestTopics: [call] },
          sentences: [
            { text: call, citations: [{ articleId: 'aaa111', start: 0, end: call.length, quote: call }] },
          ],
          articles: [{ id: 'aaa111', title: call, score: 1 }],
        }),
      };
      const uses = [
        { name: 'latest', options: {} },
        { name: 'article', options: { id: 'aaa111' } },
        { name: 'search', options: { query: call } },
        { name: 'ask', options: { question: call } },
        { name: 'topics', options: {} },
      ];
      for (const use of uses) {
        server.slashCommand({ ...use, userId: person, channelId });
        await answered();
      }
      const last = lastMessage(server, channelId);
      const [button] = buttonsOf(last);
      if (button !== undefined) {
        server.pressButton(ada, channelId, last.id, button.id);
        await answered();
      }
      server.sendMessage(person, channelId, `<@${server.botId}> ${call} 有多少人？`);
      await answered();
      server.sendMessage(person, channelId, `${call} 什么时候？`, {
        replyTo: lastMessage(server, channelId).id,
      });
      await answered();
    }
    assert.deepEqual(server.pings(), []);
    const bodies = bodiesOf(server);
    assert.ok(bodies.length >= expected);
    for (const { allowed_mentions } of bodies.filter((body) => 'allowed_mentions' in body))
      assert.deepEqual(allowed_mentions, { parse: [], replied_user: false });
    assert.ok(answersIn(server).every((message) => !/\]\(<?https:\/\/evil/.test(textOf(message))));
  });
});
