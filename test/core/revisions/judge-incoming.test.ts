import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Article } from '../../../src/core/model/article.ts';
import { judgeIncoming } from '../../../src/core/revisions/judge-incoming.ts';
import { buildArticle } from '../../build-article.ts';

const judge = (stored: Partial<Article>, incoming: Partial<Article>, wasThere = false) =>
  judgeIncoming(
    buildArticle({ firstSeenAt: '2022-03-07T00:00:00.000Z', ...incoming }),
    buildArticle(stored),
    {
      wasThere,
    },
  );

describe('a text that comes in under the id of an article', () => {
  it('is a revision where a first report becomes a story', () => {
    const flash = { title: '秦岭发生4.1级地震', body: '秦岭今晨发生4.1级地震，详情稍后报道。' };
    const story = {
      title: '秦岭4.1级地震无人伤亡',
      body: '记者从应急部门获悉，今晨六时秦岭发生4.1级地震，震源深度十公里。\n\n截至目前没有人员伤亡的报告，列车已恢复运行。',
    };
    assert.equal(judge(flash, story), 'revision');
    const brief = { title: 'Fire at Harbour warehouse', body: 'A fire has broken out. More soon.' };
    const report = {
      title: 'Harbour warehouse fire leaves two hurt',
      body: 'Two people were hurt when a fire swept through a warehouse at the harbour on Friday, officials said. Forty firefighters brought it under control within three hours.',
    };
    assert.equal(judge(brief, report), 'revision');
  });

  it('is another article where only its title is the same, or words that stand in any text', () => {
    const title = '每日要闻';
    const end = '\n\n本报讯';
    const monday = { title, body: `西山隧道昨夜贯通，全长八公里，预计明年春天通车。${end}` };
    const tuesday = { title, body: `市立医院新楼启用，门诊增加三十个诊室，停车场扩大一倍。${end}` };
    assert.equal(judge(monday, tuesday), 'other');
    const one = {
      title: 'Latest news',
      body: 'The council approved the budget for next year after a long debate on Monday evening.',
    };
    const two = {
      title: 'Latest news',
      body: 'A rare heron was seen near the old mill, and dozens of bird watchers came to look at it.',
    };
    assert.equal(judge(one, two), 'other');
  });

  it('is nothing new from another source that says no more, also where that cuts it short', () => {
    const body = '东湖社区的图书角周六开放，第一天来了120人。负责人说，开放时间是每天9时至18时。';
    const source = { source: 'brief.xml', start: 0, end: 9 };
    const teaser = {
      body: '东湖社区的图书角周六开放，第一天来了120人。负责人说，开放时间是……',
      provenance: source,
    };
    assert.equal(judge({ body }, teaser), 'nothing-new');
    assert.equal(judge({ body }, { ...teaser, provenance: buildArticle().provenance }), 'revision');
    assert.equal(judge(teaser, { body }), 'revision');
  });

  it('is an earlier text of it that comes back from its source, and nothing new from elsewhere', () => {
    assert.equal(judge({}, {}, true), 'revision');
    assert.equal(judge({}, { provenance: { source: 'b.txt', start: 0, end: 9 } }, true), 'nothing-new');
    assert.equal(judge({}, { firstSeenAt: '2022-03-06T00:00:00.000Z' }, true), 'nothing-new');
  });
});
