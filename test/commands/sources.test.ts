import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator, readerLanguages } from '../../src/commands/create-translator.ts';
import { describeSourceProblem } from '../../src/commands/sources/describe-source-problem.ts';
import { describeSpan, readSpan } from '../../src/commands/sources/spans.ts';
import type { Source } from '../../src/core/sources/source.ts';
import { describeProblem, sourceProblemKinds } from '../../src/core/sources/source-problem.ts';
import { buildSource } from '../build-source.ts';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { createMemorySources } from '../fakes/memory-sources.ts';
import { actionsOf, GROUP, NOW, talkIn, wordsOf } from './answer-in-chat.ts';

const HOUR = 3_600_000;

function talkOf(
  sources = createMemorySources(),
  { language = 'en' }: { language?: (typeof readerLanguages)[number] } = {},
) {
  const services = createFakeServices(fakeArticles, {
    sources: async () => sources,
    countSources: async () => ({ sources: sources.kept.size, unread: 0 }),
  });
  return talkIn(GROUP, { services, language });
}

describe('/sources', () => {
  it('lists what is read, with what is wrong', async () => {
    const talk = talkOf(
      createMemorySources([
        buildSource({ id: 'aaaa', title: 'Harbour Post' }),
        buildSource({ id: 'bbbb', failures: 4, problem: describeProblem('dns', 'ENOTFOUND') }),
      ]),
    );
    const words = wordsOf(await talk.say('/sources'));
    assert.match(words, /aaaa · Harbour Post\nread regularly/);
    assert.match(
      words,
      /bbbb · https:\/\/example.org\/bbbb.xml\nread regularly · failed 4×: The name of the site is not known\./,
    );
  });

  it('shows a chat no key that stands in an address', async () => {
    const talk = talkOf(
      createMemorySources([buildSource({ id: 'aaaa', url: 'https://example.org/feed?key=secret' })]),
    );
    for (const text of ['/sources', '/sources show aaaa', '/sources pause aaaa'])
      assert.match(wordsOf(await talk.say(text)), /^(?!.*secret).*https:\/\/example\.org\/feed\?…/s, text);
  });

  it('tells of a folder by its name alone, and of its files that could not be read', async () => {
    const folder = buildSource({
      id: 'aaaa',
      kind: 'folder',
      url: 'file:///srv/private/press%20cuttings',
      title: null,
    });
    const sources = {
      ...createMemorySources([folder]),
      listUnread: async () => [{ file: 'private/half.json', reason: 'malformed' as const }],
    };
    const words = wordsOf(await talkOf(sources).say('/sources show aaaa'));
    assert.match(words, /press cuttings\n/);
    assert.match(words, /Nothing of 1 file could be taken in:\nhalf\.json is malformed\./);
    assert.doesNotMatch(words, /private|Full text/);
  });

  it('changes what is named of one, and leaves the rest', async () => {
    const sources = createMemorySources();
    const talk = talkOf(sources);
    const of = () => sources.kept.get('2ad7edbc');
    assert.match(
      wordsOf(await talk.say('/sources change 2ad7 shortest 15m longest 2h')),
      /15 minutes at least, 2 hours at most/,
    );
    await talk.say('/sources change 2ad7 shortest none off');
    assert.deepEqual([of()?.bounds, of()?.fullText], [{ shortest: null, longest: 2 * HOUR }, false]);
    await talk.say('/来源 更改 2ad7 最短 15分钟 最长 3小時 全文 关');
    assert.deepEqual([of()?.bounds, of()?.fullText], [{ shortest: HOUR / 4, longest: 3 * HOUR }, false]);
    await talk.say('/來源 更改 2ad7 最短 無');
    await talk.say('/来源 更改 2ad7 全文=开 最长=1d');
    assert.deepEqual([of()?.bounds, of()?.fullText], [{ shortest: null, longest: 24 * HOUR }, true]);
    for (const [text, words] of [
      ['/sources change 2ad7', /Nothing was said to change/],
      ['/sources change 2ad7 shortest 2d', /shortest interval \(2 days\) is above the longest \(1 day\)/],
      ['/sources change 2ad7 shortest often', /“often” is not a span of time/],
      ['/sources change 2ad7 selector "main h2 a"', /Only a page has links/],
    ] as const) {
      const reply = await talk.say(text);
      assert.equal(reply.failure, 'bad-options', text);
      assert.match(wordsOf(reply), words);
    }
    assert.deepEqual(of()?.bounds, { shortest: null, longest: 24 * HOUR });
  });

  it('changes which links of a page are followed, and adds one with them', async () => {
    const sources = createMemorySources([buildSource({ id: 'aaaa', kind: 'page', selector: 'h2 a' })]);
    const talk = talkOf(sources);
    assert.match(
      wordsOf(await talk.say('/sources change aaaa selector "main h3 > a"')),
      /Links\nmain h3 > a/,
    );
    assert.equal(sources.kept.get('aaaa')?.selector, 'main h3 > a');
    await talk.say('/sources change aaaa selector none');
    assert.equal(sources.kept.get('aaaa')?.selector, null);
    await talk.say('/sources add https://example.org/new selector "main a" shortest 1h');
    const { selector, bounds } = sources.kept.get('new1') ?? {};
    assert.deepEqual([selector, bounds], ['main a', { shortest: HOUR, longest: null }]);
  });

  it('turns full text off and on by a button', async () => {
    const sources = createMemorySources();
    const talk = talkOf(sources);
    const shown = await talk.say('/sources show 2ad7');
    const off = actionsOf(shown).find(({ action }) => action.options.action === 'change');
    assert.deepEqual(off?.action, {
      command: 'sources',
      options: { action: 'change', fulltext: 'off', source: '2ad7edbc' },
    });
  });

  it('says where lists of sources are read and written', async () => {
    for (const text of ['/sources import', '/sources export', '/来源 导入'])
      assert.match(wordsOf(await talkOf().say(text)), /npm run cli -- sources import FILE/, text);
  });

  it('refuses a folder of the machine in a chat', async () => {
    const sources = createMemorySources([], () => ({ kind: 'folder-refused' }));
    const reply = await talkOf(sources).say('/sources add /etc');
    assert.equal(reply.failure, 'not-added');
    assert.match(wordsOf(reply), /added on the command line, not from a chat/);
  });

  it('says how to add the first', async () => {
    assert.match(wordsOf(await talkOf(createMemorySources([])).say('/sources list')), /\/sources add https/);
  });

  it('adds an address, named or alone, for whoever asked, and says what was found', async () => {
    for (const text of [
      '/sources add https://example.org/new',
      '/来源 添加 https://example.org/new',
      '/sources https://example.org/new',
    ]) {
      const sources = createMemorySources();
      const words = wordsOf(await talkOf(sources).say(text));
      assert.match(words, /Added: New feed\n1 article taken in\.\nIts newest\n22 Nov 2026/, text);
      assert.deepEqual(sources.addedBy, ['telegram:-100']);
      assert.equal(sources.kept.size, 2);
    }
  });

  it('says why an address was not added', async () => {
    const sources = createMemorySources([], () => ({
      kind: 'failed',
      problem: describeProblem('status', 'HTTP 404', { status: 404 }),
    }));
    const reply = await talkOf(sources).say('/sources add https://example.org/nothing');
    assert.equal(reply.failure, 'not-added');
    assert.match(
      wordsOf(reply),
      /Not added: https:\/\/example\.org\/nothing There is nothing at this address \(404\)/,
    );
  });

  it('shows the last success, the last problem and what comes next', async () => {
    const source = buildSource({
      id: 'aaaa',
      ...{ title: 'Harbour Post', succeededAt: NOW - 5 * HOUR, nextAt: NOW + HOUR, nextReason: 'failure' },
      problem: describeProblem('time-out', 'x'),
      bounds: { shortest: 15 * 60_000, longest: 2 * HOUR },
    });
    const words = wordsOf(await talkOf(createMemorySources([source])).say('/sources show aa'));
    assert.match(words, /Last read\nMon, 23 Nov 2026, 07:00/);
    assert.match(words, /The site took too long to answer\./);
    assert.match(words, /Mon, 23 Nov 2026, 13:00, after the failure/);
    assert.match(words, /15 minutes at least, 2 hours at most/);
  });

  it('pauses, resumes and removes by word and by button', async () => {
    const sources = createMemorySources();
    const talk = talkOf(sources);
    const press = async (label: string) => {
      const shown = actionsOf(await talk.say('/sources show 2ad'));
      const found = shown.find((each) => each.label === label);
      assert.ok(found, label);
      return talk.press(found.action);
    };
    assert.match(wordsOf(await press('pause')), /Paused: Harbour Post/);
    assert.equal(sources.kept.get('2ad7edbc')?.state, 'paused');
    assert.match(wordsOf(await press('resume')), /Read again/);
    await talk.say('/sources remove 2ad7edbc');
    assert.equal(sources.kept.size, 0);
    assert.equal((await talk.say('/sources pause 2ad7edbc')).failure, 'not-found');
    assert.equal((await talk.say('/sources pause')).failure, 'bad-options');
  });
});

