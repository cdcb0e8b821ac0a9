import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReaderLanguage } from '../../../src/core/model/reader-language.ts';
import { checkWrittenSentence } from '../../../src/core/verify/check-written-sentence.ts';

type Pair = readonly [said: string, cited: string, language: ReaderLanguage];

const SAME: readonly Pair[] = [
  ['The machine no longer works.', 'The machine does not work any more.', 'en'],
  ['The bank did not raise the money.', 'The bank failed to raise the money.', 'en'],
  ['The court rejected the appeal.', 'The court did not accept the appeal.', 'en'],
  ['The talks ended without an agreement.', 'The talks did not lead to an agreement.', 'en'],
  ['公司没有同意出售工厂。', '公司拒绝出售工厂。', 'zh-Hans'],
  ['法院驳回上诉。', '法院没有受理上诉。', 'zh-Hans'],
  ['双方没有达成协议。', '双方未能达成协议。', 'zh-Hans'],
  ['股價並未下跌。', '股价没有下跌。', 'zh-Hant'],
  ['不仅北京，上海也受影响。', '上海也受影响，北京同样受影响。', 'zh-Hans'],
];

const OPPOSITE: readonly Pair[] = [
  ['The machine no longer works.', 'The machine still works.', 'en'],
  ['The machine still works.', 'The machine no longer works.', 'en'],
  ['The museum is no longer open to visitors.', 'The museum is still open to visitors.', 'en'],
  ['The museum is open to visitors.', 'The museum is no longer open to visitors.', 'en'],
  ['He never met the president.', 'He met the president.', 'en'],
  ['He met the president.', 'He never met the president.', 'en'],
  ['The company has no plans to sell the plant.', 'The company has plans to sell the plant.', 'en'],
  ['The company has plans to sell the plant.', 'The company has no plans to sell the plant.', 'en'],
  ['Nobody was injured in the fire.', 'Three people were injured in the fire.', 'en'],
  ['The bank failed to raise the money.', 'The bank raised the money.', 'en'],
  ['The talks ended with an agreement.', 'The talks ended without an agreement.', 'en'],
  ['Neither side accepted the plan.', 'Both sides accepted the plan.', 'en'],
  ['The drug is hardly ever used.', 'The drug is often used.', 'en'],
  ['The plant is unlikely to reopen.', 'The plant is likely to reopen.', 'en'],
  ["The minister can't leave.", 'The minister can leave.', 'en'],
  ['机器不再运转。', '机器仍在运转。', 'zh-Hans'],
  ['机器仍在运转。', '机器不再运转。', 'zh-Hans'],
  ['博物馆不再对外开放。', '博物馆仍对外开放。', 'zh-Hans'],
  ['他没有会见总统。', '他会见了总统。', 'zh-Hans'],
  ['他会见了总统。', '他没有会见总统。', 'zh-Hans'],
  ['他会见了总统。', '他未会见总统。', 'zh-Hans'],
  ['無人受傷。', '有三人受傷。', 'zh-Hant'],
  ['火灾造成人员受伤。', '火灾没有造成人员受伤。', 'zh-Hans'],
  ['公司拒绝出售工厂。', '公司同意出售工厂。', 'zh-Hans'],
  ['双方未能达成协议。', '双方达成协议。', 'zh-Hans'],
  ['双方达成协议。', '双方未能达成协议。', 'zh-Hans'],
  ['这种寄生虫会令鲑鱼发病。', '尽管如此，这种寄生虫似乎并不会令鲑鱼发病。', 'zh-Hans'],
  ['这项政策不包括农民工。', '这项政策包括农民工。', 'zh-Hans'],
  ['这项政策包括农民工。', '这项政策不包括农民工。', 'zh-Hans'],
  ['凉茶饮料可含有西药成分。', '凉茶饮料不可含有西药成分。', 'zh-Hans'],
  ['未成年人可以参加。', '未成年人不可以参加。', 'zh-Hans'],
  ['两者没有分别。', '两者有分别。', 'zh-Hans'],
  ['两者有分别。', '两者没有分别。', 'zh-Hans'],
  ['他不是会员。', '他是会员。', 'zh-Hans'],
  ['他是会员。', '他不是会员。', 'zh-Hans'],
  ['该药不能治愈癌症。', '该药能治愈癌症。', 'zh-Hans'],
  ['该药能治愈癌症。', '该药不能治愈癌症。', 'zh-Hans'],
  ['少于30隻時，滅絕無可避免。', '不少于30只时，灭绝无可避免。', 'zh-Hant'],
  ['股价没有下跌。', '股价下跌。', 'zh-Hans'],
  ['股价下跌。', '股价没有下跌。', 'zh-Hans'],
  ['这名嫌疑人否认指控。', '这名嫌疑人承认指控。', 'zh-Hans'],
  ['The suspect denied the charges.', 'The suspect admitted the charges.', 'en'],
];

function check([said, cited, language]: Pair) {
  return checkWrittenSentence(said, {
    ...{ cited: [cited], context: { title: '', publishedAt: null }, language },
  });
}

describe('a sentence that says the same with another denial', () => {
  for (const pair of SAME)
    it(`passes: ${pair[0]} ${pair[1]}`, () => {
      assert.equal(check(pair), null);
    });
});

describe('a sentence that says the opposite', () => {
  for (const pair of OPPOSITE)
    it(`is refused: ${pair[0]} ${pair[1]}`, () => {
      assert.notEqual(check(pair), null);
    });
});
