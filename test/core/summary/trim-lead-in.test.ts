import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findLeadIn } from '../../../src/core/summary/trim-lead-in.ts';

describe('findLeadIn', () => {
  it('measures datelines and agencies', () => {
    for (const [leadIn, rest] of [
      ['本报讯（记者 王小明）', '青河大桥昨天合龙。'],
      ['新华社北京3月5日电 ', '全国铁路今年新开工26个项目。'],
      ['新华社北京3月5日电', '全国铁路今年新开工26个项目。'],
      ['青河日报讯 ', '青河大桥昨天合龙。'],
      ['青河3月5日电（记者王小明）', '青河大桥昨天合龙。'],
      ['(CNN) -- ', 'The bridge was closed on Monday.'],
      ['PARIS, March 5 — ', 'The bridge was closed on Monday.'],
      ['NEW YORK (AP) — ', 'The bridge was closed on Monday.'],
    ] as const) {
      assert.equal(findLeadIn(leadIn + rest), leadIn.length, leadIn);
    }
  });

  it('leaves sentences that only resemble one', () => {
    for (const text of [
      '据新华社报道，青河大桥昨天合龙。',
      '本报记者昨天在青河大桥采访时看到，桥面已经合龙。',
      '全国用电量昨天创下新高。',
      '国家电网公司昨天发电量创下新高。',
      '新华社昨天致电各国通讯社。',
      '3月5日电影《青河》上映。',
      '市公安局昨天审讯（讯问）了两名嫌疑人。',
      '青河市通讯管理局昨天发布公告。',
      'The bridge (1911) was closed on Monday.',
      'Keller - a fisherman - lost his boat.',
    ]) {
      assert.equal(findLeadIn(text), 0, text);
    }
  });

  it('leaves a text that is nothing else', () => {
    assert.equal(findLeadIn('本报讯'), 0);
  });
});