describe('the hub of a source', () => {
  const hub = 'https://hub.example.org/?key=secret';
  const push = { hub, until: NOW + 24 * HOUR, pushedAt: null };
  const shown = async (fields: Partial<Source>, language: (typeof readerLanguages)[number] = 'en') => {
    const source = buildSource({ id: 'aaaa', nextAt: NOW + HOUR, ...fields });
    return wordsOf(await talkOf(createMemorySources([source]), { language }).say('/sources show aaaa'));
  };

  it('is said in plain words, as it stands, without what may be secret in its address', async () => {
    const offered = { hints: { hub: { url: hub, topic: 'https://example.org/a' } } };
    const said = {
      none: await shown({}),
      offered: await shown(offered),
      asked: await shown({ push: { ...push, state: 'asked' } }),
      promised: await shown({ push: { ...push, state: 'held' } }),
      held: await shown({ push: { ...push, state: 'held', pushedAt: NOW } }),
      denied: await shown({ push: { ...push, state: 'denied' } }),
      failed: await shown({ push: { ...push, state: 'failed' } }),
    };
    assert.doesNotMatch(Object.values(said).join(), /secret/);
    assert.doesNotMatch(said.none, /Hub/);
    assert.match(said.offered, /hub\.example\.org offers .* WEBSUB_URL/);
    assert.match(said.asked, /hub\.example\.org was asked .* has not answered/);
    assert.match(said.promised, /hub\.example\.org has promised .* nothing came yet/);
    assert.match(said.held, /hub\.example\.org tells of what is new, last .* until .*/);
    assert.match(said.held, /at the latest, sooner where its hub tells/);
    assert.match(said.denied, /hub\.example\.org will not .* read regularly all the same/);
    assert.match(said.failed, /hub\.example\.org can't be asked .* read regularly all the same/);
  });

  it('is said in the languages of the readers', async () => {
    const held = { push: { ...push, state: 'held', pushedAt: NOW } } as const;
    assert.match(await shown(held, 'zh-Hans'), /hub\.example\.org 推送更新，上次在/);
    assert.match(await shown(held, 'zh-Hant'), /hub\.example\.org 推送更新，上次在/);
  });
});

describe('a problem of a source', () => {
  it('is said in every language, each kind in its own words', () => {
    for (const language of readerLanguages) {
      const translate = createTranslator(language);
      const said = [
        ...sourceProblemKinds.map((kind) => describeSourceProblem({ kind, status: null }, { translate })),
        ...[401, 404, 410, 418, 429, 503].map((status) =>
          describeSourceProblem({ kind: 'status', status }, { translate }),
        ),
      ];
      assert.equal(new Set(said).size, said.length);
    }
  });
});

describe('a span of time', () => {
  it('is read from a number and a letter, and said in words', () => {
    assert.equal(readSpan('15m'), 900_000);
    assert.equal(readSpan(' 2 H '), 2 * HOUR);
    assert.equal(readSpan('30d'), 720 * HOUR);
    for (const text of ['', '0m', '15', '31d', '-1h', '1.5h', '99999d', '5s'])
      assert.equal(readSpan(text), null, text);
    assert.equal(describeSpan(90 * 60_000, 'en'), '90 minutes');
    assert.equal(describeSpan(48 * HOUR, 'zh-Hans'), '2天');
  });
});
