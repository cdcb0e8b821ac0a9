import { buildArticle } from '../../build-article.ts';

/** A small store's articles: two languages, two scripts, near neighbours that must be told apart. */
export const articles = [
  buildArticle({
    id: 'bridge',
    title: '青石大桥通车',
    body: '青石大桥5月1日通车，全长1268米，由省路桥集团建造。\n\n工程师林望主持设计。他说，大桥可以抵御十二级大风。施工用了三年。\n\n通车当天有两万多人走上大桥。',
    hashtags: ['青石大桥'],
    terms: ['大桥', '通车', '林望'],
  }),
  buildArticle({
    id: 'tunnel',
    title: '青石隧道开工',
    body: '青石隧道昨天开工，预计2026年完工，总投资12.5亿元。\n\n隧道连接东湖区和青石镇，建成后两地只要八分钟车程。',
    terms: ['隧道', '开工'],
  }),
  buildArticle({
    id: 'library',
    title: '東湖圖書館擴建',
    body: '東湖圖書館擴建工程完成，新館藏書46萬冊。館長周敏表示，網絡預約將於下月開放。\n\n圖書館每週一休館。',
    language: 'zh-Hant',
    terms: ['圖書館', '網絡'],
  }),
  buildArticle({
    id: 'harbour',
    title: 'Harbour ferry returns to Linwick',
    body: 'The Linwick harbour ferry returned on Monday after repairs that cost £2.4 million. It carries 300 passengers.\n\nCaptain Ada Morrow said the ferries would run every twenty minutes. Engineers replaced both engines.',
    language: 'en',
    terms: ['ferry', 'harbour'],
  }),
  buildArticle({
    id: 'robot',
    title: 'C++大赛收官',
    body: '全省C++程序设计大赛收官，ＡＩ小组获得一等奖。😀参赛队伍来自41所学校。',
    terms: ['大赛'],
  }),
];
